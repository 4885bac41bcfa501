import * as fs from "node:fs";
import * as path from "node:path";
import { SpecCase } from "./cases";
import { Executor, Outcome, runSpec } from "./run-spec";
import { Engine } from "../../../src/runner/engine/engine";
import { SessionKind } from "../../../src/runner/session/session";

/** Runs a case and checks everything that it expects. */
export async function checkCase(
  spec: SpecCase,
  executor: Executor,
  session: SessionKind,
  engine?: Engine,
): Promise<Outcome> {
  const { file, parameters } = spec;
  const outcome = await runSpec({ file, parameters, executor, session, engine });
  expect(summary(outcome, spec)).toEqual({
    exitCode: spec.exitCode,
    missing: [],
    present: [],
    missingWarnings: [],
    otherWarnings: [],
    exported: spec.exported ?? {},
    artifacts: spec.artifacts ?? {},
  });
  return outcome;
}

/** All that a case is about, in one object, so that a failure shows everything at once. */
function summary({ exitCode, output, warnings, record, folder }: Outcome, spec: SpecCase): object {
  const { output: texts = [], absent = [], warnings: expected = [] } = spec;
  const found = {
    exitCode,
    missing: texts.filter((text) => !output.includes(text)),
    present: absent.filter((text) => output.includes(text)),
    missingWarnings: expected.filter((text) => !warnings.some((warning) => warning.includes(text))),
    otherWarnings: warnings.filter((warning) => !expected.some((text) => warning.includes(text))),
    exported: record.exportedVariables,
    artifacts: artifacts(path.join(folder, "artifacts")),
  };
  const isAsExpected = exitCode === spec.exitCode && found.missing.length + found.present.length === 0;
  return isAsExpected ? found : { ...found, output: output.split("\n") };
}

function artifacts(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
}
