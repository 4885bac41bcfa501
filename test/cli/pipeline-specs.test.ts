import * as fs from "node:fs";
import * as path from "node:path";
import { PipelineSpecs } from "../../src/cli/pipeline-specs";
import { buildPlan, pipelinePlan } from "../runner/support/plans";
import { temporaryFolder } from "../support/temporary-folder";

const API = buildPlan({ displayName: "Api", address: "api", buildSpecFile: "api/build_spec.yaml" });
const WEB = buildPlan({ displayName: "Web", address: "web", buildSpecFile: "web/build_spec.yaml" });

/** The files, each with the stages that use it. */
const find = (stages: readonly ReturnType<typeof buildPlan>[], files: string[], sources = {}) => {
  const found = PipelineSpecs.find(pipelinePlan(stages), files, new Map(Object.entries(sources)));
  return [...found.usesOf([])].map(([file, uses]) => `${uses.map(({ stage }) => stage).join(", ")}: ${file}`);
};

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

  test("the same for two stages, when both have it at one path", () => {
    const second = { ...API, displayName: "Second", address: "second", generatedSpec: "made.yaml" };
    expect(find([{ ...API, generatedSpec: "made.yaml" }, second], [])).toEqual(["Api, Second: made.yaml"]);
  });
});

test("a stage's use knows what the files of the other stages say", () => {
  const first = { ...API, generatedSpec: "api.yaml" };
  const second = { ...WEB, generatedSpec: "web.yaml" };
  const specs = PipelineSpecs.find(pipelinePlan([first, second]), [], new Map());
  const text = "version: 0.1\ncomponent: build\nenv: { exportedVariables: [TAG] }\nsteps: 1\n";
  const uses = specs.usesOf([{ name: "api.yaml", path: "api.yaml", bytes: Buffer.from(text) }]);
  expect(uses.get("web.yaml")).toEqual([expect.objectContaining({ exportedBefore: ["TAG"] })]);
});
