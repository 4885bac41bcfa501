import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { inputName, readInput } from "../../src/cli/plan-input";
import { RunnerError } from "../../src/runner/exit-code";
import { temporaryFolder } from "../support/temporary-folder";

const nothing = Readable.from([]);

function fileOf(bytes: Buffer | string): string {
  const file = path.join(temporaryFolder(), "plan.json");
  fs.writeFileSync(file, bytes);
  return file;
}

describe("the input of a plan", () => {
  test("is a file", async () => {
    expect(await readInput(fileOf("{}"), nothing)).toBe("{}");
  });

  test("is standard input, in as many pieces as it comes", async () => {
    const text = '{"name":"größe"}';
    const pieces = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    expect(await readInput("-", Readable.from(pieces))).toBe(text);
  });

  test.each([
    ["UTF-8 with a byte order mark", Buffer.from("\ufeff{}", "utf8")],
    ["UTF-16, as Windows PowerShell writes it", Buffer.from("\ufeff{}", "utf16le")],
  ])("may be %s", async (_, bytes) => {
    expect(await readInput(fileOf(bytes), nothing)).toBe("{}");
    expect(await readInput("-", Readable.from([bytes]))).toBe("{}");
  });

  test("cannot be typed into a terminal, and the message says what to do", async () => {
    const terminal = Object.assign(Readable.from([]), { isTTY: true });
    await expect(readInput("-", terminal)).rejects.toThrow(
      /which is a terminal;.*\n {2}terraform plan -out tf\.plan && terraform show -json tf\.plan \| oci-devops-local plan$/,
    );
    expect(await readInput(fileOf("{}"), terminal)).toBe("{}");
  });

  test("of another command has its own message for a terminal", async () => {
    const terminal = Object.assign(Readable.from([]), { isTTY: true });
    await expect(readInput("-", terminal, "name a file")).rejects.toThrow(/^name a file$/);
  });

  test.each([
    ["does not exist", () => "no/such/plan.json", /^no\/such\/plan\.json: cannot be read: ENOENT/],
    ["is a folder", () => temporaryFolder(), /: cannot be read: EISDIR/],
  ])("that %s is a mistake of the user", async (_, file, message) => {
    const error: unknown = await readInput(file(), nothing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunnerError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  test.each([
    ["-", "standard input"],
    ["plan.json", "plan.json"],
  ])("%s is called %s in messages", (file, name) => {
    expect(inputName(file)).toBe(name);
  });
});
