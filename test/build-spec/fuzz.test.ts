import { corpusNames, corpusText } from "./corpus";
import { mutations } from "../../bench/mutations";
import { checkBuildSpec } from "../../src/build-spec/check-build-spec";
import { Diagnostic } from "../../src/build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { loadShellParser, ShellParser } from "../../src/build-spec/shell/shell-parser";

const texts = corpusNames.map(corpusText);
const SEEDS = [1, 2, 3, 4, 5];
const FILES_OF_A_SEED = 20_000;
const PARSED_FILES = 10_000;

let shell: ShellParser;
beforeAll(async () => {
  shell = await loadShellParser();
});

/** What is wrong with a finding, by what every finding must be. */
function faultOf(finding: Diagnostic, lines: readonly string[]): string | undefined {
  const { line, column, endLine, endColumn, code, message, fix, url } = finding;
  const isPlace = (l: number, c: number) => c >= 1 && c <= (lines[l - 1]?.length ?? -1) + 1;
  if (!isPlace(line, column)) return "begins outside of the file";
  if (!isPlace(endLine, endColumn)) return "ends outside of the file";
  if (endLine < line || (endLine === line && endColumn < column)) return "ends before it begins";
  if (!/^BS[1-4]\d\d$/.test(code)) return "has no code";
  if (message === "" || message.length > 300) return "has no message of a readable length";
  if (fix === "") return "says nothing to do";
  if (!url.endsWith(`#${code.toLowerCase()}`)) return "has no address of its explanation";
  return undefined;
}

function faultsOf(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n/g, "\n")
    .split("\n");
  const findings = checkBuildSpec(text, shell);
  const faults = findings.flatMap((finding) => {
    const fault = faultOf(finding, lines);
    return fault === undefined ? [] : [`${JSON.stringify(finding)} ${fault}`];
  });
  const isOrdered = findings.every(
    ({ line, column }, i) =>
      i === 0 ||
      findings[i - 1].line < line ||
      (findings[i - 1].line === line && findings[i - 1].column <= column),
  );
  return isOrdered ? faults : [...faults, "the findings are not in the order of the file"];
}

/** The first file of many for which something is wrong, and what. */
function firstFault(files: Iterable<string>, faults: (text: string) => string[]): unknown {
  for (const text of files) {
    try {
      const found = faults(text);
      if (found.length > 0) return { text, found };
    } catch (error) {
      return { text, error };
    }
  }
  return undefined;
}

test.each(SEEDS)(`every finding is sound, in ${FILES_OF_A_SEED} changed files of seed %d`, (seed) => {
  expect(firstFault(mutations(texts, seed, FILES_OF_A_SEED), faultsOf)).toBeUndefined();
});

test(`there is a document unless a finding is an error, in ${PARSED_FILES} changed files`, () => {
  const faults = (text: string) => {
    const { document, diagnostics } = parseBuildSpec(text);
    const isRefused = diagnostics.some(({ severity }) => severity === "error");
    const isRefusedWithAdvice = checkBuildSpec(text, shell).some(({ severity }) => severity === "error");
    return [
      ...((document === undefined) === isRefused ? [] : ["a document in spite of an error, or none without"]),
      ...(isRefused === isRefusedWithAdvice ? [] : ["advice makes an error, or hides one"]),
    ];
  };
  expect(firstFault(mutations(texts, 6, PARSED_FILES), faults)).toBeUndefined();
});
