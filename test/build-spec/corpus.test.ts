import * as fs from "node:fs";
import * as path from "node:path";
import { CORPUS, corpusNames, corpusText } from "./corpus";
import { checkBuildSpec } from "../../src/build-spec/check-build-spec";
import { Diagnostic } from "../../src/build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { loadShellParser, ShellParser } from "../../src/build-spec/shell/shell-parser";

let shell: ShellParser;
beforeAll(async () => {
  shell = await loadShellParser();
});

const inFolder = (folder: string) => corpusNames.filter((name) => name.startsWith(`${folder}/`));

test("there are at least 85 valid and 110 invalid files", () => {
  expect(inFolder("valid").length).toBeGreaterThanOrEqual(85);
  expect(inFolder("invalid").length).toBeGreaterThanOrEqual(110);
});

test("every file of findings belongs to a specification", () => {
  const files = ["invalid", "valid"].flatMap((folder) => fs.readdirSync(path.join(CORPUS, folder)));
  const findings = files.filter((file) => file.endsWith(".findings.json")).length;
  expect(findings).toBe(corpusNames.length);
  expect(files).toHaveLength(2 * corpusNames.length);
});

test.each(corpusNames)("%s.yaml has exactly its findings", (name) => {
  const expected: unknown = JSON.parse(fs.readFileSync(path.join(CORPUS, `${name}.findings.json`), "utf8"));
  expect(checkBuildSpec(corpusText(name), shell).map(codeAndPlace)).toEqual(expected);
});

test.each(inFolder("valid"))("%s.yaml is a document", (name) => {
  expect(parseBuildSpec(corpusText(name)).document).toBeDefined();
});

test.each(inFolder("invalid"))("%s.yaml is refused", (name) => {
  expect(parseBuildSpec(corpusText(name)).document).toBeUndefined();
});

function codeAndPlace({ code, severity, line, column, endLine, endColumn }: Diagnostic) {
  return { code, severity, line, column, endLine, endColumn };
}
