import { execFileSync } from "node:child_process";
import { exportsOf, recordsOf } from "../../../src/runner/session/step-variables";

const variables = (values: Readonly<Record<string, string | Buffer>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, Buffer.from(value as string)]));

/** What a child of a shell that has run the exports finds in its environment, by name. */
function seenBy(shell: string, values: Readonly<Record<string, string | Buffer>>): Map<string, string> {
  const script = Buffer.concat([
    exportsOf(variables(values)),
    Buffer.from('[ "$__oci_devops_is_whole" = 1 ] && env -0'),
  ]);
  const out = execFileSync(shell, { input: script, env: { PATH: process.env.PATH } }).toString("latin1");
  return new Map(
    out
      .split("\0")
      .filter((record) => record !== "")
      .map((record) => [record.slice(0, record.indexOf("=")), record.slice(record.indexOf("=") + 1)]),
  );
}

describe.each(["sh", "bash"])("the exports for %s", (shell) => {
  test.each([
    "it's",
    "'",
    "''\\''",
    '"$HOME" `id` $(id) \\ !',
    "line\nbreak\n",
    " blanks ",
    "",
    "-n",
    "ünï🙂",
    "\t\u0001\u001b[31m",
  ])("hand on %j as it is", (value) => {
    expect(seenBy(shell, { VALUE: value }).get("VALUE")).toBe(Buffer.from(value).toString("latin1"));
  });

  test("hand on every byte but NUL", () => {
    const bytes = Buffer.from(Array.from({ length: 255 }, (_, i) => i + 1));
    expect(seenBy(shell, { VALUE: bytes }).get("VALUE")).toBe(bytes.toString("latin1"));
  });

  test("leave out what is no name of a variable, and names that shells keep for themselves", () => {
    const seen = seenBy(shell, {
      "a-b": "1",
      "1a": "1",
      "": "1",
      "A;id": "1",
      UID: "x",
      OPTIND: "x",
      KEPT: "1",
    });
    expect([...seen.keys()].filter((name) => /^(a-b|1a|A;id|UID|OPTIND|KEPT|)$/.test(name))).toEqual([
      "KEPT",
    ]);
  });
});

describe("a capture", () => {
  test("has its values byte by byte", () => {
    const capture = Buffer.concat([
      Buffer.from("A=x=y\0B="),
      Buffer.from([0xff, 0xfe]),
      Buffer.from("\0C=\0=\0"),
    ]);
    expect(recordsOf(capture)).toEqual(
      new Map([
        ["A", Buffer.from("x=y")],
        ["B", Buffer.from([0xff, 0xfe])],
        ["C", Buffer.alloc(0)],
      ]),
    );
  });

  test.each(["", "A=1", "A=1\0", "A=1\0=", "A=1\0B=2\0=\0C"])("%j is not whole", (text) => {
    expect(recordsOf(Buffer.from(text))).toBeUndefined();
  });

  test("of nothing is whole", () => {
    expect(recordsOf(Buffer.from("=\0"))).toEqual(new Map());
  });
});
