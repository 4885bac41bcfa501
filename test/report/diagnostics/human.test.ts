import pc from "picocolors";
import { checkedFile, checkedInput, findingAt } from "./findings";
import { CheckedFile } from "../../../src/report/diagnostics/checked-file";
import { humanLines } from "../../../src/report/diagnostics/human";

const linesOf = (...files: readonly CheckedFile[]) => humanLines(files, { colors: pc.createColors(false) });

const TEXT = "version: 0.1\ncomponent: build\nsteps:\n  - type: Comand\n    timeoutInSeconds: 1\n";
const WRONG_TYPE = findingAt("4:11-4:17", "BS204", "error", 'type is "Comand"', "write Command");
const SHORT = findingAt("5:23-5:24", "BS403", "note", "one second is short", "give it more");

describe("findings for people", () => {
  test("are printed as a compiler does, with a count at the end", () => {
    expect(linesOf(checkedFile("app/build_spec.yaml", TEXT, WRONG_TYPE, SHORT))).toEqual([
      'app/build_spec.yaml:4:11: error: type is "Comand" [BS204]',
      "4 |   - type: Comand",
      "  |           ^~~~~~",
      "  fix: write Command",
      "  see: oci-devops-local explain BS204",
      "",
      "app/build_spec.yaml:5:23: note: one second is short [BS403]",
      "5 |     timeoutInSeconds: 1",
      "  |                       ^",
      "  fix: give it more",
      "  see: oci-devops-local explain BS403",
      "",
      "1 error, 0 warnings, 1 note in 1 file",
    ]);
  });

  test("tell once where a code is explained, over all files", () => {
    const shell = findingAt("1:1-1:2", "SC2086", "note");
    const lines = linesOf(checkedFile("a", TEXT, SHORT, SHORT), checkedFile("b", TEXT, SHORT, shell, shell));
    expect(lines.filter((line) => line.startsWith("  see:"))).toEqual([
      "  see: oci-devops-local explain BS403",
      "  see: https://www.shellcheck.net/wiki/SC2086",
    ]);
    expect(lines.at(-1)).toBe("0 errors, 0 warnings, 5 notes in 2 files");
  });

  test("need no count when there are none in the only file", () => {
    expect(linesOf(checkedFile("build_spec.yaml", TEXT))).toEqual(["build_spec.yaml: no findings"]);
  });

  test("have a line for each file without any", () => {
    expect(linesOf(checkedFile("a", TEXT), checkedInput(TEXT))).toEqual([
      "a: no findings",
      "standard input: no findings",
      "0 errors, 0 warnings, 0 notes in 2 files",
    ]);
  });

  test("alone are printed when it is to be quiet", () => {
    const files = [checkedFile("a", TEXT), checkedFile("b", TEXT, SHORT)];
    const lines = humanLines(files, { isQuiet: true, colors: pc.createColors(false) });
    expect(lines[0]).toBe("b:5:23: note: one second is short [BS403]");
    expect(lines.at(-1)).toBe("");
    expect(humanLines([checkedFile("a", TEXT)], { isQuiet: true })).toEqual([]);
  });

  test("stand at the lines that the reader counts, with CRLF and a byte order mark, too", () => {
    const lines = linesOf(checkedFile("a", `\ufeff${TEXT.replace(/\n/g, "\r\n")}`, WRONG_TYPE));
    expect(lines.slice(1, 3)).toEqual(["4 |   - type: Comand", "  |           ^~~~~~"]);
  });

  test("have no excerpt where there is no such line", () => {
    expect(linesOf(checkedFile("a", "x", findingAt("9:1-9:2", "BS101", "error"))).slice(0, 2)).toEqual([
      "a:9:1: error: it is wrong [BS101]",
      "  fix: mend it",
    ]);
  });

  test("cannot act on a terminal, whatever names and texts hold", () => {
    const hostile = "\u001b[2J\u001b[31m\u0007\r\n\u202e";
    const finding = findingAt("1:1-1:2", "BS202", "warning", `${hostile}key`, `${hostile}fix`);
    const lines = linesOf(checkedFile(`${hostile}.yaml`, `${hostile}text`, finding));
    expect(lines.join("")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(lines[0]).toMatch(/\.yaml:1:1: warning: .*key \[BS202\]$/);
  });

  test("have the colours of their severity", () => {
    const colors = pc.createColors(true);
    const text = humanLines([checkedFile("a", TEXT, WRONG_TYPE, SHORT)], { colors }).join("\n");
    expect(text).toContain(colors.red(`${" ".repeat(10)}^~~~~~`));
    expect(text).toContain(colors.bold(colors.red("error:")));
    expect(text).toContain(colors.cyan(`${" ".repeat(22)}^`));
  });
});
