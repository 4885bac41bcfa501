import { TerraformStack, TerraformVariable } from "cdktf";
import {
  ContainerArtifact,
  FunctionApplication,
  FunctionDeployPipeline,
  OciFunction,
  OciFunctionProps,
} from "../../src";
import { imageArtifact } from "../support/fixtures";
import { policyStatements, resolved, resource, resourceOf, synthesized } from "../support/synthesized";
import { testStack } from "../support/test-stack";
import { violationsOf } from "../support/violations";

const FUNCTION = "ocid1.fnfunc.oc1.iad.fn";
const FUNCTIONS = "ocid1.compartment.oc1..functions";
const IMAGE = "iad.ocir.io/acme/functions/hello:0.0.1";

type Props = Partial<OciFunctionProps> & { applicationId?: string };

function hello(stack: TerraformStack, { applicationId = "app", ...props }: Props = {}): OciFunction {
  const application = FunctionApplication.fromApplicationAttributes(stack, "app", {
    applicationId,
    compartmentId: FUNCTIONS,
  });
  return new OciFunction(stack, "hello", { application, image: IMAGE, memoryInMbs: 256, ...props });
}

const made = (props: Props = {}) => resourceOf(hello(testStack().stack, props), "oci_functions_function");
const refused = (props: Props) => violationsOf("test/hello", () => hello(testStack().stack, props));

describe("a function", () => {
  test("is one resource, named after the construct, with the first image", () => {
    const { stack } = testStack();
    const fn = hello(stack);
    const json = synthesized(stack);
    expect(json.data).toBeUndefined();
    expect(json.resource).toEqual({ oci_functions_function: expect.anything() });
    expect(resource(stack, "oci_functions_function")).toMatchObject({
      application_id: "app",
      display_name: "hello",
      image: IMAGE,
      memory_in_mbs: "256",
    });
    const [name] = Object.keys(json.resource.oci_functions_function);
    expect(name).toMatch(/^hello(_[0-9A-F]{8})?$/);
    expect(resolved(stack, fn.functionId)).toBe(`\${oci_functions_function.${name}.id}`);
    expect(fn.compartmentId).toBe(FUNCTIONS);
    expect(fn.node.defaultChild).toMatchObject({ terraformResourceType: "oci_functions_function" });
  });

  test("leaves its image to the deployments once it is made", () => {
    expect(made().lifecycle).toEqual({ ignore_changes: ["image", "image_digest"] });
  });

  test("takes a name, a timeout, environment variables and tags", () => {
    const taken = made({
      displayName: "Hello",
      timeoutInSeconds: 120,
      config: { GREETING: "Hello" },
      freeformTags: { a: "b" },
      definedTags: { "c.d": "e" },
    });
    expect(taken).toMatchObject({
      display_name: "Hello",
      timeout_in_seconds: 120,
      config: { GREETING: "Hello" },
      freeform_tags: { a: "b" },
      defined_tags: { "c.d": "e" },
    });
  });

  test("leaves to the service what it is not told", () => {
    expect(Object.keys(made()).sort()).toEqual([
      "application_id",
      "display_name",
      "image",
      "lifecycle",
      "memory_in_mbs",
    ]);
  });

  test.each([128, 256, 512, 1024, 2048, 3072])("may use %i MB of memory", (memoryInMbs) => {
    expect(made({ memoryInMbs }).memory_in_mbs).toBe(String(memoryInMbs));
  });

  test.each([5, 300])("may take %i seconds", (timeoutInSeconds) => {
    expect(made({ timeoutInSeconds }).timeout_in_seconds).toBe(timeoutInSeconds);
  });

  test("takes values that only Terraform knows", () => {
    const { stack } = testStack();
    const variable = (name: string) => new TerraformVariable(stack, name, {});
    hello(stack, {
      applicationId: variable("application").stringValue,
      displayName: variable("name").stringValue,
      image: `iad.ocir.io/${variable("namespace").stringValue}/hello:1`,
      memoryInMbs: variable("memory").numberValue,
      timeoutInSeconds: variable("timeout").numberValue,
      config: { GREETING: variable("greeting").stringValue },
    });
    expect(resource(stack, "oci_functions_function")).toMatchObject({
      application_id: "${var.application}",
      display_name: "${var.name}",
      image: "iad.ocir.io/${var.namespace}/hello:1",
      memory_in_mbs: "${var.memory}",
      timeout_in_seconds: "${var.timeout}",
      config: { GREETING: "${var.greeting}" },
    });
  });

  test("is refused with everything that is wrong at once", () => {
    const wrong = {
      applicationId: "",
      displayName: "n".repeat(256),
      image: "iad.ocir.io/acme/hello",
      memoryInMbs: 300,
      timeoutInSeconds: 301,
      config: { "B-C": "", D: "d".repeat(4096) },
    };
    expect(refused(wrong)).toEqual([
      "application.applicationId is empty; it takes an OCID",
      "displayName has 256 characters; OCI Functions takes 1 to 255",
      'image is "iad.ocir.io/acme/hello"; OCI Functions takes the address of an image with its tag, such as ' +
        "iad.ocir.io/acme/hello:0.0.1",
      "memoryInMbs is 300; OCI Functions takes 128, 256, 512, 1024, 2048, 3072",
      "timeoutInSeconds is 301; OCI Functions takes whole numbers from 5 to 300",
      'config key "B-C": takes letters, digits and underscores, no digit first',
      "config has 4100 octets of keys and values; OCI Functions takes at most 4096",
    ]);
  });

  test.each([4, 5.5, NaN])("is refused with a timeout of %d seconds", (timeoutInSeconds) => {
    expect(refused({ timeoutInSeconds })).toEqual([
      `timeoutInSeconds is ${timeoutInSeconds}; OCI Functions takes whole numbers from 5 to 300`,
    ]);
  });

  test.each([
    ["empty", ""],
    ["without a tag", "localhost:5000/hello"],
    ["with the address of a page", "https://iad.ocir.io/acme/hello:1"],
    ["with a blank in it", "iad.ocir.io/acme/hello :1"],
  ])("is refused with an image that is %s", (_, image) => {
    expect(refused({ image })).toEqual([expect.stringMatching(/takes the address of an image with its tag/)]);
  });

  test("takes an image by its digest", () => {
    const image = `iad.ocir.io/acme/hello@sha256:${"0".repeat(64)}`;
    expect(made({ image }).image).toBe(image);
  });

  test("is refused with the address that only a pipeline fills in, even where Terraform knows the rest", () => {
    const { stack, project } = testStack();
    const namespace = new TerraformVariable(stack, "namespace", {}).stringValue;
    const props = { project, region: "iad", namespace, repositoryName: "hello" };
    const { imageUri } = new ContainerArtifact(stack, "image", props);
    expect(violationsOf("test/hello", () => hello(stack, { image: imageUri }))).toEqual([
      expect.stringMatching(
        /^image is ".*\$\{imageVersion\}"; only pipelines fill in placeholders, so give the address/,
      ),
    ]);
  });

  test("is what a deployment pipeline of the same stack updates, and may update", () => {
    const { stack, project } = testStack();
    const fn = hello(stack);
    const artifact = imageArtifact(stack, project);
    new FunctionDeployPipeline(stack, "deploy", { project, artifact, function: fn });
    const functionId = resolved(stack, fn.functionId);
    expect(resource(stack, "oci_devops_deploy_environment").function_id).toBe(functionId);
    expect(policyStatements(stack)[FUNCTIONS]).toContainEqual(
      expect.stringContaining(`target.function.id = '${functionId}'`),
    );
  });
});

describe("an existing function", () => {
  test("taken by its OCID has its compartment looked up by Terraform, and only that", () => {
    const { stack } = testStack();
    const fn = OciFunction.fromFunctionId(stack, "fn", FUNCTION);
    const json = synthesized(stack);
    expect(Object.values(json.data.oci_functions_function)).toEqual([{ function_id: FUNCTION }]);
    expect(json.resource).toBeUndefined();
    const [name] = Object.keys(json.data.oci_functions_function);
    expect(name).toMatch(/^fn_[0-9A-F]{8}$/);
    expect(fn.functionId).toBe(FUNCTION);
    expect(resolved(stack, fn.compartmentId)).toBe(`\${data.oci_functions_function.${name}.compartment_id}`);
  });

  test("taken by its attributes asks OCI for nothing", () => {
    const { stack } = testStack();
    const fn = OciFunction.fromFunctionAttributes(stack, "fn", { functionId: FUNCTION, compartmentId: "c" });
    expect(fn).toMatchObject({ functionId: FUNCTION, compartmentId: "c" });
    const json = synthesized(stack);
    expect([json.data, json.resource]).toEqual([undefined, undefined]);
  });
});
