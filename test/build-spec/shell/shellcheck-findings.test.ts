import { Diagnostic } from "../../../src/build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { shellCheckFindings } from "../../../src/build-spec/shell/shellcheck-findings";
import { stepScripts } from "../../../src/build-spec/shell/step-scripts";
import { fileOf } from "../checks/script-findings";

/** The script of the first step begins on line 7, in column 7; that of the next four lines below its end. */
function findingsIn(scripts: readonly string[], output: unknown): Diagnostic[] | undefined {
  const { read, places } = parseBuildSpec(fileOf(scripts));
  const found = stepScripts(read!, () => ({ errors: [], commands: [], assignments: [], reads: [] }));
  return shellCheckFindings(typeof output === "string" ? output : JSON.stringify(output), found, places);
}

const COMMENT = {
  file: "0",
  line: 1,
  endLine: 1,
  column: 6,
  endColumn: 8,
  level: "info",
  code: 2086,
  message: "Double quote to prevent globbing.",
  fix: null as unknown,
};

const insert = (line: number, column: number, replacement: string) => ({
  line,
  column,
  endLine: line,
  endColumn: column,
  replacement,
});

function oneFinding(script: string, comment: object): Diagnostic {
  return findingsIn([script], { comments: [{ ...COMMENT, ...comment }] })![0];
}

describe("a finding of ShellCheck", () => {
  test("has its code, its address and the place in the file", () => {
    expect(oneFinding("echo $A", {})).toEqual({
      code: "SC2086",
      severity: "note",
      line: 7,
      column: 12,
      endLine: 7,
      endColumn: 14,
      message: "Double quote to prevent globbing",
      fix: "change it as ShellCheck's page of SC2086 shows",
      url: "https://www.shellcheck.net/wiki/SC2086",
    });
  });

  test.each([
    ["error", 2086, "warning"],
    ["warning", 2086, "warning"],
    ["info", 2086, "note"],
    ["style", 2086, "note"],
    ["warning", 3010, "note"],
  ])("of the level %s, SC%i, is a %s", (level, code, severity) => {
    expect(oneFinding("echo $A", { level, code }).severity).toBe(severity);
  });

  test("of another script and line is there", () => {
    const comments = [{ ...COMMENT, file: "1", line: 2, endLine: 2 }];
    expect(findingsIn(["a", "b\necho $C"], { comments })).toMatchObject([{ line: 12, column: 12 }]);
  });

  test("counts a character outside of the basic plane once, and a tab, too", () => {
    expect(oneFinding("\t😀😀 $A", { column: 5, endColumn: 7 })).toMatchObject({ column: 13, endColumn: 15 });
  });

  test("has at least one character", () => {
    expect(oneFinding("echo $A", { column: 6, endColumn: 6 })).toMatchObject({ column: 12, endColumn: 13 });
  });

  test.each([
    ["a line that is not there", { line: 9, endLine: 9 }],
    ["a column that is not there", { column: 99, endColumn: 999 }],
    ["an end before its begin", { column: 6, endColumn: 2 }],
  ])("with %s stays in the script", (_, comment) => {
    const { line, endLine } = oneFinding("echo $A\necho $B", comment);
    expect([line, endLine].every((number) => number >= 7 && number <= 8)).toBe(true);
  });
});

describe("the fix of a finding of ShellCheck", () => {
  test("is what ShellCheck would write", () => {
    const fix = { replacements: [insert(1, 8, '"'), insert(1, 6, '"')] };
    expect(oneFinding("echo $A", { fix }).fix).toBe('write `"$A"`');
  });

  test("has the whole piece when something is added behind it", () => {
    const fix = { replacements: [insert(1, 5, " || exit")] };
    expect(oneFinding("cd x", { column: 1, endColumn: 5, fix }).fix).toBe("write `cd x || exit`");
  });

  test("has what is replaced", () => {
    const fix = { replacements: [{ ...insert(1, 6, "$(b)"), endColumn: 9 }] };
    expect(oneFinding("echo `b`", { column: 6, endColumn: 9, fix }).fix).toBe("write `$(b)`");
  });

  test.each([
    ["there is none", "echo $A", { replacements: [] }],
    [
      "its pieces overlap",
      "echo $A",
      { replacements: [{ ...insert(1, 6, "x"), endColumn: 8 }, insert(1, 7, "y")] },
    ],
    ["it is long", "echo $A", { replacements: [insert(1, 6, "x".repeat(100))] }],
    ["it has several lines", "echo $A", { replacements: [insert(1, 6, "x\n")] }],
  ])("is the page when %s", (_, script, fix) => {
    expect(oneFinding(script, { fix }).fix).toBe("change it as ShellCheck's page of SC2086 shows");
  });
});

describe("an output that is not ShellCheck's", () => {
  test.each([
    ["no JSON", "shellcheck: out of memory"],
    ["nothing", ""],
    ["no object", "null"],
    ["no list", { comments: {} }],
    ["a finding of no file", { comments: [{ ...COMMENT, file: "7" }] }],
    ["a finding of another file", { comments: [{ ...COMMENT, file: "/etc/passwd" }] }],
    ["a finding without a place", { comments: [{ ...COMMENT, line: undefined }] }],
    ["a place that is no number", { comments: [{ ...COMMENT, column: "1" }] }],
    ["a code that is no number", { comments: [{ ...COMMENT, code: "rm" }] }],
    ["a fix of another form", { comments: [{ ...COMMENT, fix: [1] }] }],
    ["a replacement without a text", { comments: [{ ...COMMENT, fix: { replacements: [COMMENT] } }] }],
  ])("has no findings: %s", (_, output) => {
    expect(findingsIn(["echo $A"], output)).toBeUndefined();
  });

  test("is not one without findings", () => {
    expect(findingsIn(["echo $A"], { comments: [] })).toEqual([]);
  });
});
