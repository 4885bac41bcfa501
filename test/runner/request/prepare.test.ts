import * as fs from "node:fs";
import * as path from "node:path";
import { PipelinePlan } from "../../../src/pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../../../src/runner/exit-code";
import { PreparedRun, prepareRun, RunRequest } from "../../../src/runner/request/prepare";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { FakeEngine } from "../support/fake-engine";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan, triggerPlan } from "../support/plans";
import { temporaryFolder, writeFiles } from "../support/temporary";

const SPEC = { version: 0.1, component: "build", steps: [{ type: "Command", command: "true" }] };

interface Asked {
  readonly plan?: PipelinePlan;
  readonly spec?: object | string;
  readonly request?: Partial<RunRequest>;
}

let outputFolder: string;

function prepare({
  plan = pipelinePlan([buildPlan()]),
  spec = {},
  request = {},
}: Asked = {}): Promise<PreparedRun> {
  const text = typeof spec === "string" ? spec : JSON.stringify({ ...SPEC, ...spec });
  const folder = writeFiles(temporaryFolder("source"), { "build_spec.yaml": text });
  outputFolder = path.join(temporaryFolder("out"), ".oci-devops");
  return prepareRun({
    plan,
    sources: new Map([["source", sourceFolder("source", folder)]]),
    arguments: new Map(),
    secrets: new Map(),
    executor: "host",
    engine: new FakeEngine({ builder: "sha256:1" }),
    builderImages: ["missing", "builder"],
    outputFolder,
    ...request,
  });
}

async function refusal(asked: Asked): Promise<RunnerError> {
  const error = await prepare(asked).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RunnerError);
  expect(fs.existsSync(outputFolder)).toBe(false);
  return error as RunnerError;
}

describe("a run that is asked for", () => {
  test("is accepted when everything is there", async () => {
    const { specs, builder } = await prepare();
    expect([...specs.keys()]).toEqual(["stage.build"]);
    expect(builder).toBeUndefined();
  });

  test("takes arguments before the defaults of parameters", async () => {
    const parameters = [{ name: "a", defaultValue: "1" }, { name: "b", defaultValue: "2" }, { name: "c" }];
    const plan = pipelinePlan([buildPlan()], parameters);
    const prepared = await prepare({ plan, request: { arguments: new Map([["b", "3"]]) } });
    expect(Object.fromEntries(prepared.parameters)).toEqual({ a: "1", b: "3", c: "" });
  });

  test.each(["TOKEN", "ocid1.secret"])("takes the value of a secret by %s", async (key) => {
    const spec = { env: { vaultVariables: { TOKEN: "ocid1.secret" } } };
    const { secrets } = await prepare({ spec, request: { secrets: new Map([[key, "hunter22"]]) } });
    expect(Object.fromEntries(secrets)).toEqual({ "ocid1.secret": "hunter22" });
  });

  test("asks for the secrets that are missing, after everything else is in order", async () => {
    const spec = { env: { vaultVariables: { TOKEN: "ocid1.secret", KEY: "ocid1.key" } } };
    const asked: string[] = [];
    const askSecrets: RunRequest["askSecrets"] = (variables) => {
      asked.push(...variables.map(({ name }) => name));
      return Promise.resolve(new Map([["ocid1.key", "typed"]]));
    };
    const request = { secrets: new Map([["TOKEN", "hunter22"]]), askSecrets };
    const { secrets } = await prepare({ spec, request });
    expect(Object.fromEntries(secrets)).toEqual({ "ocid1.secret": "hunter22", "ocid1.key": "typed" });
    expect(asked).toEqual(["KEY"]);
    await refusal({ spec, request: { ...request, executor: "container", engine: new FakeEngine() } });
    expect(asked).toEqual(["KEY"]);
  });

  test("takes the first builder image that the engine has", async () => {
    expect((await prepare({ request: { executor: "container" } })).builder?.image).toBe("builder");
  });

  test("needs no builder image when no managed build stage runs", async () => {
    const trigger = triggerPlan();
    const prepared = await prepare({
      plan: pipelinePlan([buildPlan(), trigger]),
      request: {
        executor: "container",
        builderImages: ["missing"],
        selection: { only: [trigger.displayName] },
      },
    });
    expect(prepared.builder).toBeUndefined();
    expect([...prepared.running.keys()]).toEqual([]);
  });

  test("may have a generated build specification where the source has none", async () => {
    const generatedSpec = path.join(
      writeFiles(temporaryFolder("synth"), { spec: JSON.stringify(SPEC) }),
      "spec",
    );
    const plan = pipelinePlan([buildPlan({ buildSpecFile: "other.yaml", generatedSpec })]);
    expect((await prepare({ plan })).specs.get("stage.build")).toMatchObject({
      file: generatedSpec,
      isGenerated: true,
    });
  });
});

describe("a run that cannot be run is refused", () => {
  test("with all sources that are missing or unknown", async () => {
    const sources = ["one", "two"].map((name) => ({ name, url: "", branch: "" }));
    const plan = pipelinePlan([buildPlan({ sources, primarySource: "one" })]);
    const { exitCode, message } = await refusal({ plan });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message.split("\n")).toEqual([
      "source one has no folder; give it with --source one=DIR",
      "source two has no folder; give it with --source two=DIR",
      "--source source: the pipeline has no such source; it has one, two",
    ]);
  });

  test("with all unknown parameters, bad values, missing and unknown secrets and unknown outputs at once", async () => {
    const artifact = artifactPlan();
    const stages = [buildPlan(), deliverPlan([{ outputName: "image", artifact }])];
    const { exitCode, message } = await refusal({
      plan: pipelinePlan(stages, [{ name: "known", defaultValue: "1" }]),
      spec: {
        env: { vaultVariables: { TOKEN: "ocid1.a", KEY: "ocid1.b" } },
        outputArtifacts: [{ name: "file", type: "BINARY", location: "out" }],
        inputArtifacts: [{ name: "tool", location: "tool" }],
      },
      request: {
        arguments: new Map([["unknown", "1"], ["known", "x".repeat(1025)]]), // prettier-ignore
        secrets: new Map([["TOKN", "hunter22"]]),
      },
    });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message.split("\n")).toEqual([
      "--param unknown: the pipeline has no such parameter; it has known",
      "--param known: a value has 1 to 1024 characters, this one has 1025",
      expect.stringContaining("input artifact tool: no earlier stage saves a file of that name"),
      "stage Deliver delivers image, which no build specification has as an output; there are: file",
      "--secret TOKN: no stage has such a vault variable; there are: TOKEN, KEY",
      "vault variable TOKEN has no value",
      "vault variable KEY has no value",
      expect.stringContaining("--secret NAME=@FILE, NAME=env:VARIABLE or NAME=cmd:COMMAND"),
    ]);
  });

  test("when nobody answers for a secret", async () => {
    const spec = { env: { vaultVariables: { TOKEN: "ocid1.secret" } } };
    const askSecrets = () => Promise.resolve(new Map<string, string>());
    const { exitCode, message } = await refusal({ spec, request: { askSecrets } });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toMatch(/^vault variable TOKEN has no value\n/);
  });

  test("with an empty argument", async () => {
    const plan = pipelinePlan([buildPlan()], [{ name: "known", defaultValue: "1" }]);
    const { message } = await refusal({ plan, request: { arguments: new Map([["known", ""]]) } });
    expect(message).toContain("a value has 1 to 1024 characters, this one has 0");
  });

  test("with every finding in a build specification, with file, line and column", async () => {
    const { exitCode, message } = await refusal({
      spec: "version: 0.2\ncomponent: build\nsteps:\n  - type: Comman\n",
    });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toMatch(/build_spec\.yaml:1:10: error BS204 .*\n.*build_spec\.yaml:4:11: error BS204 /);
  });

  test("with the findings in the build specifications of all its stages", async () => {
    const source = writeFiles(temporaryFolder("two"), { "one.yaml": "version: 1", "two.yaml": "version: 2" });
    const stages = ["one", "two"].map((name) =>
      buildPlan({ displayName: name, address: name, buildSpecFile: `${name}.yaml` }),
    );
    const sources = new Map([["source", sourceFolder("source", source)]]);
    const { message } = await refusal({ plan: pipelinePlan(stages), request: { sources } });
    expect(message).toContain("one.yaml:1:10");
    expect(message).toContain("two.yaml:1:10");
  });

  test("without a build specification", async () => {
    const { exitCode, message } = await refusal({
      plan: pipelinePlan([buildPlan({ buildSpecFile: "no.yaml" })]),
    });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toMatch(
      /^stage Build: .*no\.yaml does not exist; commit it or point --source source=DIR elsewhere$/,
    );
  });

  test("when its build specification lies outside of the source", async () => {
    const { exitCode } = await refusal({
      plan: pipelinePlan([buildPlan({ buildSpecFile: "../../etc/passwd" })]),
    });
    expect(exitCode).toBe(ExitCode.USAGE);
  });

  test("with an input artifact that no earlier stage saves", async () => {
    const spec = { inputArtifacts: [{ name: "nobody-saves-it", location: "tool" }] };
    const { exitCode, message } = await refusal({ spec });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message).toContain("nobody-saves-it");
  });
});

describe("a run in containers is refused", () => {
  test("when no engine answers", async () => {
    const engine = new FakeEngine({}, false);
    const { exitCode, message } = await refusal({ request: { executor: "container", engine } });
    expect(exitCode).toBe(ExitCode.ENGINE);
    expect(message).toContain("no container engine answers to `docker version`");
    expect(message).toContain("--executor host");
  });

  test("when the engine has none of the builder images", async () => {
    const { exitCode, message } = await refusal({
      request: { executor: "container", engine: new FakeEngine() },
    });
    expect(exitCode).toBe(ExitCode.ENGINE);
    expect(message).toContain(
      "none of the images missing, builder; make one with `oci-devops-local builder build`",
    );
  });

  test("without an engine even on the host, when it has an image as output", async () => {
    const spec = { outputArtifacts: [{ name: "image", type: "DOCKER_IMAGE", location: "image" }] };
    const { exitCode, message } = await refusal({ spec, request: { engine: new FakeEngine({}, false) } });
    expect(exitCode).toBe(ExitCode.ENGINE);
    expect(message).not.toContain("--executor host");
  });
});
