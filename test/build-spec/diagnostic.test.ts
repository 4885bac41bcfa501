import { formatDiagnostic } from "../../src/build-spec/diagnostic";

test("a finding is one line that begins with file, line and column", () => {
  const finding = {
    code: "BS201",
    severity: "error",
    line: 3,
    column: 5,
    message: "steps[0] has no type, which is required",
    fix: "add type:",
  } as const;
  expect(formatDiagnostic("functions/a b/build_spec.yaml", finding)).toBe(
    "functions/a b/build_spec.yaml:3:5: error BS201 steps[0] has no type, which is required; add type:",
  );
});
