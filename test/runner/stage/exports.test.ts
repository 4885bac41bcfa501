import { assumptions } from "../../../src/runner/fidelity/assumptions";
import { saveExports } from "../../../src/runner/stage/exports";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { stageContext } from "../support/context";
import { specOf } from "../support/run-spec";

function save(variables: Readonly<Record<string, string>>, assume: Readonly<Record<string, string>> = {}) {
  const { context, events } = stageContext({ assumptions: assumptions(new Map(Object.entries(assume))) });
  const spec = readSpecFile(specOf(["true"], { env: { exportedVariables: ["TAG"] } }));
  saveExports("Build", spec, new Map(Object.entries(variables)), context);
  const warnings = events.flatMap((event) => (event.type === "warning" ? [event.text] : []));
  return { exported: Object.fromEntries(context.exported), warnings };
}

test("an exported variable is kept for later stages, and no other one", () => {
  expect(save({ TAG: "1", OTHER: "2" })).toEqual({ exported: { TAG: "1" }, warnings: [] });
});

test("one without a value is left out, unless that is assumed to fail", () => {
  expect(save({})).toEqual({
    exported: {},
    warnings: ["exported variable TAG has no value and is left out"],
  });
  expect(() => save({}, { "exported-without-value": "fails" })).toThrow(
    "TAG has no value and cannot be saved",
  );
});

test("a value of 255 characters is fine, a longer one is kept with a warning, unless that is assumed to fail", () => {
  const long = "a".repeat(256);
  expect(save({ TAG: long.slice(1) }).warnings).toEqual([]);
  expect(save({ TAG: long })).toEqual({
    exported: { TAG: long },
    warnings: ["exported variable TAG has 256 characters; the service takes at most 255"],
  });
  expect(() => save({ TAG: long }, { "exported-too-long": "fails" })).toThrow("has 256 characters");
});
