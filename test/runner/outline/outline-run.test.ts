import * as fs from "node:fs";
import * as path from "node:path";
import { PipelinePlan } from "../../../src/pipeline/pipeline-plan";
import { assumptions } from "../../../src/runner/fidelity/assumptions";
import { BuildOutline, DeliverOutline, DeploymentOutline } from "../../../src/runner/outline/outline";
import { OutlineFacts, outlineRun } from "../../../src/runner/outline/outline-run";
import { readSpecFile, StageSpec } from "../../../src/runner/stage/stage-spec";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan, triggerPlan } from "../support/plans";
import { temporaryFolder } from "../support/temporary";

const STEP = { type: "Command", name: "Compile", command: "true" };

/** Reads a build specification with these keys. */
function specOf(more: object = {}): StageSpec {
  const file = path.join(temporaryFolder("spec"), "build_spec.yaml");
  fs.writeFileSync(
    file,
    JSON.stringify({ version: 0.1, component: "build", steps: [STEP], ...more }, null, 2),
  );
  return readSpecFile(file);
}

function built(spec: StageSpec, facts: OutlineFacts = {}, plan: PipelinePlan = pipelinePlan([buildPlan()])) {
  const outline = outlineRun(plan, { specs: new Map([["stage.build", spec]]), ...facts });
  return outline.stages.find((stage): stage is BuildOutline => stage.kind === "BUILD")!;
}

describe("an outline", () => {
  test("tells each parameter's value and where it is from", () => {
    const plan = pipelinePlan([], [{ name: "a", defaultValue: "1" }, { name: "b" }]);
    expect(outlineRun(plan, { arguments: new Map([["b", "2"]]) }).parameters).toEqual([
      { name: "a", value: "1", from: "default" },
      { name: "b", value: "2", from: "argument" },
    ]);
  });

  test("has the stages in order, each with those before it by name", () => {
    const plan = pipelinePlan([buildPlan(), deliverPlan([]), triggerPlan()]);
    expect(outlineRun(plan).stages.map(({ number, name, after }) => [number, name, after])).toEqual([
      [1, "Build", []],
      [2, "Deliver", [{ name: "Build", address: "stage.build" }]],
      [3, "Deploy", [{ name: "Deliver", address: "stage.deliver" }]],
    ]);
  });

  test("is made of the plan alone where nothing else is at hand", () => {
    const [stage] = outlineRun(pipelinePlan([buildPlan({ timeoutInSeconds: 60 })])).stages;
    expect(stage).toMatchObject({
      kind: "BUILD",
      system: "Oracle Linux 8",
      shape: { ocpus: 2, memoryInGbs: 8, isDefault: true },
      limits: { cpus: 4, memoryInGbs: 8 },
      timeoutInSeconds: 60,
      spec: undefined,
    });
  });
});

describe("the outline of a managed build", () => {
  test("has each step's number, place and settings, and its onFailure steps", () => {
    const spec = specOf({
      runAs: "builder",
      steps: [
        STEP,
        {
          ...STEP,
          name: "Test",
          shell: "/bin/sh",
          timeoutInSeconds: 30,
          failImmediatelyOnError: true,
          onFailure: [{ type: "Command", command: "true", runAs: "root" }],
        },
      ],
    });
    const { steps } = built(spec).spec!;
    expect(steps).toMatchObject([
      {
        number: 1,
        name: "Compile",
        file: spec.file,
        line: 8,
        shell: "bash",
        user: "builder",
        timeoutInSeconds: 28_800,
        failsFast: false,
        onFailure: [],
      },
      {
        number: 2,
        name: "Test",
        line: 13,
        shell: "/bin/sh",
        user: "builder",
        timeoutInSeconds: 30,
        failsFast: true,
        onFailure: [{ number: 1, name: "Test onFailure", user: "root", timeoutInSeconds: 28_800 }],
      },
    ]);
  });

  test("takes the assumptions of the run", () => {
    const chosen = new Map([
      ["fail-fast-default", "on"],
      ["longest-time", "100"],
    ]);
    const [step] = built(specOf(), { assumptions: assumptions(chosen) }).spec!.steps;
    expect(step).toMatchObject({ failsFast: true, timeoutInSeconds: 100 });
  });

  test("names vault variables, their secrets and where a value is from", () => {
    const spec = specOf({ env: { vaultVariables: { TOKEN: "ocid1.token", KEY: "ocid1.key" } } });
    const secretOrigins = new Map([["ocid1.token", "file token"]]);
    expect(built(spec, { secretOrigins }).spec!.vaultVariables).toEqual([
      { name: "TOKEN", secretId: "ocid1.token", from: "file token" },
      { name: "KEY", secretId: "ocid1.key", from: undefined },
    ]);
  });

  test("tells what stands for each input", () => {
    const inputArtifacts = [
      { name: "given", location: "a" },
      { name: "saved", location: "b" },
      { name: "url", location: "c", url: "https://example.invalid/c" },
      { name: "generic", type: "GENERIC_ARTIFACT", location: "d", registryId: "ocid1.registry" },
      { name: "nobody", location: "e" },
    ];
    const first = buildPlan({ displayName: "First", address: "stage.first" });
    const specs = new Map([
      ["stage.first", specOf({ outputArtifacts: [{ name: "saved", type: "BINARY", location: "x" }] })],
      ["stage.build", specOf({ inputArtifacts })],
    ]);
    const { stages } = outlineRun(pipelinePlan([first, buildPlan()]), {
      specs,
      localArtifacts: {
        files: new Map([["given", "/given"]]),
        registries: new Map([["ocid1.registry", "/registry"]]),
      },
    });
    const { inputs } = (stages[1] as BuildOutline).spec!;
    expect(inputs.map(({ name, from }) => [name, from])).toEqual([
      ["given", "file /given"],
      ["saved", "output of stage First"],
      ["url", "https://example.invalid/c"],
      ["generic", "registry folder /registry"],
      ["nobody", undefined],
    ]);
  });

  test("tells who delivers an output", () => {
    const outputs = ["image", "other"].map((name) => ({ name, type: "DOCKER_IMAGE", location: name }));
    const plan = pipelinePlan([
      buildPlan(),
      deliverPlan([{ outputName: "image", artifact: artifactPlan({ imageUri: "a" }) }]),
    ]);
    const { spec } = built(specOf({ outputArtifacts: outputs }), {}, plan);
    expect(spec!.outputs.map(({ name, deliveredBy }) => [name, deliveredBy])).toEqual([
      ["image", ["Deliver"]],
      ["other", []],
    ]);
  });

  test("has no limits where no container has them", () => {
    expect(built(specOf(), { isLimited: false }).limits).toBeUndefined();
  });

  test("has the limits of the engine's machine where that is smaller", () => {
    const machine = {
      architecture: "amd64",
      cpus: 2,
      memoryInBytes: 2 ** 32,
      limitsCpus: true,
      limitsMemory: false,
    };
    expect(built(specOf(), { machine }).limits).toEqual({ cpus: 2, memoryInGbs: undefined });
  });

  test("marks what is left out", () => {
    const plan = pipelinePlan([buildPlan(), deliverPlan([])]);
    const selection = new Map([["stage.build", { isWhole: false, steps: new Set([1]) }]]);
    const outline = outlineRun(plan, {
      specs: new Map([["stage.build", specOf({ steps: [STEP, STEP] })]]),
      selection,
    });
    expect(outline.stages.map(({ isSkipped }) => isSkipped)).toEqual([false, true]);
    const { steps } = (outline.stages[0] as BuildOutline).spec!;
    expect(steps.map(({ isSkipped }) => isSkipped)).toEqual([true, false]);
  });
});

describe("the outline of what comes after", () => {
  const uri = "iad.ocir.io/acme/app:${version}-${commit}-${nobody}";
  const artifact = artifactPlan({ imageUri: uri });
  const spec = specOf({ env: { exportedVariables: ["commit"] } });
  const parameters = [
    { name: "version", defaultValue: "1" },
    { name: "commit", defaultValue: "2" },
  ];
  const facts = { specs: new Map([["stage.build", spec]]) };

  test("a delivery has what is known in its address, and says who gives the rest", () => {
    const plan = pipelinePlan([buildPlan(), deliverPlan([{ outputName: "image", artifact }])], parameters);
    const [, deliver] = outlineRun(plan, facts).stages;
    expect((deliver as DeliverOutline).deliveries).toEqual([
      {
        outputName: "image",
        artifact: "artifact",
        artifactId: "ocid1.artifact",
        image: {
          address: "iad.ocir.io/acme/app:1-${commit}-${nobody}",
          open: [
            { name: "commit", exportedBy: "Build" },
            { name: "nobody", exportedBy: undefined },
          ],
        },
      },
    ]);
  });

  test("an address that is not filled in stays, and nothing is missing", () => {
    const fixed = { ...artifact, substitutesPlaceholders: false };
    const plan = pipelinePlan([deliverPlan([{ outputName: "image", artifact: fixed }])]);
    const [deliver] = outlineRun(plan).stages;
    expect((deliver as DeliverOutline).deliveries[0].image).toEqual({ address: uri, open: [] });
  });

  const deployment = {
    displayName: "deployment",
    pipelineId: "ocid1.deployment",
    parameters: [
      { name: "own", defaultValue: "3" },
      { name: "version", defaultValue: "0" },
      { name: "free" },
    ],
    functions: [{ functionId: "ocid1.fn", artifact }],
  };

  test("a deployment has its own defaults, what the pipeline passes, and what stages export", () => {
    const plan = pipelinePlan([buildPlan(), triggerPlan({ deployment })], parameters);
    const [, deploy] = outlineRun(plan, facts).stages;
    expect((deploy as DeploymentOutline).arguments).toEqual([
      { name: "own", value: "3", from: "default of the deployment" },
      { name: "version", value: "1", from: "parameter" },
      { name: "commit", from: "exported variable", exportedBy: "Build" },
    ]);
    expect((deploy as DeploymentOutline).functions[0].image.address).toBe(
      "iad.ocir.io/acme/app:1-${commit}-${nobody}",
    );
  });

  test("a deployment that gets no parameters has its own defaults only", () => {
    const plan = pipelinePlan(
      [buildPlan(), triggerPlan({ deployment, passAllParameters: false })],
      parameters,
    );
    const [, deploy] = outlineRun(plan, facts).stages;
    const { arguments: values, functions } = deploy as DeploymentOutline;
    expect(values.map(({ name, value }) => [name, value])).toEqual([
      ["own", "3"],
      ["version", "0"],
    ]);
    expect(functions[0].image.open.map(({ exportedBy }) => exportedBy)).toEqual([undefined, undefined]);
  });

  test("an earlier run gives what stages that are left out have made", () => {
    const plan = pipelinePlan([buildPlan(), deliverPlan([{ outputName: "image", artifact }])], parameters);
    const selection = new Map([["stage.deliver", { isWhole: true, steps: new Set<number>() }]]);
    const earlier = { folder: "/runs/1", outputs: new Map(), exported: new Map([["commit", "abc"]]) };
    const [, deliver] = outlineRun(plan, { ...facts, selection, earlier }).stages;
    expect((deliver as DeliverOutline).deliveries[0].image).toEqual({
      address: "iad.ocir.io/acme/app:1-abc-${nobody}",
      open: [{ name: "nobody", exportedBy: undefined }],
    });
  });
});
