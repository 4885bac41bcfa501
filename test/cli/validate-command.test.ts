import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { cli, CliOptions, Ended } from "./support/cli";
import { writeFiles } from "../runner/support/temporary";
import { temporaryFolder } from "../support/temporary-folder";

const GOOD = "version: 0.1\ncomponent: build\nsteps:\n  - type: Command\n    command: make\n";
/** Refused: it has no component. */
const BAD = GOOD.replace("component: build\n", "");
/** Accepted with one warning, BS104. */
const TWICE = `${GOOD}version: 0.1\n`;

/** Runs `validate` where these files are; without ShellCheck, which other machines may not have. */
function validate(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  options: Partial<CliOptions> = {},
): Promise<Ended> {
  const cwd = temporaryFolder();
  writeFiles(cwd, files);
  return cli(["validate", "--no-shellcheck", ...args], { cwd, ...options });
}

describe("validate", () => {
  test("says that a good file has no findings and ends with 0", async () => {
    expect(await validate({ "build_spec.yaml": GOOD }, ["build_spec.yaml"])).toEqual({
      exitCode: 0,
      stdout: "build_spec.yaml: no findings\n",
      stderr: "",
    });
  });

  test("shows every finding of every file and ends with 1 on an error", async () => {
    const { exitCode, stdout, stderr } = await validate({ "a/x.yaml": BAD, "b.yaml": TWICE }, [
      "a/x.yaml",
      "b.yaml",
    ]);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^a\/x\.yaml:1:1: error: .*component.* \[BS201\]$/),
      "1 | version: 0.1",
      "  | ^~~~~~~~~~~~",
      "  fix: add component:",
      "  see: oci-devops-local explain BS201",
      "",
      expect.stringMatching(/^b\.yaml:6:1: warning: .* \[BS104\]$/),
      "6 | version: 0.1",
      "  | ^~~~~~~",
      "  fix: remove the others",
      "  see: oci-devops-local explain BS104",
      "",
      "1 error, 1 warning, 0 notes in 2 files",
      "",
    ]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(1);
  });

  test("ends with 0 on a warning, unless there are more than --max-warnings", async () => {
    const files = { "b.yaml": TWICE, "c.yaml": TWICE };
    const run = (...args: string[]) => validate(files, ["b.yaml", "c.yaml", "--quiet", ...args]);
    expect(await run()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await run("--max-warnings", "2")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await run("--max-warnings", "1")).toMatchObject({
      exitCode: 1,
      stderr: "2 warnings are more than --max-warnings 1\n",
    });
  });

  test("reads standard input as -", async () => {
    const { exitCode, stdout } = await validate({}, ["-"], { input: BAD });
    expect(stdout).toMatch(/^standard input:1:1: error: /);
    expect(exitCode).toBe(1);
    expect(await validate({}, ["-"], { input: GOOD })).toMatchObject({
      exitCode: 0,
      stdout: "standard input: no findings\n",
    });
  });

  test("checks a file once that is named twice", async () => {
    const { stdout } = await validate({ "a.yaml": GOOD }, ["a.yaml", "-", "a.yaml", "-"], { input: GOOD });
    expect(stdout).toMatch(/^a\.yaml: no findings\nstandard input: no findings\n.* in 2 files\n$/);
  });

  test("prints nothing but findings when it is to be quiet", async () => {
    expect(await validate({ "a.yaml": GOOD }, ["a.yaml", "--quiet"])).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("checks what can be read, names all that cannot, and ends with 2", async () => {
    const files = { "good.yaml": GOOD, "folder/x": "" };
    const { exitCode, stdout, stderr } = await validate(files, [
      "gone.yaml",
      "good.yaml",
      "folder",
      "\u001b[31mx\n",
    ]);
    expect(stdout).toBe("good.yaml: no findings\n");
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(/^gone\.yaml: cannot be read: ENOENT/),
      expect.stringMatching(/^folder: cannot be read: it is no regular file/),
      expect.stringMatching(/^x : cannot be read: ENOENT/),
      "",
    ]);
    expect(exitCode).toBe(2);
  });

  test("does not wait for a pipe nor read a device to its end", async () => {
    const cwd = temporaryFolder();
    execFileSync("mkfifo", [path.join(cwd, "pipe")]);
    const { exitCode, stderr } = await cli(["validate", "pipe", "/dev/zero"], { cwd });
    expect(stderr).toMatch(
      /^pipe: cannot be read: it is no regular file.*\n\/dev\/zero: cannot be read: it is no/,
    );
    expect(exitCode).toBe(2);
  });

  test.each(["file", "standard input"])("refuses a %s of 20 million characters", async (where) => {
    const huge = `${GOOD}#${"x".repeat(20_000_000)}`;
    const { exitCode, stdout } = await (where === "file"
      ? validate({ "huge.yaml": huge }, ["huge.yaml"])
      : validate({}, ["-"], { input: huge }));
    expect(stdout).toMatch(/:1:1: error: .*characters.* \[BS102\]/);
    expect(exitCode).toBe(1);
  });

  test.each([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${BAD}`)],
    ["UTF-16", Buffer.from(`\ufeff${BAD}`, "utf16le")],
    ["UTF-16 with the other order of bytes", Buffer.from(`\ufeff${BAD}`, "utf16le").swap16()],
  ])("reads %s", async (_, input) => {
    const { stdout } = await validate({}, ["-"], { input });
    expect(stdout).toMatch(/^standard input:1:1: error: .* \[BS201\]\n1 \| version: 0\.1\n/);
  });

  test("leaves out what is to be ignored, but no error", async () => {
    const unknown = `${GOOD}cache: a\nenv:\n  cache: b\n`;
    const { stdout, exitCode } = await validate({ "a.yaml": TWICE, "b.yaml": unknown }, [
      ...[
        "a.yaml",
        "b.yaml",
        "--ignore",
        "bs104",
        "--ignore",
        "BS202",
        "--ignore",
        "SC2086",
        "--format",
        "github",
      ],
    ]);
    expect(stdout).toMatch(/^::error file=b\.yaml,line=8,.*title=BS202::.*\n$/);
    expect(exitCode).toBe(1);
  });

  test("tells what the image lacks only where the image is known", async () => {
    const spec = GOOD.replace("make", "docker compose up");
    const run = async (...args: string[]) => (await validate({ "a.yaml": spec }, ["a.yaml", ...args])).stdout;
    expect(await run("--image", "OL8_X86_64_STANDARD_10")).toContain("[BS426]");
    expect(await run()).not.toContain("[BS426]");
  });

  test("cannot be made to act on the terminal by a file", async () => {
    const files = { "a\u001b[2J.yaml": `${GOOD}"\\e[31m\\a\u202e": 1 # \u202e\n` };
    const { stdout } = await validate(files, Object.keys(files));
    expect(stdout).toContain("[BS202]");
    expect(stdout).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
  });

  test.each<[string, string[], string]>([
    ["no file", [], "name a build_spec.yaml, - for standard input, or --pipeline"],
    ["an unknown format", ["x", "--format", "xml"], "argument 'xml' is invalid"],
    [
      "two formats",
      ["x", "--json", "--format", "sarif"],
      "'--json' cannot be used with option '--format <format>'",
    ],
    ["a number that is none", ["x", "--max-warnings", "-1"], "Write a whole number"],
    ["an unknown code to ignore", ["x", "--ignore", "BS999"], "There is no such code"],
    ["an error to ignore", ["x", "--ignore", "BS201"], "The service refuses a file with it all the same"],
    ["an unknown image", ["x", "--image", "OL9"], "argument 'OL9' is invalid"],
    ["an unknown option", ["x", "--\u001b[31mfoo"], "unknown option '--foo'"],
  ])("refuses %s with 2", async (_, args, message) => {
    const { exitCode, stdout, stderr } = await validate({ x: GOOD }, args);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  describe("prints for programs", () => {
    const run = async (...args: string[]) =>
      (await validate({ "a.yaml": BAD, "b c.yaml": TWICE }, ["a.yaml", "b c.yaml", ...args])).stdout;

    test.each([[["--json"]], [["--format", "json"]]])("JSON with %j", async (args) => {
      expect(JSON.parse(await run(...args))).toEqual({
        files: [
          {
            file: "a.yaml",
            findings: [expect.objectContaining({ code: "BS201", severity: "error", line: 1 })],
          },
          { file: "b c.yaml", findings: [expect.objectContaining({ code: "BS104", endColumn: 8 })] },
        ],
        errors: 1,
        warnings: 1,
        notes: 0,
      });
    });

    test("annotations of GitHub", async () => {
      expect(await run("--format", "github")).toMatch(
        /^::error file=a\.yaml,.*\n::warning file=b c\.yaml,.*\n$/,
      );
    });

    test("SARIF, with the documentation of each code", async () => {
      const { runs } = JSON.parse(await run("--format", "sarif")) as {
        runs: { tool: { driver: { rules: unknown[] } }; results: unknown[] }[];
      };
      expect(runs[0].results).toEqual([
        expect.objectContaining({ ruleId: "BS201", level: "error" }),
        expect.objectContaining({ ruleId: "BS104", level: "warning" }),
      ]);
      expect(runs[0].tool.driver.rules).toEqual([
        expect.objectContaining({
          id: "BS104",
          help: expect.objectContaining({ text: expect.stringMatching(/^## BS104 /) }),
        }),
        expect.objectContaining({ id: "BS201" }),
      ]);
      expect(JSON.stringify(runs[0].results[1])).toContain('"uri":"b%20c.yaml"');
    });

    test("a JUnit report", async () => {
      const xml = await run("--format", "junit");
      expect(xml).toContain('<testsuites name="oci-devops-local validate" tests="2" failures="1"');
      expect(xml).toMatch(/<\/testsuites>\n$/);
    });
  });

  describe("with ShellCheck on the PATH", () => {
    /** Runs `validate` where a program of this name stands for ShellCheck. */
    async function withShellCheck(script: string, ...args: string[]): Promise<Ended> {
      const cwd = temporaryFolder();
      writeFiles(cwd, {
        "build_spec.yaml": GOOD.replace("make", "make $1"),
        "bin/shellcheck": `#!/bin/sh\n${script}\n`,
      });
      fs.chmodSync(path.join(cwd, "bin/shellcheck"), 0o755);
      const env = { PATH: `${path.join(cwd, "bin")}:${process.env.PATH}` };
      return cli(["validate", "build_spec.yaml", ...args], { cwd, env });
    }

    const comment = { file: "0", line: 1, column: 6, endLine: 1, endColumn: 8 };
    const output = JSON.stringify({
      comments: [{ ...comment, level: "warning", code: 2086, message: "Quote it.", fix: null }],
    });
    const finds = `echo '${output}'; exit 1`;

    test("shows its findings at their places in the file", async () => {
      const { stdout, exitCode } = await withShellCheck(finds, "--max-warnings", "0");
      expect(stdout.split("\n").slice(0, 3)).toEqual([
        "build_spec.yaml:5:19: warning: Quote it [SC2086]",
        "5 |     command: make $1",
        "  |                   ^~",
      ]);
      expect(exitCode).toBe(1);
    });

    test.each([["--no-shellcheck"], ["--ignore=sc2086"]])("shows none with %s", async (option) => {
      expect(await withShellCheck(finds, option)).toMatchObject({ stdout: "build_spec.yaml: no findings\n" });
    });

    test("says when it fails, and shows the other findings", async () => {
      const { exitCode, stdout, stderr } = await withShellCheck("echo oops >&2; exit 3");
      expect(stderr).toMatch(/^build_spec\.yaml: ShellCheck .*oops.*\n$/);
      expect(stdout).toBe("build_spec.yaml: no findings\n");
      expect(exitCode).toBe(0);
    });
  });

  test("does without ShellCheck where it is not installed", async () => {
    const cwd = temporaryFolder();
    writeFiles(cwd, { "build_spec.yaml": GOOD });
    expect(await cli(["validate", "build_spec.yaml"], { cwd, env: { PATH: cwd } })).toEqual({
      exitCode: 0,
      stdout: "build_spec.yaml: no findings\n",
      stderr: "",
    });
  });

  test("loads no more packages than it needs, so that it starts at once", async () => {
    const cwd = temporaryFolder();
    writeFiles(cwd, {
      "build_spec.yaml": GOOD,
      "loaded.js": `process.on("exit", () =>
        require("node:fs").writeFileSync("loaded.json", JSON.stringify(Object.keys(require.cache))));`,
    });
    const env = { NODE_OPTIONS: "--require ./loaded.js" };
    await cli(["validate", "--no-shellcheck", "build_spec.yaml"], { cwd, env });
    const loaded = JSON.parse(fs.readFileSync(path.join(cwd, "loaded.json"), "utf8")) as string[];
    const packages = loaded.flatMap((file) => /node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual(["commander", "picocolors", "yaml"]);
    expect(loaded.filter((file) => file.endsWith("-command.js")).map((file) => path.basename(file))).toEqual([
      "validate-command.js",
    ]);
  });
});
