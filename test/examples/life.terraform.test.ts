import { exampleNames, exampleStack } from "./examples";
import { exampleTenancy, withInputs } from "./inputs";
import { providerRules, providerSchema } from "../../src/offline-oci/provider-schema";
import { OfflineOci, withOfflineOci } from "../../src/testing";
import { compile } from "../cli/support/cli";
import { terraformFolder, terraformSucceeds, writeStack } from "../support/offline-terraform";
import { plannedActions } from "../support/planned-actions";
import { describeWithTerraform } from "../support/terraform";

type Stack = Record<string, any>;

/** A copy of a stack in which a change has been made to each resource that it can be made to. */
function changed(stack: Stack, change: (type: string, body: Stack) => Stack | undefined) {
  const copy = structuredClone(stack);
  const addresses: string[] = [];
  for (const [type, resources] of Object.entries<Stack>(copy.resource)) {
    for (const [name, body] of Object.entries<Stack>(resources)) {
      const other = change(type, body);
      if (other === undefined) continue;
      resources[name] = { ...body, ...other };
      addresses.push(`${type}.${name}`);
    }
  }
  return { stack: copy, addresses: addresses.sort() };
}

function initialized(stack: Stack): string {
  const folder = terraformFolder(stack);
  terraformSucceeds(folder, "init");
  return folder;
}

const schemaOf = (type: string) => providerSchema().resource_schemas[type].block.attributes ?? {};

/** New tags, which every type that has tags takes in place. */
function tagged(type: string): Stack | undefined {
  const rule = providerRules()[type]?.freeform_tags;
  return "freeform_tags" in schemaOf(type) && !rule?.force_new
    ? { freeform_tags: { release: "2" } }
    : undefined;
}

/** Another text for each attribute whose change makes the resource anew. */
function renewed(type: string, body: Stack): Stack | undefined {
  const texts = Object.entries(providerRules()[type] ?? {})
    .filter(([name, rule]) => rule.force_new && typeof body[name] === "string" && !body[name].includes("${"))
    .map(([name]) => [name, `${body[name]}2`]);
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

describeWithTerraform("Terraform (needs terraform)", () => {
  beforeAll(() => compile());

  describe.each(exampleNames)("with the example %s", (example) => {
    const withApplied = (work: (stack: Stack, folder: string, oci: OfflineOci) => Promise<void>) =>
      withOfflineOci(async (oci) => {
        const stack = withInputs(exampleStack(example), oci);
        const folder = initialized(stack);
        terraformSucceeds(folder, "apply", "-auto-approve");
        await work(stack, folder, oci);
      }, exampleTenancy);

    test("finds it valid and plans to create all of it", () =>
      withOfflineOci(async (oci) => {
        const stack = withInputs(exampleStack(example), oci);
        const folder = initialized(stack);
        terraformSucceeds(folder, "validate");
        const planned = plannedActions(folder);
        expect(Object.keys(planned).sort()).toEqual(changed(stack, () => ({})).addresses);
        expect(new Set(Object.values(planned))).toEqual(new Set(["create"]));
        expect(await oci.requests()).toEqual([]);
      }, exampleTenancy));

    test("applies it, has nothing left to do, and destroys all of it", () =>
      withApplied(async (stack, folder, oci) => {
        expect(await oci.resources()).toHaveLength(changed(stack, () => ({})).addresses.length);
        expect(plannedActions(folder)).toEqual({});
        terraformSucceeds(folder, "plan", "-detailed-exitcode");

        terraformSucceeds(folder, "destroy", "-auto-approve");
        expect(await oci.resources()).toEqual([]);
      }));

    test("changes in place what can be changed in place", () =>
      withApplied(async (stack, folder, oci) => {
        const other = changed(stack, tagged);
        writeStack(folder, other.stack);

        const expected = Object.fromEntries(other.addresses.map((address) => [address, "update"]));
        expect(Object.keys(expected).length).toBeGreaterThan(10);
        expect(plannedActions(folder)).toEqual(expected);
        const before = (await oci.resources()).map(({ id }) => id).sort();
        terraformSucceeds(folder, "apply", "-auto-approve");
        const after = await oci.resources();
        expect(after.map(({ id }) => id).sort()).toEqual(before);
        const carrying = after.filter(({ attributes }) => attributes.freeform_tags?.release === "2");
        expect(carrying).toHaveLength(other.addresses.length);
        expect(plannedActions(folder)).toEqual({});
      }));

    test("makes anew what can only be made anew", () =>
      withApplied(async (stack, folder) => {
        const other = changed(stack, renewed);
        writeStack(folder, other.stack);

        const planned = plannedActions(folder);
        expect(other.addresses.length).toBeGreaterThan(1);
        for (const address of other.addresses) {
          expect([address, planned[address]]).toEqual([address, "delete create"]);
        }
      }));
  });

  test("leaves a function's image to the deployments", () =>
    withOfflineOci(async (oci) => {
      const folder = initialized(withInputs(exampleStack("function-from-scratch"), oci));
      terraformSucceeds(folder, "apply", "-auto-approve");
      const [fn] = await oci.resources("oci_functions_function");
      expect(fn.attributes.image).toBe("iad.ocir.io/acme/greetings/hello:0.0.1");

      const deployed = { image: "iad.ocir.io/acme/greetings/hello:1.0.0", image_digest: "sha256:1" };
      await oci.change(fn.id, deployed);

      expect(plannedActions(folder)).toEqual({});
      terraformSucceeds(folder, "apply", "-auto-approve");
      const [after] = await oci.resources("oci_functions_function");
      expect(after.attributes).toMatchObject(deployed);
    }, exampleTenancy));
});
