import { PassThrough } from "node:stream";
import { secretQuestions, TerminalInput } from "../../src/cli/secret-questions";
import { ExitCode } from "../../src/runner/exit-code";

const TOKEN = { name: "TOKEN", secretId: "ocid1.token" };
const KEY = { name: "KEY", secretId: "ocid1.key" };

/** A terminal on which somebody types these texts, the next one whenever something is asked. */
function terminal(...texts: readonly string[]) {
  const modes: boolean[] = [];
  const shown: string[] = [];
  const waiting = [...texts];
  const input: TerminalInput & PassThrough = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const output = {
    isTTY: true,
    write: (text: string) => {
      shown.push(text);
      const next = text.endsWith(": ") ? waiting.shift() : undefined;
      if (next !== undefined) input.write(next);
      if (next === "") input.end();
    },
  };
  return { input, output, modes, shown };
}

describe("somebody at a terminal", () => {
  test("is asked for one value after the other, and sees none of them", async () => {
    const { input, output, modes, shown } = terminal("hunter22\r", "päss\r");
    const values = await secretQuestions(input, output, {})!([TOKEN, KEY]);
    expect(values).toEqual(new Map([["ocid1.token", "hunter22"], ["ocid1.key", "päss"]])); // prettier-ignore
    expect(shown.join("")).toBe(
      "Value of vault variable TOKEN (ocid1.token): \nValue of vault variable KEY (ocid1.key): \n",
    );
    expect(modes).toEqual([true, false, true, false]);
  });

  test("may type ahead", async () => {
    const { input, output } = terminal("hunter22\rsecond\r");
    const values = await secretQuestions(input, output, {})!([TOKEN, KEY]);
    expect([...values.values()]).toEqual(["hunter22", "second"]);
  });

  test.each([
    ["an empty line", "\r", "x\r", new Map([["ocid1.key", "x"]])],
    ["Ctrl-D, and is asked no more", "\u0004", "x\r", new Map()],
    ["hanging up", "", "x\r", new Map()],
  ])("gives no value by %s", async (_, first, second, values) => {
    const { input, output, modes } = terminal(first, second);
    expect(await secretQuestions(input, output, {})!([TOKEN, KEY])).toEqual(values);
    expect(modes.at(-1)).toBe(false);
  });

  test("ends the run with Ctrl-C", async () => {
    const { input, output, modes } = terminal("hun\u0003");
    await expect(secretQuestions(input, output, {})!([TOKEN, KEY])).rejects.toMatchObject({
      exitCode: ExitCode.INTERRUPTED,
    });
    expect(modes).toEqual([true, false]);
  });

  test("is shown a name in one line, whatever it has in it", async () => {
    const { input, output, shown } = terminal("x\r");
    await secretQuestions(input, output, {})!([{ name: "A\u001b[2J\nB", secretId: "ocid1.x\r" }]);
    expect(shown[0]).toMatch(/^Value of vault variable [^\u001b\n]*: $/);
  });
});

test("nobody is asked where there is no terminal, or in CI", () => {
  const { input, output } = terminal();
  expect(secretQuestions(new PassThrough(), output, {})).toBeUndefined();
  expect(secretQuestions(input, { write: () => undefined }, {})).toBeUndefined();
  expect(secretQuestions(input, output, { CI: "true" })).toBeUndefined();
  expect(secretQuestions(input, output, { CI: "" })).toBeDefined();
});
