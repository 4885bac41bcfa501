import * as fs from "node:fs";
import * as path from "node:path";
import { TerraformVariable } from "cdktf";
import {
  BuildPipeline,
  BuildRunnerImage,
  BuildRunnerShape,
  BuildSource,
  BuildSpec,
  ConnectionType,
  ManagedBuildStage,
  ManagedBuildStageProps,
  MirroredRepo,
  StepType,
  VaultSecret,
} from "../../src";
import { readReport, SPEC_REPORT } from "../../src/build-spec/spec-report";
import {
  buildPipeline,
  buildSpec,
  CONNECTION,
  existingConnection,
  externalSource,
  mirroredRepo,
  REPOSITORY_URL,
  SECRETS_COMPARTMENT,
  TOKEN_SECRET,
} from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf, synthErrors } from "../support/synthesized";
import { temporaryFolder } from "../support/temporary-folder";
import { COMPARTMENT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const TYPE = "oci_devops_build_pipeline_stage";
const CODE = { name: "code", connectionType: "GITHUB", repositoryUrl: REPOSITORY_URL, branch: "main" };

function stage(
  { stack, project }: TestStack,
  props: Partial<ManagedBuildStageProps> = {},
): ManagedBuildStage {
  const pipeline = new BuildPipeline(stack, "pipeline", { project });
  const sources = props.sources ?? [externalSource(existingConnection(stack, project))];
  return new ManagedBuildStage(stack, "build", { pipeline, ...props, sources });
}

const refused = (props: Partial<ManagedBuildStageProps>) =>
  violationsOf("test/build", () => stage(testStack(), props));

describe("a managed build stage", () => {
  test("builds its source by build_spec.yaml on Oracle Linux 8 unless told otherwise", () => {
    const test = testStack();
    const made = stage(test);
    const [id] = made.pipeline.stages.map(({ pipeline }) => resolved(test.stack, pipeline.pipelineId));
    expect(resource(test.stack, TYPE)).toEqual({
      build_pipeline_id: id,
      build_pipeline_stage_type: "BUILD",
      build_pipeline_stage_predecessor_collection: { items: [{ id }] },
      display_name: "build",
      description: "build",
      image: "OL8_X86_64_STANDARD_10",
      build_spec_file: "build_spec.yaml",
      primary_build_source: "functions",
      build_source_collection: {
        items: [
          {
            name: "functions",
            connection_type: "GITHUB",
            connection_id: CONNECTION,
            repository_url: REPOSITORY_URL,
            branch: "main",
          },
        ],
      },
    });
    expect(made.buildSpec.document).toBeUndefined();
    expect(made.buildSpecFile).toBe("build_spec.yaml");
  });

  test("checks out several sources, the first of which is the primary one", () => {
    const test = testStack();
    const connection = existingConnection(test.stack, test.project);
    const repo = new MirroredRepo(test.stack, "repo", {
      project: test.project,
      connection,
      repositoryUrl: REPOSITORY_URL,
    });
    const sources = [
      repo.branch("main", "code"),
      BuildSource.fromConnection(connection, REPOSITORY_URL, "v2", "tools"),
    ];
    stage(test, { sources });
    expect(resource(test.stack, TYPE)).toMatchObject({
      primary_build_source: "code",
      build_source_collection: {
        items: [
          {
            name: "code",
            connection_type: "DEVOPS_CODE_REPOSITORY",
            repository_id: resolved(test.stack, repo.repositoryId),
            repository_url: resolved(test.stack, repo.httpUrl),
            branch: "main",
          },
          { name: "tools", connection_type: "GITHUB", connection_id: CONNECTION, branch: "v2" },
        ],
      },
    });
  });

  test.each(Object.values(ConnectionType))("takes a source by a connection of each kind: %s", (type) => {
    const test = testStack();
    const connection = existingConnection(test.stack, test.project, type);
    stage(test, { sources: [externalSource(connection)] });
    expect(resource(test.stack, TYPE).build_source_collection.items[0].connection_id).toBe(CONNECTION);
  });

  test("runs on the machine and for the time it is given", () => {
    const test = testStack();
    stage(test, {
      image: BuildRunnerImage.OL7_X86_64_STANDARD_10,
      shape: BuildRunnerShape.custom(4, 16),
      stageExecutionTimeoutInSeconds: 600,
    });
    expect(resource(test.stack, TYPE)).toMatchObject({
      image: "OL7_X86_64_STANDARD_10",
      build_runner_shape_config: { build_runner_type: "CUSTOM", ocpus: 4, memory_in_gbs: 16 },
      stage_execution_timeout_in_seconds: 600,
    });
  });

  test("may name the service's own shape", () => {
    const test = testStack();
    stage(test, { shape: BuildRunnerShape.DEFAULT });
    expect(resource(test.stack, TYPE).build_runner_shape_config).toEqual({ build_runner_type: "DEFAULT" });
  });

  test("is refused with everything that is wrong at once", () => {
    const sources = [new BuildSource({ ...CODE, name: "1st" })];
    const wrong = { sources, shape: BuildRunnerShape.custom(0, 1025), stageExecutionTimeoutInSeconds: 1.5 };
    expect(refused(wrong)).toEqual([
      expect.stringMatching(/^buildRunnerShapeConfig\.memoryInGBs 1025 is more than 1024 /i),
      expect.stringMatching(/^buildRunnerShapeConfig\.ocpus 0 is less than 1 /),
      expect.stringMatching(/^buildSourceCollection\.items\[0\]\.name "1st" does not match /),
      expect.stringMatching(/^buildSourceCollection\.items\[0\]\.connectionId is required /),
      expect.stringMatching(/^primaryBuildSource "1st" does not match /),
      expect.stringMatching(/^stageExecutionTimeoutInSeconds 1\.5 is not a whole number /),
    ]);
  });

  test("needs a source, and sources of different names", () => {
    expect(refused({ sources: [] })).toEqual(["sources is empty; a managed build stage needs at least one"]);
    const test = testStack();
    const connection = existingConnection(test.stack, test.project);
    const sources = [0, 1].map(() => new BuildSource({ ...CODE, connection }));
    expect(violationsOf("test/build", () => stage(test, { sources }))).toEqual([
      "two sources are named code; each needs its own directory",
    ]);
  });
});

describe("the build specification of a stage", () => {
  const written = (outdir: string) => path.join(outdir, "stacks", "test", "build-specs");

  test("is written at synth beside cdk.tf.json when it is made here", () => {
    const outdir = temporaryFolder();
    const test = testStack({ outdir });
    const spec = buildSpec(["image"]);
    const made = stage(test, { buildSpec: spec, buildSpecFile: "ci/build_spec.yaml" });
    test.app.synth();
    const [folder, ...others] = fs.readdirSync(written(outdir));
    expect(others).toEqual([]);
    expect(resolved(test.stack, made.stageId)).toBe(`\${${TYPE}.${folder}.id}`);
    expect(fs.readFileSync(path.join(written(outdir), folder, "build_spec.yaml"), "utf8")).toBe(
      spec.render(),
    );
    expect(resourceOf(made, TYPE).build_spec_file).toBe("ci/build_spec.yaml");
  });

  test("is not written when it lies in the source already", () => {
    const outdir = temporaryFolder();
    const file = path.join(temporaryFolder(), "mine.yaml");
    fs.writeFileSync(file, buildSpec(["image"]).render()!);
    const test = testStack({ outdir });
    const made = stage(test, { buildSpec: BuildSpec.fromFile(file) });
    test.app.synth();
    expect(fs.existsSync(written(outdir))).toBe(false);
    expect(made.buildSpec.outputNames).toEqual(["image"]);
  });

  test("in another repository is named by its path there", () => {
    expect(stage(testStack(), { buildSpec: BuildSpec.fromSourcePath("ci/spec.yaml") }).buildSpecFile).toBe(
      "ci/spec.yaml",
    );
    expect(stage(testStack(), { buildSpecFile: "ci/other.yaml" }).buildSpec.sourcePath).toBe("ci/other.yaml");
  });

  test("may not hold what only Terraform knows, for nobody fills it in there", () => {
    const test = testStack();
    const secret = new TerraformVariable(test.stack, "secret", { type: "string" }).stringValue;
    const spec = buildSpec([], [], { env: { vaultVariables: { TOKEN: secret } } });
    expect(violationsOf("test/build", () => stage(test, { buildSpec: spec }))).toEqual([
      "buildSpec holds a value that only Terraform knows, such as a variable or another resource's OCID; " +
        "write it out (OCIDs of vaultVariables, too)",
    ]);
  });
});

describe("the committed copy of a generated build specification", () => {
  const spec = buildSpec(["image"]);
  /** What synth says of a stage whose copy has this text; undefined is no copy. */
  function drift(text: string | undefined, writeTo?: string): string[] {
    const file = path.join(temporaryFolder(), "build_spec.yaml");
    if (text !== undefined) fs.writeFileSync(file, text);
    const test = testStack();
    stage(test, { buildSpec: spec, writeTo: writeTo ?? file });
    return synthErrors(test.stack).map((error) => error.replace(file, "FILE"));
  }

  test("is compared only where writeTo names it", () => {
    const test = testStack();
    stage(test, { buildSpec: spec });
    expect(synthErrors(test.stack)).toEqual([]);
  });

  test.each([
    ["to the letter", (text: string) => text],
    ["with other line ends", (text: string) => text.replace(/\n/g, "\r\n")],
    ["with a byte order mark", (text: string) => `\ufeff${text}`],
  ])("may be the generated text %s", (_, changed) => {
    expect(drift(changed(spec.render()!))).toEqual([]);
  });

  test("that differs is named with its first differing line and the command that updates it", () => {
    expect(drift(spec.render()!.replace("component: build", "component: deploy"))).toEqual([
      'FILE is not what the stack generates: line 7 is "component: deploy", the stack generates "component: build"; ' +
        "update it with: oci-devops-local spec --write",
    ]);
  });

  test("that is missing is named with the command that makes it", () => {
    expect(drift(undefined)).toEqual([
      "FILE does not exist, and the stack generates it; update it with: oci-devops-local spec --write",
    ]);
  });

  test("that is no file is not taken for one", () => {
    expect(drift(undefined, temporaryFolder())).toEqual([expect.stringMatching(/: it is no file$/)]);
  });

  test("makes the synthesis fail at the stage's path, and nothing is written", () => {
    const outdir = temporaryFolder();
    const file = path.join(temporaryFolder(), "build_spec.yaml");
    const test = testStack({ outdir });
    stage(test, { buildSpec: spec, writeTo: file });
    expect(() => test.app.synth()).toThrow(`[test/build] ${file} does not exist`);
    expect(fs.existsSync(file)).toBe(false);
    expect(fs.existsSync(path.join(outdir, "stacks", "test", "cdk.tf.json"))).toBe(false);
  });

  test("is looked for from the working directory", () => {
    expect(drift(undefined, "package.json")).toEqual([
      expect.stringMatching(/^package\.json is not what the stack generates: line 1 is "\{"/),
    ]);
  });

  test("is refused outside of the working directory, in a value of Terraform, and of a file that is there", () => {
    expect(refused({ buildSpec: spec, writeTo: "../elsewhere/build_spec.yaml" })).toEqual([
      `writeTo "../elsewhere/build_spec.yaml" leads out of the working directory ${process.cwd()}; give a full path`,
    ]);
    const test = testStack();
    const writeTo = new TerraformVariable(test.stack, "path", { type: "string" }).stringValue;
    expect(violationsOf("test/build", () => stage(test, { buildSpec: spec, writeTo }))).toEqual([
      expect.stringMatching(/^writeTo holds a value that only Terraform knows/),
    ]);
    expect(refused({ writeTo: "build_spec.yaml" })).toEqual([
      "writeTo needs a generated buildSpec; this one is a file already",
    ]);
  });

  test("is reported instead of compared in a run of oci-devops-local spec", () => {
    const report = path.join(temporaryFolder(), "report");
    process.env[SPEC_REPORT] = report;
    try {
      const test = testStack({ outdir: temporaryFolder() });
      stage(test, { buildSpec: spec, writeTo: "ci/build_spec.yaml" });
      expect(readReport(report)).toEqual([]);
      test.app.synth();
    } finally {
      delete process.env[SPEC_REPORT];
    }
    const file = path.resolve("ci/build_spec.yaml");
    expect(readReport(report)).toEqual([
      { stage: "test/build", text: spec.render(), file, root: process.cwd() },
    ]);
  });
});

describe("what a managed build stage needs", () => {
  test("is to read its external source and its secrets, each in its own compartment", () => {
    const test = testStack();
    const secret = (name: string) =>
      VaultSecret.fromSecretAttributes(test.stack, name, {
        secretId: `ocid-${name}`,
        compartmentId: `compartment-${name}`,
      });
    const { pipeline } = stage(test, { vaultSecrets: [secret("one"), secret("two")] });
    const principal =
      "request.principal.type = 'devopsbuildpipeline', " +
      `request.principal.id = '${resolved(test.stack, pipeline.pipelineId)}'`;
    const readSecret = (compartment: string, id: string) =>
      `Allow any-user to read secret-bundles in compartment id ${compartment} where all {${principal}, target.secret.id = '${id}'}`;
    expect(pipeline.policy.actions.map(({ actionId }) => actionId)).toEqual([
      "use-external-connection",
      "read-pat-secret-build",
      "vault-variables",
      "vault-variables",
    ]);
    expect(policyStatements(test.stack)).toEqual({
      [COMPARTMENT]: [
        `Allow any-user to read devops-connection in compartment id ${COMPARTMENT} where all {${principal}, target.connection.id = '${CONNECTION}'}`,
      ],
      [SECRETS_COMPARTMENT]: [readSecret(SECRETS_COMPARTMENT, TOKEN_SECRET)],
      "compartment-one": [readSecret("compartment-one", "ocid-one")],
      "compartment-two": [readSecret("compartment-two", "ocid-two")],
    });
  });

  test("is to clone its repository of the project, and no token", () => {
    const test = testStack({ tenancyId: "tenancy" });
    const repo = mirroredRepo(test.stack, test.project);
    const { pipeline } = stage(test, { sources: [repo.branch("main")] });
    const group = resolved(test.stack, pipeline.policy.dynamicGroupId!);
    expect(pipeline.policy.statements.map((text) => resolved(test.stack, text))).toEqual([
      `Allow dynamic-group id ${group} to read devops-repository in compartment id ${COMPARTMENT} ` +
        `where target.repository.id = '${resolved(test.stack, repo.repositoryId)}'`,
    ]);
  });
});

describe("a vulnerability audit in the build specification", () => {
  const audit = (vulnerabilityAuditCompartmentId?: string) => ({
    type: StepType.VULNERABILITY_AUDIT,
    knowledgeBaseId: "ocid1.admknowledgebase.oc1.iad.kb",
    configuration: { buildType: "maven", pomFilePath: "pom.xml" },
    vulnerabilityAuditCompartmentId,
  });
  const audited = "ocid1.compartment.oc1..audits";

  test.each([
    ["the compartment that it names", audited, audited],
    ["the project's where it names none", undefined, COMPARTMENT],
    ["the project's where only a run knows which", "${auditCompartment}", COMPARTMENT],
  ])("is granted to the pipeline in %s", (_, named, expected) => {
    const { stack, project } = testStack();
    const { pipeline, build } = buildPipeline(stack, project);
    build("build", BuildSpec.fromSteps({ steps: [audit(named)] }));
    expect(pipeline.policy.actions).toContainEqual({
      actionId: "adm-audit",
      values: { admCompartment: expected },
    });
  });
});
