import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readSecrets, SecretOptions } from "../../src/cli/secrets";
import { ExitCode, RunnerError } from "../../src/runner/exit-code";
import { temporaryFolder, writePrivateFile } from "../runner/support/temporary";

const fileWith = (text: string | Buffer) => {
  const file = writePrivateFile(temporaryFolder("secret"), "secret", "");
  fs.writeFileSync(file, text);
  return file;
};

function refusal(options: Partial<SecretOptions>, env: NodeJS.ProcessEnv = {}): RunnerError {
  try {
    readSecrets({ secret: [], ...options }, env);
  } catch (error) {
    return error as RunnerError;
  }
  throw new Error("it was accepted");
}

const values = (secret: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  Object.fromEntries(readSecrets({ secret }, { PATH: process.env.PATH, ...env }).secrets);

describe("the value of a secret", () => {
  test.each([
    ["hunter22", "hunter22"],
    ["hunter22\n", "hunter22"],
    ["hunter22\r\n", "hunter22"],
    ["hunter22\n\n", "hunter22\n"],
    [" lines \nof a = key\n", " lines \nof a = key"],
    ["\ufeffmarked", "\ufeffmarked"],
  ])("in a file with %j is %j", (text, value) => {
    expect(values([`TOKEN=@${fileWith(text)}`])).toEqual({ TOKEN: value });
  });

  test("may come from the environment, as it is", () => {
    expect(values(["ocid1.secret=env:MY_TOKEN"], { MY_TOKEN: "a=b\n" })).toEqual({ "ocid1.secret": "a=b\n" });
  });

  test("may be what a command prints, without the last line end", () => {
    expect(values(["TOKEN=cmd:printf 'a\\nb\\n\\n'"])).toEqual({ TOKEN: "a\nb\n" });
    expect(values(['TOKEN=cmd:echo "$MINE" | tr a-z A-Z'], { MINE: "hunter22" })).toEqual({
      TOKEN: "HUNTER22",
    });
  });

  test("of 25 KB is taken, with a line end, too", () => {
    expect(values([`TOKEN=@${fileWith(`${"x".repeat(25_600)}\n`)}`]).TOKEN).toHaveLength(25_600);
    expect(values(["TOKEN=cmd:head -c 25600 /dev/zero | tr '\\0' x; echo"]).TOKEN).toHaveLength(25_600);
  });

  test("that cannot be had is told, all at once and by name", () => {
    const missing = path.join(temporaryFolder(), "missing");
    const { exitCode, message } = refusal(
      { secret: [`A=@${missing}`, "B=env:UNSET", "C=env:EMPTY", "D=env:", "E=cmd:echo hunter22; exit 3"], secretsFile: missing }, // prettier-ignore
      { EMPTY: "", PATH: process.env.PATH },
    );
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message.split("\n")).toEqual([
      expect.stringMatching(new RegExp(`^--secret A: .*${missing}`)),
      "--secret B: the environment variable UNSET is empty or not set",
      "--secret C: the environment variable EMPTY is empty or not set",
      expect.stringContaining("--secret D: write @FILE, env:VARIABLE or cmd:COMMAND"),
      "--secret E: the command ended with exit code 3",
      expect.stringMatching(new RegExp(`^--secrets-file: .*${missing}`)),
    ]);
  });

  test.each(["TOKEN=hunter22", "hunter22", "=hunter22"])(
    "is not repeated when it stands on the command line as %s",
    (option) => {
      const { exitCode, message } = refusal({ secret: [option] });
      expect(exitCode).toBe(ExitCode.USAGE);
      expect(message).not.toContain("hunter22");
    },
  );

  test.each<[string, string | Buffer, RegExp]>([
    ["empty", "\n", /^--secret TOKEN: the value is empty$/],
    ["no text", Buffer.from([0x68, 0xff, 0xfe]), /^--secret TOKEN: the value is no text in UTF-8; .*base64/],
    ["text with a NUL", "hunter22\0", /^--secret TOKEN: the value has a NUL character/],
    ["more than a vault keeps", "x".repeat(25_601), /^--secret TOKEN: the value has 25601 bytes; .* 25600$/],
    ["a file far too long", "x".repeat(100_000), /^--secret TOKEN: .*secret has more than 25602 bytes$/],
  ])("is refused when it is %s", (_, content, message) => {
    expect(refusal({ secret: [`TOKEN=@${fileWith(content)}`] }).message).toMatch(message);
  });

  test.each([
    ["prints too much", "yes 2> /dev/null", "the command printed more than 25600 bytes"],
    ["prints nothing", "true", "the value is empty"],
    ["is killed", "kill -9 $$", "the command ended with SIGKILL"],
    ["is not there", "exec /no/such/command 2> /dev/null", "the command ended with exit code 127"],
  ])("is refused when its command %s", (_, command, message) => {
    const { PATH } = process.env;
    expect(refusal({ secret: [`TOKEN=cmd:${command}`] }, { PATH }).message).toBe(
      `--secret TOKEN: ${message}`,
    );
  });
});

describe("a file of a secret", () => {
  const withMode = (mode: number, name = "secret") => {
    const file = writePrivateFile(temporaryFolder("secret"), name, "hunter22");
    fs.chmodSync(file, mode);
    return file;
  };

  test.each([0o644, 0o640, 0o604, 0o660, 0o620])(
    "that others have access to (%o) is refused with what to do",
    (mode) => {
      const file = withMode(mode);
      const message = `others than the owner have access to ${file}; run chmod 600 ${file}`;
      expect(refusal({ secret: [`TOKEN=@${file}`] }).message).toBe(`--secret TOKEN: ${message}`);
      expect(refusal({ secretsFile: file }).message).toBe(`--secrets-file: ${message}`);
    },
  );

  test.each([0o600, 0o400, 0o700])("that is its owner's alone (%o) is read", (mode) => {
    expect(values([`TOKEN=@${withMode(mode)}`])).toEqual({ TOKEN: "hunter22" });
  });

  test("has its name in quotes in what to do where the shell needs them", () => {
    const file = withMode(0o644, "it's mine");
    expect(refusal({ secret: [`TOKEN=@${file}`] }).message).toContain(
      `chmod 600 '${path.dirname(file)}/it'\\''s mine'`,
    );
  });

  test("may be a link to one that is its owner's alone, but not to another", () => {
    const link = path.join(temporaryFolder("link"), "link");
    fs.symlinkSync(withMode(0o600), link);
    expect(values([`TOKEN=@${link}`])).toEqual({ TOKEN: "hunter22" });
    fs.rmSync(link);
    fs.symlinkSync(withMode(0o644), link);
    expect(refusal({ secret: [`TOKEN=@${link}`] }).message).toContain("chmod 600");
  });

  test("may be a pipe or an open file that the shell hands over", () => {
    const fifo = path.join(temporaryFolder("pipe"), "pipe");
    execFileSync("mkfifo", ["-m", "644", fifo]);
    execFileSync("sh", ["-c", '(printf hunter22 > "$0") > /dev/null 2>&1 &', fifo], { stdio: "ignore" });
    expect(values([`TOKEN=@${fifo}`])).toEqual({ TOKEN: "hunter22" });
    const open = fs.openSync(withMode(0o644), "r");
    try {
      expect(values([`TOKEN=@/dev/fd/${open}`])).toEqual({ TOKEN: "hunter22" });
    } finally {
      fs.closeSync(open);
    }
  });

  test("cannot be a folder", () => {
    expect(refusal({ secret: [`TOKEN=@${temporaryFolder()}`] }).message).toMatch(/^--secret TOKEN: .*EISDIR/);
  });
});

describe("a file of secrets", () => {
  const shared = (text: string) =>
    Object.fromEntries(readSecrets({ secret: [], secretsFile: fileWith(text) }, {}).sharedSecrets);

  test("has values as they are written, by name or OCID", () => {
    const yaml =
      "# mine\nTOKEN: 012\nocid1.secret.oc1..x: 'a: b'\nKEY: |-\n  one\n  two\nYES: yes\nFLOAT: 1e3\n";
    expect(shared(yaml)).toEqual({
      TOKEN: "012",
      "ocid1.secret.oc1..x": "a: b",
      KEY: "one\ntwo",
      YES: "yes",
      FLOAT: "1e3",
    });
  });

  test("may be JSON", () => {
    expect(shared('{"TOKEN": "hunter22", "KEY": "a\\nb"}')).toEqual({ TOKEN: "hunter22", KEY: "a\nb" });
  });

  test.each([
    [
      "no YAML",
      'TOKEN: "hunter22\nKEY: x\n',
      [/^--secrets-file: .*secret:\d+:\d+: this is not YAML \(\w+\)$/],
    ],
    ["a name twice", "TOKEN: hunter22\nTOKEN: hunter23\n", [/secret:2:1: this name is there twice$/]],
    ["several documents", "A: hunter22\n---\nB: hunter22\n", [/this is not YAML \(MULTIPLE_DOCS\)$/]],
    [
      "no map",
      "- hunter22\n",
      [/secret:1:1: write a map of vault variables or OCIDs to values, such as TOKEN: "value"$/],
    ],
    ["nothing in it", "", [/secret:1:1: write a map/]],
    [
      "values that are no text",
      "A: [hunter22]\nB: *hunter22\nC: {d: hunter22}\n",
      [/:1:1: a name and its value are texts/, /:2:1: /, /:3:1: /],
    ],
    ["an empty value", "A: x\nB:\nC: ''\n", [/:2:1: B: the value is empty$/, /:3:1: C: the value is empty$/]],
    ["a value too long", `A: ${"h".repeat(25_601)}\n`, [/:1:1: A: the value has 25601 bytes/]],
  ])("is refused with %s, without a part of a value", (_, text, messages) => {
    const { exitCode, message } = refusal({ secretsFile: fileWith(text) });
    expect(exitCode).toBe(ExitCode.USAGE);
    const lines = message.split("\n");
    expect(lines).toEqual(messages.map((expected) => expect.stringMatching(expected) as unknown));
    expect(message).not.toContain("hunter2");
  });
});
