import * as fs from "node:fs";
import * as path from "node:path";
import { FakeEngine } from "./support/fake-engine";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan } from "./support/plans";
import { Outcome, runRequest } from "./support/run-spec";
import { temporaryFolder, writeFiles } from "./support/temporary";
import { ExitCode } from "../../src/runner/exit-code";
import { RunRequest } from "../../src/runner/request/prepare";
import { SelectionRequest } from "../../src/runner/request/selection";
import { sourceFolder } from "../../src/runner/source/working-tree";

const OCID = "ocid1.vaultsecret.oc1.iad.amaaaaaa";
const COMPILE = {
  env: { variables: { DONE: "" }, exportedVariables: ["VERSION", "TOKEN_COPY"] },
  steps: [
    {
      type: "Command",
      name: "compile",
      command: "echo compiling; VERSION=1.2; TOKEN_COPY=hunter22-hunter22",
    },
    { type: "Command", name: "pack", command: 'echo "packed $VERSION" > pack.txt; cat pack.txt' },
  ],
  outputArtifacts: [{ name: "pack", type: "BINARY", location: "pack.txt" }],
};
const CHECK = {
  env: { vaultVariables: { TOKEN: OCID } },
  inputArtifacts: [{ name: "pack", type: "STAGE_ARTIFACT", location: "given.txt" }],
  steps: [{ type: "Command", name: "check", command: 'echo "checking $(cat given.txt) of [$VERSION]"' }],
};

class Pipeline {
  readonly source = writeFiles(temporaryFolder("source"), {
    "build.yaml": JSON.stringify({ version: 0.1, component: "build", ...COMPILE }),
    "check.yaml": JSON.stringify({ version: 0.1, component: "build", ...CHECK }),
  });
  readonly outputFolder = path.join(temporaryFolder("out"), ".oci-devops");

  run(selection: SelectionRequest, more: Partial<RunRequest> = {}): Promise<Outcome> {
    return runRequest({
      plan: pipelinePlan([
        buildPlan({ buildSpecFile: "build.yaml" }),
        buildPlan({ displayName: "Check", address: "stage.check", buildSpecFile: "check.yaml" }),
        deliverPlan([{ outputName: "pack", artifact: artifactPlan() }]),
      ]),
      selection,
      sources: new Map([["source", sourceFolder("source", this.source)]]),
      arguments: new Map(),
      secrets: new Map([[OCID, "hunter22-hunter22"]]),
      executor: "host",
      engine: new FakeEngine({}),
      builderImages: [],
      outputFolder: this.outputFolder,
      ...more,
    });
  }
}

function stagesOf({ record }: Outcome): string[] {
  return record.stages.map(({ stage, status }) => `${stage} ${status}`);
}

function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("a run of a part of a pipeline", () => {
  test("leaves the other stages out and says so", async () => {
    const pipeline = new Pipeline();
    const outcome = await pipeline.run({ only: ["Build"] });
    expect(outcome.exitCode).toBe(ExitCode.OK);
    expect(stagesOf(outcome)).toEqual(["Build SUCCEEDED", "Check LEFT_OUT", "Deliver LEFT_OUT"]);
    expect(outcome.lines).toEqual(["compiling", "packed 1.2"]);
    expect(outcome.output).toContain("Left out: Check, Deliver");
  });

  test("takes the outputs and exported variables of stages before from the last run that got so far", async () => {
    const pipeline = new Pipeline();
    await pipeline.run({});
    const outcome = await pipeline.run({ from: "Check" });
    expect(outcome.exitCode).toBe(ExitCode.OK);
    expect(stagesOf(outcome)).toEqual(["Build LEFT_OUT", "Check SUCCEEDED", "Deliver SUCCEEDED"]);
    expect(outcome.lines).toEqual(["checking packed 1.2 of [1.2]"]);
    expect(fs.readFileSync(path.join(outcome.folder, outcome.record.deliveries[0].file), "utf8")).toBe(
      "packed 1.2\n",
    );
  });

  test("goes on from a run that was itself only a part", async () => {
    const pipeline = new Pipeline();
    await pipeline.run({ only: ["Build"] });
    await pipeline.run({ only: ["Check"] });
    const outcome = await pipeline.run({ from: "Deliver" });
    expect(stagesOf(outcome)).toEqual(["Build LEFT_OUT", "Check LEFT_OUT", "Deliver SUCCEEDED"]);
  });

  test("does not take over a variable in which a secret was masked", async () => {
    const pipeline = new Pipeline();
    const { record } = await pipeline.run({});
    expect(record.exportedVariables).toEqual({ VERSION: "1.2", TOKEN_COPY: "***" });
    const later = await pipeline.run({ from: "Check" });
    expect(later.record.exportedVariables).toEqual({ VERSION: "1.2" });
  });

  test("is refused when no run has made what it needs", async () => {
    const pipeline = new Pipeline();
    expect(await refusal(pipeline.run({ from: "Deliver" }))).toBe(
      "stage Deliver delivers pack, whose stage is left out, and no earlier run has it that got so far; " +
        "run that stage as well",
    );
    expect(await refusal(pipeline.run({ only: ["Check"] }))).toContain(
      "input artifact pack: no earlier stage saves a file of that name",
    );
    expect(fs.existsSync(pipeline.outputFolder)).toBe(false);
  });

  test("is refused with what is wrong with its words", async () => {
    expect(await refusal(new Pipeline().run({ from: "Tests" }))).toContain(
      "--from Tests: there is no such stage or step",
    );
  });

  test("ends when a file of the earlier run has been changed", async () => {
    const pipeline = new Pipeline();
    const { folder, record } = await pipeline.run({});
    const saved = record.outputs.pack;
    fs.writeFileSync(path.join(folder, saved.type === "BINARY" ? saved.saved.file : ""), "other");
    const outcome = await pipeline.run({ from: "Deliver" });
    expect(outcome.exitCode).toBe(ExitCode.ENGINE);
    expect(outcome.record.failures).toEqual([
      expect.stringMatching(/^output pack of an earlier run: .* has changed since; run its stage again$/),
    ]);
  });

  test("asks for no secret of a stage that is left out, and takes one that is given", async () => {
    const pipeline = new Pipeline();
    const outcome = await pipeline.run({ only: ["Build"] }, { secrets: new Map() });
    expect(outcome.exitCode).toBe(ExitCode.OK);
    expect((await pipeline.run({ only: ["Build"] })).exitCode).toBe(ExitCode.OK);
  });

  test("leaves steps out, and only warns of outputs that are then missing", async () => {
    const outcome = await new Pipeline().run({ only: ["Build/compile"] });
    expect(outcome.exitCode).toBe(ExitCode.OK);
    expect(outcome.lines).toEqual(["compiling"]);
    expect(outcome.warnings).toEqual([expect.stringContaining("Unable to save binary artifact pack.txt")]);
    expect(outcome.output).toContain("Left out: steps of Build, so its outputs may be missing");
  });

  test("begins with a step", async () => {
    const outcome = await new Pipeline().run({ from: "Build/pack" });
    expect(outcome.lines).toEqual(["packed ", "checking packed  of []"]);
  });
});
