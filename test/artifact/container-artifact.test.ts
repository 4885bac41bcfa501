import { TerraformVariable } from "cdktf";
import { ContainerArtifact, ContainerArtifactProps } from "../../src";
import { resolved, resource, resourceOf, resources, synthesized } from "../support/synthesized";
import { COMPARTMENT, PROJECT, testStack, TestStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

function artifact(
  { stack, project }: TestStack,
  props: Partial<ContainerArtifactProps> = {},
): ContainerArtifact {
  return new ContainerArtifact(stack, "image", {
    project,
    region: "iad",
    namespace: "acme",
    repositoryName: "functions/retriever",
    ...props,
  });
}

const refused = (props: Partial<ContainerArtifactProps>) =>
  violationsOf("test/image", () => artifact(testStack(), props));

describe("a container artifact", () => {
  test("is an address in the registry whose tag the pipelines fill in", () => {
    const test = testStack();
    const made = artifact(test);
    expect(resourceOf(made, "oci_devops_deploy_artifact")).toEqual({
      project_id: PROJECT,
      display_name: "image",
      deploy_artifact_type: "DOCKER_IMAGE",
      argument_substitution_mode: "SUBSTITUTE_PLACEHOLDERS",
      deploy_artifact_source: {
        deploy_artifact_source_type: "OCIR",
        image_uri: "iad.ocir.io/acme/functions/retriever:$${imageVersion}",
      },
    });
    expect(made).toMatchObject({
      imageUri: "iad.ocir.io/acme/functions/retriever:${imageVersion}",
      placeholders: ["imageVersion"],
      repositoryName: "functions/retriever",
      repositoryCompartmentId: COMPARTMENT,
      project: test.project,
    });
    expect(resolved(test.stack, made.artifactId)).toMatch(/^\$\{oci_devops_deploy_artifact\.\w+\.id\}$/);
  });

  test("of a fixed tag has nothing to fill in", () => {
    const test = testStack();
    const made = artifact(test, { tag: "1.0" });
    expect(resource(test.stack, "oci_devops_deploy_artifact")).toMatchObject({
      argument_substitution_mode: "NONE",
      deploy_artifact_source: { image_uri: "iad.ocir.io/acme/functions/retriever:1.0" },
    });
    expect(made.placeholders).toEqual([]);
  });

  test("of several placeholders names each once", () => {
    const test = testStack();
    expect(artifact(test, { tag: "${version}-${hash}-${version}" }).placeholders).toEqual([
      "version",
      "hash",
    ]);
    expect(resource(test.stack, "oci_devops_deploy_artifact").deploy_artifact_source.image_uri).toBe(
      "iad.ocir.io/acme/functions/retriever:$${version}-$${hash}-$${version}",
    );
  });

  test("takes a name, a description and tags", () => {
    const test = testStack();
    const tags = { freeformTags: { a: "b" }, definedTags: { "c.d": "e" } };
    artifact(test, { displayName: "Retriever", description: "Reads tweets", ...tags });
    const tagged = { freeform_tags: { a: "b" }, defined_tags: { "c.d": "e" } };
    expect(resource(test.stack, "oci_devops_deploy_artifact")).toMatchObject({
      display_name: "Retriever",
      description: "Reads tweets",
      ...tagged,
    });
    expect(resource(test.stack, "oci_artifacts_container_repository")).toMatchObject(tagged);
  });

  test("takes values that only Terraform knows, beside its placeholders", () => {
    const test = testStack();
    const variable = (name: string) =>
      new TerraformVariable(test.stack, name, { type: "string" }).stringValue;
    const made = artifact(test, {
      region: variable("region"),
      namespace: variable("ns"),
      repositoryName: variable("name"),
    });
    expect(resource(test.stack, "oci_devops_deploy_artifact").deploy_artifact_source.image_uri).toBe(
      "${var.region}.ocir.io/${var.ns}/${var.name}:$${imageVersion}",
    );
    expect(made.placeholders).toEqual(["imageVersion"]);
  });

  test("may not have a placeholder in the repository's name, which neither a grant nor Terraform could name", () => {
    expect(refused({ repositoryName: "team/${fn}" })).toEqual([expect.stringContaining('"team/${fn}"')]);
  });
});

describe("the container repository of an artifact", () => {
  test("keeps its Terraform address, a change of which would delete every image in it", () => {
    const test = testStack();
    artifact(test);
    const [address] = Object.keys(synthesized(test.stack).resource.oci_artifacts_container_repository);
    expect(address).toMatch(/^image_Repository_[0-9A-F]{8}$/);
  });

  test("is made, private, in the project's compartment", () => {
    const test = testStack();
    artifact(test);
    expect(resource(test.stack, "oci_artifacts_container_repository")).toEqual({
      compartment_id: COMPARTMENT,
      display_name: "functions/retriever",
      is_public: false,
    });
  });

  test("may be public and elsewhere", () => {
    const test = testStack();
    const made = artifact(test, { isPublic: true, repositoryCompartmentId: "registry" });
    expect(resource(test.stack, "oci_artifacts_container_repository")).toMatchObject({
      compartment_id: "registry",
      is_public: true,
    });
    expect(made.repositoryCompartmentId).toBe("registry");
  });

  test("may exist already", () => {
    const test = testStack();
    artifact(test, { createRepository: false });
    expect(resources(test.stack, "oci_artifacts_container_repository")).toEqual([]);
    expect(resources(test.stack, "oci_devops_deploy_artifact")).toHaveLength(1);
  });
});

describe("the name of a container repository", () => {
  test.each([
    "a",
    "team/fn",
    "team/fn_a/b.c-d",
    "a__b",
    "a--b",
    "2021/fn",
    "cloudnative-2021/functions/tweet_retriever",
  ])("may be %s", (repositoryName) => {
    expect(artifact(testStack(), { repositoryName }).repositoryName).toBe(repositoryName);
  });

  test.each([
    "",
    "Team/fn",
    "team//fn",
    "/team",
    "team/",
    "-team",
    "team-",
    "a..b",
    "team fn",
    "team:fn",
    "team/fn@x",
    "täm",
  ])("may not be %j", (repositoryName) => {
    expect(refused({ repositoryName })).toEqual([
      `repositoryName is ${JSON.stringify(repositoryName)}; the registry takes lower-case letters and digits, ` +
        "joined by one of . _ - and /",
    ]);
  });

  test("is checked together with everything else", () => {
    const wrong = {
      repositoryName: "Team",
      displayName: "",
      description: "d".repeat(401),
      tag: "t".repeat(1024),
    };
    expect(refused(wrong)).toEqual([
      expect.stringMatching(/^repositoryName is "Team"; /),
      expect.stringMatching(/^deployArtifactSource\.imageUri takes at most 1024 characters, has \d+ /),
      "description takes at most 400 characters, has 401 (DevOps API, CreateDeployArtifactDetails.description.maxLength)",
      "displayName needs at least 1 characters, has 0 (DevOps API, CreateDeployArtifactDetails.displayName.minLength)",
    ]);
  });

  test("leaves room for an address of just 1024 characters, counted as the service sees it", () => {
    const before = "iad.ocir.io/acme/functions/retriever:${v}".length;
    const test = testStack();
    expect(artifact(test, { tag: "${v}" + "t".repeat(1024 - before) }).imageUri).toHaveLength(1024);
    expect(resources(test.stack, "oci_devops_deploy_artifact")).toHaveLength(1);
  });
});
