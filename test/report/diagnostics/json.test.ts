import { checkedFile, checkedInput, findingAt } from "./findings";
import { jsonReport } from "../../../src/report/diagnostics/json";

describe("findings as JSON", () => {
  test("are one object with every file and the counts", () => {
    const findings = [findingAt("1:1-1:2", "BS201", "error"), findingAt("2:1-2:2", "BS403", "note")];
    const report = jsonReport([checkedFile("a.yaml", "", ...findings), checkedInput("")]);
    expect(JSON.parse(report)).toEqual({
      files: [
        { file: "a.yaml", findings },
        { file: "standard input", findings: [] },
      ],
      errors: 1,
      warnings: 0,
      notes: 1,
    });
  });

  test("are printable ASCII", () => {
    const report = jsonReport([
      checkedFile("\u009b\u202e", "", findingAt("1:1-1:2", "BS201", "error", "日本")),
    ]);
    expect(report).toMatch(/^[\n\u0020-\u007e]*$/);
    expect(JSON.parse(report)).toMatchObject({ files: [{ file: "\u009b\u202e" }] });
  });
});
