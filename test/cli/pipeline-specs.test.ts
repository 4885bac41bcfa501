import * as fs from "node:fs";
import * as path from "node:path";
import { pipelineSpecs } from "../../src/cli/pipeline-specs";
import { buildPlan, pipelinePlan } from "../runner/support/plans";
import { temporaryFolder } from "../support/temporary-folder";

const API = buildPlan({ displayName: "Api", address: "api", buildSpecFile: "api/build_spec.yaml" });
const WEB = buildPlan({ displayName: "Web", address: "web", buildSpecFile: "web/build_spec.yaml" });

const find = (stages: readonly ReturnType<typeof buildPlan>[], files: string[], sources = {}) =>
  pipelineSpecs(pipelinePlan(stages), files, new Map(Object.entries(sources))).map(
    ({ stage, file }) => `${stage.displayName}: ${file}`,
  );

describe("the build specification of a stage is", () => {
  test("any file, when the pipeline has one stage", () => {
    expect(find([API], ["somewhere.yaml"])).toEqual(["Api: somewhere.yaml"]);
  });

  test("the file at the stage's path, when it has several", () => {
    expect(find([API, WEB], ["src/web/build_spec.yaml", "api/build_spec.yaml"])).toEqual([
      "Web: src/web/build_spec.yaml",
      "Api: api/build_spec.yaml",
    ]);
  });

  test("that of the source's folder, before the one that synth made", () => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, "api"));
    fs.writeFileSync(path.join(folder, "api/build_spec.yaml"), "");
    const generated = { ...API, generatedSpec: "cdktf.out/build_spec.yaml" };
    expect(find([generated], [], { source: folder })).toEqual([`Api: ${folder}/api/build_spec.yaml`]);
    expect(find([generated], [])).toEqual(["Api: cdktf.out/build_spec.yaml"]);
    expect(find([generated], [], { source: temporaryFolder() })).toEqual(["Api: cdktf.out/build_spec.yaml"]);
  });

  test("looked for in all stages, which tell what they give, and named when it is nowhere", () => {
    const generated = { ...WEB, generatedSpec: "made.yaml" };
    expect(find([API, generated], ["api/build_spec.yaml"])).toEqual([
      "Api: api/build_spec.yaml",
      "Web: made.yaml",
    ]);
    expect(() => find([API, WEB], [])).toThrow(
      /^stage Api: api\/build_spec.yaml is in the source source; give its folder.*\nstage Web: /,
    );
  });

  test("no file that no stage uses", () => {
    expect(() => find([API, WEB], ["other.yaml"])).toThrow(
      /^other.yaml: no stage of pipeline with a file at this path; there are:\n {2}Api \(api\/build_spec.yaml\)\n/,
    );
  });
});
