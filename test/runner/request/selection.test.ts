import { leftOut, select, SelectionRequest } from "../../../src/runner/request/selection";
import { readSpecFile, StageSpec } from "../../../src/runner/stage/stage-spec";
import { buildPlan, deliverPlan, pipelinePlan, triggerPlan } from "../support/plans";
import { temporaryFolder, writeFiles } from "../support/temporary";

const BUILD = buildPlan();
const DELIVER = deliverPlan([]);
const DEPLOY = triggerPlan();
const PLAN = pipelinePlan([BUILD, DELIVER, DEPLOY]);

function specWith(...names: string[]): StageSpec {
  const steps = names.map((name) => ({ type: "Command", name, command: "true" }));
  const text = JSON.stringify({ version: 0.1, component: "build", steps });
  return readSpecFile(`${writeFiles(temporaryFolder("spec"), { "build_spec.yaml": text })}/build_spec.yaml`);
}

function chosen(
  request: SelectionRequest,
  specs: ReadonlyMap<string, StageSpec> = new Map([[BUILD.address, specWith("compile", "test", "pack")]]),
  plan = PLAN,
): { readonly runs: Record<string, number[]>; readonly problems: string[] } {
  const problems: string[] = [];
  const selection = select(plan, specs, request, problems);
  return {
    runs: Object.fromEntries([...selection].map(([address, { steps }]) => [address, [...steps]])),
    problems,
  };
}

describe("what runs of a pipeline", () => {
  test("is everything when nothing is asked for", () => {
    const { runs, problems } = chosen({});
    expect(runs).toEqual({ "stage.build": [0, 1, 2], "stage.deliver": [], "stage.trigger": [] });
    expect(problems).toEqual([]);
  });

  test.each([
    ["Build", { "stage.build": [0, 1, 2], "stage.deliver": [], "stage.trigger": [] }],
    ["Build/test", { "stage.build": [1, 2], "stage.deliver": [], "stage.trigger": [] }],
    ["Build/3", { "stage.build": [2], "stage.deliver": [], "stage.trigger": [] }],
    ["test", { "stage.build": [1, 2], "stage.deliver": [], "stage.trigger": [] }],
    ["2", { "stage.build": [1, 2], "stage.deliver": [], "stage.trigger": [] }],
    ["Deliver", { "stage.deliver": [], "stage.trigger": [] }],
  ])("begins --from %s and goes on to the end", (from, expected) => {
    expect(chosen({ from })).toEqual({ runs: expected, problems: [] });
  });

  test.each([
    [["Build"], { "stage.build": [0, 1, 2] }],
    [["Build/test"], { "stage.build": [1] }],
    [["pack", "compile"], { "stage.build": [0, 2] }],
    [["Deploy"], { "stage.trigger": [] }],
    [["test", "Deploy"], { "stage.build": [1], "stage.trigger": [] }],
  ])("is --only %s", (only, expected) => {
    expect(chosen({ only })).toEqual({ runs: expected, problems: [] });
  });

  test("tells whether a stage runs as a whole", () => {
    const specs = new Map([[BUILD.address, specWith("compile", "test")]]);
    const isWhole = (request: SelectionRequest) =>
      select(PLAN, specs, request, []).get(BUILD.address)?.isWhole;
    expect([isWhole({}), isWhole({ from: "compile" }), isWhole({ from: "test" })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("names the stages of which nothing runs", () => {
    const selection = select(PLAN, new Map(), { from: "Deliver" }, []);
    expect(leftOut(PLAN, selection)).toEqual([BUILD]);
  });

  test("takes a stage before a step of the same name", () => {
    const specs = new Map([[BUILD.address, specWith("Deliver", "test")]]);
    expect(chosen({ only: ["Deliver"] }, specs).runs).toEqual({ "stage.deliver": [] });
    expect(chosen({ only: ["Build/Deliver"] }, specs).runs).toEqual({ "stage.build": [0] });
  });

  test("wants the number of a step whose name is another's as well", () => {
    const specs = new Map([[BUILD.address, specWith("run", "run")]]);
    expect(chosen({ only: ["run"] }, specs).problems).toEqual([
      "--only run: 2 of them have that name; say which: Build/1, Build/2",
    ]);
    expect(chosen({ only: ["Build/2"] }, specs)).toEqual({ runs: { "stage.build": [1] }, problems: [] });
  });

  test("wants the stage of a step where several stages have steps", () => {
    const second = buildPlan({ displayName: "Check", address: "stage.check" });
    const specs = new Map([
      [BUILD.address, specWith("test")],
      [second.address, specWith("test")],
    ]);
    const plan = pipelinePlan([BUILD, second]);
    expect(chosen({ only: ["test"] }, specs, plan).problems).toEqual([
      "--only test: there is no such stage or step; there are: Build, Build/test, Check, Check/test",
    ]);
    expect(chosen({ only: ["Check/test"] }, specs, plan).runs).toEqual({ "stage.check": [0] });
  });

  test("has all its problems at once", () => {
    expect(chosen({ from: "nope", only: ["Build/9", "compile"] }).problems).toEqual([
      "--from and --only: give one of them; --only already says all that runs",
      "--from nope: there is no such stage or step; there are: Build, Build/compile, Build/test, Build/pack, Deliver, Deploy",
      "--only Build/9: there is no such stage or step; there are: Build, Build/compile, Build/test, Build/pack, Deliver, Deploy",
    ]);
  });
});
