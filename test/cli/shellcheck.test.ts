import * as fs from "node:fs";
import * as path from "node:path";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { loadShellParser } from "../../src/build-spec/shell/shell-parser";
import { stepScripts } from "../../src/build-spec/shell/step-scripts";
import { shellCheck, ShellCheckOptions, ShellCheckReport } from "../../src/cli/shellcheck";
import { fileOf, stepWithOnFailure } from "../build-spec/checks/script-findings";
import { describeWithShellCheck } from "../support/shellcheck";
import { temporaryFolder } from "../support/temporary-folder";

async function report(text: string, options: ShellCheckOptions = {}): Promise<ShellCheckReport | undefined> {
  const { read, places } = parseBuildSpec(text);
  return shellCheck(stepScripts(read!, await loadShellParser()), places, options);
}

async function codesIn(text: string): Promise<string[]> {
  const { findings, problem } = (await report(text))!;
  expect(problem).toBeUndefined();
  return findings.map(({ code, severity, line, column }) => `${code} ${severity} ${line}:${column}`);
}

/** A search path on which `shellcheck` is this script; it notes the folder that it runs in. */
function pathWith(script: string): { searchPath: string; usedFolder: () => string } {
  const folder = temporaryFolder();
  const note = path.join(folder, "used");
  const program = `#!/bin/sh\npwd > ${note}\n${script}\n`;
  fs.writeFileSync(path.join(folder, "shellcheck"), program, { mode: 0o755 });
  return {
    searchPath: `${folder}:${process.env.PATH}`,
    usedFolder: () => fs.readFileSync(note, "utf8").trim(),
  };
}

describeWithShellCheck("ShellCheck", () => {
  test("finds what is wrong with a script, at its place in the file", async () => {
    expect(await codesIn(fileOf(["A=$(x)\necho $A\ncd build"]))).toEqual([
      "SC2086 note 8:12",
      "SC2164 warning 9:7",
    ]);
  });

  test("says what to write instead", async () => {
    const { findings } = (await report(fileOf(["A=$(x)\necho $A"])))!;
    expect(findings.map(({ fix }) => fix)).toEqual(['write `"$A"`']);
  });

  test("looks at each script and at what runs on failure", async () => {
    expect(await codesIn(fileOf(["cd a", "make", "cd b"]))).toEqual([
      "SC2164 warning 7:7",
      "SC2164 warning 15:7",
    ]);
    expect(await codesIn(stepWithOnFailure("make", "cd a"))).toEqual(["SC2164 warning 11:11"]);
  });

  test("reads a script as its interpreter does", async () => {
    const script = '[[ -n "$A" ]] && echo y';
    expect(await codesIn(fileOf([script]))).toEqual([]);
    expect(await codesIn(`shell: /bin/sh\n${fileOf([script])}`)).toEqual(["SC3010 note 8:7"]);
    expect(await codesIn(`shell: python3\n${fileOf(["cd a"])}`)).toEqual([]);
  });

  test("says nothing of what a script alone does not show", async () => {
    const script =
      '. ./env.sh\nsource "$HOME/x"\nUNUSED=1\necho "$OCI_BUILD_RUN_ID" "$Unknown"\nMY_VARS=1\necho "$MY_VAR"';
    expect(await codesIn(fileOf([script]))).toEqual([]);
  });

  test("says nothing of a script with a syntax error, which BS305 says", async () => {
    expect(await codesIn(fileOf(["if a; then\ncd b", "cd c"]))).toEqual(["SC2164 warning 12:7"]);
  });

  test("heeds directives in the script, but no file of settings", async () => {
    expect(await codesIn(fileOf(["# shellcheck disable=SC2164\ncd a"]))).toEqual([]);
  });

  test("heeds no options of the environment", async () => {
    process.env.SHELLCHECK_OPTS = "--exclude=SC2164";
    try {
      expect(await codesIn(fileOf(["cd a"]))).toEqual(["SC2164 warning 7:7"]);
    } finally {
      delete process.env.SHELLCHECK_OPTS;
    }
  });

  test("counts as the file does", async () => {
    expect(await codesIn(fileOf(["A=$(x)\necho é😀 $A"]))).toEqual(["SC2086 note 8:16"]);
    expect(await codesIn('steps:\n  - type: Command\n    command: "A=$(x)\\necho $A"\n')).toEqual([
      "SC2086 note 3:28",
    ]);
  });

  test("leaves no folder behind", async () => {
    const { searchPath, usedFolder } = pathWith(`PATH=${process.env.PATH} exec shellcheck "$@"`);
    expect((await report(fileOf(["cd a"]), { searchPath }))!.findings).toHaveLength(1);
    expect(fs.existsSync(usedFolder())).toBe(false);
  });
});

describe("without a working ShellCheck", () => {
  test("there is no report", async () => {
    expect(await report(fileOf(["cd a"]), { searchPath: temporaryFolder() })).toBeUndefined();
  });

  test("there is no report when it must not be run", async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, "shellcheck"), "", { mode: 0o644 });
    expect(await report(fileOf(["cd a"]), { searchPath: folder })).toBeUndefined();
  });

  test.each([
    ["prints something else", "echo hello", "ShellCheck has ended with 0, and its findings cannot be read"],
    ["prints nothing", "exit 1", "ShellCheck has ended with 1, and its findings cannot be read"],
    [
      "refuses an option",
      "echo 'unrecognized option' >&2; exit 3",
      "ShellCheck has ended with 3: unrecognized option, and its findings cannot be read",
    ],
    ["crashes", "kill -SEGV $$", "ShellCheck has ended with SIGSEGV, and its findings cannot be read"],
    ["prints without end", "yes", "ShellCheck was stopped, as it printed too much"],
  ])("that %s, there is a problem and no finding", async (_, program, problem) => {
    const { searchPath, usedFolder } = pathWith(program);
    expect(await report(fileOf(["cd a"]), { searchPath })).toEqual({ findings: [], problem });
    expect(fs.existsSync(usedFolder())).toBe(false);
  });

  test("that does not end, it is stopped", async () => {
    const { searchPath, usedFolder } = pathWith("exec sleep 600");
    expect(await report(fileOf(["cd a"]), { searchPath, timeoutInMilliseconds: 1000 })).toEqual({
      findings: [],
      problem: "ShellCheck was stopped after 1 s",
    });
    expect(fs.existsSync(usedFolder())).toBe(false);
  });

  test("nothing is run for a file without scripts", async () => {
    const text = "steps:\n  - type: Command\n    name: x\n";
    expect(await report(text, { searchPath: temporaryFolder() })).toEqual({
      findings: [],
      problem: undefined,
    });
  });
});

test("a run gets the scripts in a folder of its user alone, and nothing of the environment", async () => {
  const seen = path.join(temporaryFolder(), "seen");
  const { searchPath } = pathWith(
    `{ stat -c %a .; cat 0; echo "$@"; env; } > ${seen}\necho '{"comments": []}'`,
  );
  process.env.A_SECRET_OF_THE_USER = "hidden";
  await report(fileOf(["make"]), { searchPath });
  delete process.env.A_SECRET_OF_THE_USER;
  const text = fs.readFileSync(seen, "utf8");
  expect(text).toMatch(/^700\nmake\n--norc --shell=bash --format=json1 --exclude=SC1090,\S* 0\n/);
  expect(text).not.toContain("hidden");
});
