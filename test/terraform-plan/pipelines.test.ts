import { configurationOf, Json, PIPELINE, planOf, resourceChange, STAGE } from "./plan-fixture";
import { pipelineOf } from "../../src/terraform-plan/pipelines";

/** The address of the pipeline of the last change, which is a stage. */
function pipelineAddress(changes: readonly Json[], root_module: Json = {}): string | undefined {
  const plan = planOf(changes, { configuration: { root_module } });
  return pipelineOf(plan.changes.at(-1)!, plan)?.address;
}

const pipeline = (name: string, actions: string | string[] = "create", change: Json = {}) =>
  resourceChange(`${PIPELINE}.${name}`, actions, change);
const stage = (name: string, change: Json = {}) => resourceChange(`${STAGE}.${name}`, "create", change);

describe("the pipeline of a stage", () => {
  test("is the one that the configuration refers to", () => {
    const changes = [pipeline("other"), pipeline("main"), stage("build")];
    expect(pipelineAddress(changes, configurationOf({ build: "main" }))).toBe(`${PIPELINE}.main`);
  });

  test("is the one whose OCID it has, where there is no configuration any more", () => {
    const ids = (id: string) => ({ before: { id }, after: null });
    const build = resourceChange(`${STAGE}.build`, "delete", { before: { build_pipeline_id: "ocid1.two" } });
    const changes = [
      pipeline("one", "delete", ids("ocid1.one")),
      pipeline("two", "delete", ids("ocid1.two")),
      build,
    ];
    expect(pipelineAddress(changes)).toBe(`${PIPELINE}.two`);
  });

  test("is the one whose OCID it will have", () => {
    const kept = { before: { id: "ocid1.a" }, after: { id: "ocid1.a" } };
    const changes = [
      pipeline("a", "no-op", kept),
      stage("build", { after: { build_pipeline_id: "ocid1.a" } }),
    ];
    expect(pipelineAddress(changes)).toBe(`${PIPELINE}.a`);
  });

  test("is one of the stage's own module", () => {
    const root = { module_calls: { team: { module: configurationOf({ build: "main" }) } } };
    const at = (module: string, type: string, name: string) =>
      resourceChange(`${module}${type}.${name}`, "create");
    const changes = [
      pipeline("main"),
      at('module.team["a.b"].', PIPELINE, "main"),
      at('module.team["c"].', PIPELINE, "main"),
      at('module.team["c"].', STAGE, "build"),
    ];
    expect(pipelineAddress(changes, root)).toBe(`module.team["c"].${PIPELINE}.main`);
  });

  test("is the one of several that the reference names", () => {
    const changes = [pipeline('main["a"]'), pipeline('main["b"]'), stage("build")];
    const configuration = configurationOf({ build: 'main["b"]' });
    expect(pipelineAddress(changes, configuration)).toBe(`${PIPELINE}.main["b"]`);
  });

  test("is not guessed among several", () => {
    const changes = [pipeline("main[0]"), pipeline("main[1]"), stage("build[1]")];
    expect(pipelineAddress(changes, configurationOf({ build: "main" }))).toBeUndefined();
  });

  test("is the only one that the reference can mean", () => {
    const changes = [pipeline("main[0]"), stage("build[0]")];
    expect(pipelineAddress(changes, configurationOf({ build: "main" }))).toBe(`${PIPELINE}.main[0]`);
  });

  test.each([
    ["is in no plan", [stage("build", { after: { build_pipeline_id: "ocid1.elsewhere" } })]],
    ["is not known yet", [pipeline("main"), stage("build")]],
    ["has left an older one behind only", [{ ...pipeline("main", "delete"), deposed: "ab" }, stage("build")]],
  ])("is not told where it %s", (_, changes) => {
    expect(pipelineAddress(changes)).toBeUndefined();
  });

  test("is nothing that other things have", () => {
    const changes = [pipeline("main"), resourceChange("oci_devops_trigger.build", "create")];
    expect(pipelineAddress(changes, configurationOf({ build: "main" }))).toBeUndefined();
  });

  test.each([
    [{ resources: 5 }],
    [{ resources: [null, { type: STAGE, name: "build", expressions: { build_pipeline_id: "x" } }] }],
    [{ module_calls: { team: null } }],
  ])("is not told by a configuration like %j", (configuration) => {
    expect(pipelineAddress([pipeline("main"), stage("build")], configuration as Json)).toBeUndefined();
    const inModule = resourceChange(`module.team.${STAGE}.build`, "create");
    expect(pipelineAddress([pipeline("main"), inModule], configuration as Json)).toBeUndefined();
  });
});
