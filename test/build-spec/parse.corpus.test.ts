import * as fs from "node:fs";
import * as path from "node:path";
import { parseBuildSpec } from "../../src/build-spec/parse";

const CASES = path.join(__dirname, "../cases/specs");

const cases = ["valid", "invalid"].flatMap((folder) =>
  fs
    .readdirSync(path.join(CASES, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name.slice(0, -".yaml".length)}`),
);

test("there are at least 15 valid and 20 invalid cases", () => {
  expect(cases.filter((name) => name.startsWith("valid/")).length).toBeGreaterThanOrEqual(15);
  expect(cases.filter((name) => name.startsWith("invalid/")).length).toBeGreaterThanOrEqual(20);
});

test.each(cases)("%s.yaml has exactly its findings", (name) => {
  const text = fs.readFileSync(path.join(CASES, `${name}.yaml`), "utf8");
  const expected: unknown = JSON.parse(fs.readFileSync(path.join(CASES, `${name}.findings.json`), "utf8"));
  const { document, diagnostics } = parseBuildSpec(text);
  expect(diagnostics.map(({ code, severity, line, column }) => ({ code, severity, line, column }))).toEqual(
    expected,
  );
  expect(document !== undefined).toBe(name.startsWith("valid/"));
});
