import * as fs from "node:fs";
import * as path from "node:path";
import { TerraformVariable } from "cdktf";
import {
  BuildRunnerImage,
  BuildSpec,
  FunctionBuildPipeline,
  FunctionBuildPipelineProps,
  FunctionDeployPipeline,
  FunctionPackaging,
  FunctionRuntime,
  OciFunction,
  StepType,
  VaultSecret,
} from "../../src";
import { buildSpec, imageArtifact, mirroredRepo, SECRETS_COMPARTMENT } from "../support/fixtures";
import { resolved, resourceOf, resources, synthErrors } from "../support/synthesized";
import { temporaryFolder } from "../support/temporary-folder";
import { COMPARTMENT, testStack, TestStackProps } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const STAGE = "oci_devops_build_pipeline_stage";
const DIRECTORY = "functions/retriever";

function setUp(stackProps: TestStackProps = {}) {
  const test = testStack(stackProps);
  const { stack, project } = test;
  const repo = mirroredRepo(stack, project);
  const artifact = imageArtifact(stack, project);
  const make = (props: Partial<FunctionBuildPipelineProps> = {}) =>
    new FunctionBuildPipeline(stack, "fn", {
      project,
      source: repo.branch("main"),
      functionDirectory: DIRECTORY,
      artifact,
      parameters: { imageVersion: { defaultValue: "0.0.1" } },
      ...props,
    });
  const deployment = () =>
    new FunctionDeployPipeline(stack, "deploy", {
      project,
      artifact,
      function: OciFunction.fromFunctionAttributes(stack, "function", {
        functionId: "f",
        compartmentId: "functions",
      }),
    });
  return { ...test, repo, artifact, make, deployment };
}

describe("a function's build pipeline", () => {
  test("builds the image, delivers it and starts the deployment, one after another", () => {
    const { stack, make, deployment, artifact } = setUp();
    const deployTo = deployment();
    const made = make({ deployTo });
    const [build, deliver, deploy] = [made.buildStage, made.deliverStage, made.deploymentStage!];
    expect(made.pipeline.stages).toEqual([build, deliver, deploy]);
    expect([build, deliver, deploy].map(({ predecessors }) => predecessors)).toEqual([
      [],
      [build],
      [deliver],
    ]);
    expect(resourceOf(build, STAGE)).toMatchObject({
      build_pipeline_stage_type: "BUILD",
      build_spec_file: `${DIRECTORY}/build_spec.yaml`,
      primary_build_source: "functions",
      image: "OL8_X86_64_STANDARD_10",
    });
    expect(resourceOf(deliver, STAGE).deliver_artifact_collection.items).toEqual([
      { artifact_name: "function_image", artifact_id: resolved(stack, artifact.artifactId) },
    ]);
    expect(resourceOf(deploy, STAGE)).toMatchObject({
      deploy_pipeline_id: resolved(stack, deployTo.pipelineId),
      is_pass_all_parameters_enabled: true,
    });
  });

  test("ends with the delivery, and is started by hand, unless told otherwise", () => {
    const { stack, make } = setUp();
    const made = make();
    expect([made.deploymentStage, made.trigger]).toEqual([undefined, undefined]);
    expect(resources(stack, STAGE)).toHaveLength(2);
    expect(resources(stack, "oci_devops_trigger")).toEqual([]);
  });

  test("is named after its construct and takes a name, a description and tags for all it makes", () => {
    const { stack, make, deployment } = setUp();
    const deployTo = deployment();
    const made = make({
      displayName: "Fn",
      description: "d",
      freeformTags: { a: "b" },
      trigger: {},
      deployTo,
    });
    expect(resourceOf(made.pipeline, "oci_devops_build_pipeline")).toMatchObject({
      display_name: "Fn",
      description: "d",
    });
    const tagged = ["oci_devops_build_pipeline", STAGE, "oci_devops_trigger"].flatMap((type) =>
      resources(stack, type),
    );
    expect(tagged.map((body) => body.freeform_tags)).toEqual(Array(5).fill({ a: "b" }));
    expect(resourceOf(setUp().make().pipeline, "oci_devops_build_pipeline").display_name).toBe("fn");
  });

  test("runs on the build runner it is given", () => {
    const made = setUp().make({ image: BuildRunnerImage.OL7_X86_64_STANDARD_10 });
    expect(resourceOf(made.buildStage, STAGE).image).toBe("OL7_X86_64_STANDARD_10");
  });

  test("is not valid without a value for the artifact's placeholders", () => {
    const { stack, make } = setUp();
    make({ parameters: {} });
    expect(synthErrors(stack)).toEqual([
      expect.stringMatching(/^test\/fn\/Deliver: nothing gives \$\{imageVersion\} of test\/image a value/),
    ]);
  });

  test("says at which of its parts a value is refused", () => {
    const [violation] = violationsOf("test/fn/Pipeline", () =>
      setUp().make({ parameters: { "1st": { defaultValue: "" } } }),
    );
    expect(violation).toContain("buildPipelineParameters.items[0]");
  });
});

describe("the trigger of a function's build pipeline", () => {
  const filterOf = (trigger: FunctionBuildPipelineProps["trigger"]) => {
    const { make } = setUp();
    return resourceOf(make({ trigger }).trigger!, "oci_devops_trigger").actions[0].filter;
  };

  test("looks at the branch of the source unless told otherwise", () => {
    expect(filterOf({}).include).toEqual({ head_ref: "main" });
    expect(filterOf({ branch: "release" }).include).toEqual({ head_ref: "release" });
  });

  test("looks at the files it is told to", () => {
    const filter = filterOf({ includePaths: [`${DIRECTORY}/**`], excludePaths: ["**/*.md"] });
    expect(filter.include.file_filter).toEqual({ file_paths: [`${DIRECTORY}/**`] });
    expect(filter.exclude).toEqual({ file_filter: { file_paths: ["**/*.md"] } });
  });

  test("of another branch leaves the branch that is built alone", () => {
    const made = setUp().make({ trigger: { branch: "release" } });
    expect(resourceOf(made.buildStage, STAGE).build_source_collection.items[0].branch).toBe("main");
  });
});

describe("the build specification of a function's build pipeline", () => {
  test("builds the function's folder into the one output that is delivered", () => {
    const { buildSpec: spec } = setUp().make();
    expect(spec.isGenerated).toBe(true);
    expect(spec.outputNames).toEqual(["function_image"]);
    expect(spec.document?.env?.variables?.FUNCTION_DIRECTORY).toBe(DIRECTORY);
    expect(spec.render()).toContain("fn build");
  });

  test("builds by the Dockerfile, with build arguments, when told so", () => {
    const props = { packaging: FunctionPackaging.DOCKERFILE, buildArgs: { BASE: "${base}" } };
    const text = setUp().make(props).buildSpec.render();
    expect(text).toContain('--build-arg BASE="${base}"');
    expect(text).not.toContain("fn build");
  });

  test("tests, audits and names what it is told to, with steps before and after", () => {
    const step = { type: StepType.COMMAND, command: "make" };
    const made = setUp().make({
      runtime: FunctionRuntime.JAVA,
      runTests: true,
      vulnerabilityAudit: { knowledgeBaseId: "ocid1.admknowledgebase.oc1.iad.kb" },
      stepsBefore: [{ ...step, name: "Before" }],
      stepsAfter: [{ ...step, name: "After" }],
      exportVersionAs: "version",
      timeoutInSeconds: 60,
    });
    expect(made.buildSpec.document?.steps.map(({ name }) => name)).toEqual([
      ...["Name the image", "Before", "Audit the dependencies", "Test the function", "Build the image"],
      "After",
    ]);
    expect(made.buildSpec.exportedVariables).toEqual(["version", "FUNCTION_TAG"]);
    expect(made.buildSpec.document?.timeoutInSeconds).toBe(60);
  });

  test("gives its version and its tag to the artifact's placeholders", () => {
    const { stack, project, make } = setUp();
    const artifact = imageArtifact(stack, project, "tagged", "${FUNCTION_VERSION}-${FUNCTION_TAG}");
    make({ artifact, parameters: {} });
    expect(synthErrors(stack)).toEqual([]);
  });

  test("is refused with everything that is wrong with it at once", () => {
    const wrong = { buildArgs: { "A B": "" }, exportVersionAs: "1st", cache: { bucketName: "cache" } };
    expect(violationsOf("test/fn", () => setUp().make(wrong))).toEqual([
      expect.stringMatching(/^buildArgs: /),
      expect.stringMatching(/^exportVersionAs: /),
      expect.stringMatching(/^cache: nothing would fill it/),
    ]);
  });

  test("of one's own leaves nothing to say how to make one", () => {
    const own = buildSpec(["function_image"]);
    const wrong = { buildSpec: own, packaging: FunctionPackaging.FN, runTests: true };
    expect(violationsOf("test/fn", () => setUp().make(wrong))).toEqual([
      "packaging, runTests: they say how to make a buildSpec; with one of your own leave them out",
    ]);
  });

  test("is compared with its committed copy", () => {
    const file = path.join(temporaryFolder(), "build_spec.yaml");
    const { stack, make } = setUp();
    const made = make({ writeTo: file });
    expect(synthErrors(stack)).toEqual([expect.stringContaining(`${file} does not exist`)]);
    fs.writeFileSync(file, made.buildSpec.render()!);
    expect(synthErrors(stack)).toEqual([]);
  });

  test("may be one of one's own, at a path of one's own", () => {
    const own = buildSpec(["function_image"]);
    const made = setUp().make({ buildSpec: own, buildSpecFile: "ci/fn.yaml" });
    expect([made.buildSpec, made.buildStage.buildSpecFile]).toEqual([own, "ci/fn.yaml"]);
    const elsewhere = BuildSpec.fromSourcePath("ci/elsewhere.yaml");
    expect(setUp().make({ buildSpec: elsewhere }).buildStage.buildSpecFile).toBe("ci/elsewhere.yaml");
  });

  test("of one's own must have the output function_image", () => {
    const { stack, make } = setUp();
    make({ buildSpec: buildSpec(["image"]) });
    expect(synthErrors(stack)).toEqual([
      "test/fn/Deliver: no build specification before it has the output function_image; known outputs: image",
    ]);
  });

  test("names the secrets it reads, which must be written out", () => {
    const { stack, make } = setUp();
    const secret = (id: string, secretId: string) =>
      VaultSecret.fromSecretAttributes(stack, id, { secretId, compartmentId: SECRETS_COMPARTMENT });
    const unknown = new TerraformVariable(stack, "secret", { type: "string" }).stringValue;
    const KEY = secret("key", "ocid1.vaultsecret.key");
    expect(
      violationsOf("test/fn/Build", () =>
        make({ vaultVariables: { KEY, TOKEN: secret("unknown", unknown) } }),
      ),
    ).toEqual([expect.stringMatching(/^buildSpec holds a value that only Terraform knows/)]);
    const made = setUp().make({ vaultVariables: { KEY } });
    expect(made.buildSpec.document?.env?.vaultVariables).toEqual({ KEY: "ocid1.vaultsecret.key" });
  });
});

describe("what a function's build pipeline may do", () => {
  test("is exactly what its parts declare, for each principal by itself", () => {
    const { stack, make, deployment, repo } = setUp();
    const secret = VaultSecret.fromSecretAttributes(stack, "key", { secretId: "k", compartmentId: "keys" });
    const made = make({ deployTo: deployment(), trigger: {}, vaultVariables: { KEY: secret } });
    expect(made.policy).toBe(made.pipeline.policy);
    expect(made.policy.actions.map(({ actionId }) => actionId)).toEqual([
      "clone-devops-repository",
      "vault-variables",
      "ocir-push-existing",
      "read-deploy-artifact-definition",
      "trigger-deploy-pipeline",
    ]);
    const repository = resolved(stack, repo.repositoryId);
    const own = `request.principal.type = 'devopsbuildpipeline', request.principal.id = '${resolved(stack, made.pipeline.pipelineId)}'`;
    expect(made.policy.statements.map((text) => resolved(stack, text))).toEqual([
      `Allow any-user to read devops-repository in compartment id ${COMPARTMENT} where all {${own}, target.repository.id = '${repository}'}`,
      `Allow any-user to inspect repos in compartment id ${COMPARTMENT} where all {${own}}`,
      `Allow any-user to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id ${COMPARTMENT} where all {${own}, target.repo.name = 'functions/retriever'}`,
      `Allow any-user to read devops-deploy-artifact in compartment id ${COMPARTMENT} where all {${own}}`,
      `Allow any-user to read devops-deploy-pipeline in compartment id ${COMPARTMENT} where all {${own}}`,
      `Allow any-user to manage devops-deployment in compartment id ${COMPARTMENT} where all {${own}}`,
      `Allow any-user to read secret-bundles in compartment id keys where all {${own}, target.secret.id = 'k'}`,
    ]);
    expect(repo.policy.actions.map(({ actionId }) => actionId)).toEqual([
      "mirror-repository",
      "read-pat-secret-mirror",
      "trigger-build-run",
    ]);
  });

  describe.each([
    ["the project's compartment", undefined],
    ["a compartment of its own", "ocid1.compartment.oc1..cache"],
    ["a compartment that only Terraform knows", "${var.compartment}"],
  ])("in the bucket of its cache, in %s,", (_, expected) => {
    test("is to read and write objects, and nothing else", () => {
      const { app, stack, make } = setUp();
      const variable = new TerraformVariable(stack, "compartment", { type: "string" }).stringValue;
      const compartmentId = expected?.startsWith("$") ? variable : expected;
      const made = make({
        runtime: FunctionRuntime.NODE,
        runTests: true,
        cache: { bucketName: "cache", compartmentId },
      });
      const found = resources(stack, "oci_identity_policy").flatMap(
        ({ statements }) => statements as string[],
      );
      expect(found.filter((text) => text.includes("objects"))).toEqual([
        expect.stringMatching(
          /request\.principal\.id = .*, target\.bucket\.name = 'cache', any \{[^}]*\}\}$/,
        ),
      ]);
      const [statement] = found.filter((text) => text.includes("objects"));
      expect(statement).toContain(`manage objects in compartment id ${expected ?? COMPARTMENT} where all {`);
      expect(statement.match(/request\.permission = '\w+'/g)).toEqual([
        "request.permission = 'OBJECT_READ'",
        "request.permission = 'OBJECT_CREATE'",
        "request.permission = 'OBJECT_OVERWRITE'",
      ]);
      app.synth();
      // No rule has anything against it.
      expect(made.policy.node.metadata).toEqual([]);
    });
  });
});
