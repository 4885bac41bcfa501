import {
  diagnostic,
  Finding,
  formatDiagnostic,
  inFileOrder,
} from "../../../src/build-spec/diagnostics/diagnostic";

const finding: Finding = {
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 16,
  message: "steps[0] has no type, which is required",
  fix: "add type:",
};

test("a finding gets its code, its severity and the address that explains the code", () => {
  const { url, ...own } = diagnostic("BS201", "error", finding);
  expect(own).toEqual({ ...finding, code: "BS201", severity: "error" });
  expect(url).toMatch(/^https:.*\/docs\/diagnostics\.md#bs201$/);
});

test("a finding of ShellCheck is explained by ShellCheck", () => {
  expect(diagnostic("SC2086", "note", finding).url).toBe("https://www.shellcheck.net/wiki/SC2086");
});

test("a finding is one line that begins with file, line and column", () => {
  expect(formatDiagnostic("functions/a b/build_spec.yaml", diagnostic("BS201", "error", finding))).toBe(
    "functions/a b/build_spec.yaml:3:5: error BS201 steps[0] has no type, which is required; add type:",
  );
});

test("findings come in the order of the file, the worst of one place first, and otherwise as they are", () => {
  const at = (line: number, column: number) => ({ ...finding, line, column });
  const given = [
    diagnostic("BS405", "warning", at(10, 2)),
    diagnostic("BS403", "note", at(2, 1)),
    diagnostic("BS310", "warning", at(2, 1)),
    diagnostic("BS204", "error", at(2, 1)),
    diagnostic("BS404", "warning", at(2, 1)),
    diagnostic("BS101", "error", at(2, 10)),
    diagnostic("BS202", "warning", at(2, 9)),
  ];
  const codes = inFileOrder(given).map(({ code }) => code);
  expect(codes).toEqual(["BS204", "BS310", "BS404", "BS403", "BS202", "BS101", "BS405"]);
});
