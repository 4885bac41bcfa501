import * as fs from "node:fs";
import * as path from "node:path";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import "cdktf/lib/testing/adapters/jest";
import { DevopsProject, VaultSecret } from "../../src";
import { OfflineOci, withOfflineOci } from "../../src/testing";
import { compile } from "../cli/support/cli";
import { terraform, terraformFolder, terraformSucceeds } from "../support/offline-terraform";
import { temporaryFolder } from "../support/temporary-folder";
import { describeWithTerraform } from "../support/terraform";
import { testStack } from "../support/test-stack";

Testing.setupJest();

const REATTACH = "TF_REATTACH_PROVIDERS";
const SECRET = "ocid1.vaultsecret.oc1.iad.secret";

/** A stack that makes one project. */
function projectStack(compartmentId: string, name = "functions"): TerraformStack {
  const { stack } = testStack();
  new DevopsProject(stack, "functions", { compartmentId, name });
  return stack;
}

const jsonOf = (stack: TerraformStack) => JSON.parse(Testing.synth(stack)) as Record<string, any>;

/** Two artifacts that Terraform makes at the same time in one project, and the project. */
function artifacts(projectId: string, count: number): object {
  const artifact = (i: number) => ({
    project_id: projectId,
    display_name: `artifact ${i}`,
    deploy_artifact_type: "DOCKER_IMAGE",
    argument_substitution_mode: "NONE",
    deploy_artifact_source: { deploy_artifact_source_type: "OCIR", image_uri: `iad.ocir.io/acme/image:${i}` },
  });
  const all = Array.from({ length: count }, (_, i) => [`a${i}`, artifact(i)] as const);
  return {
    terraform: { required_providers: { oci: { source: "oracle/oci" } } },
    resource: { oci_devops_deploy_artifact: Object.fromEntries(all) },
  };
}

const PROJECT = "ocid1.devopsproject.oc1.iad.there";

function applied(stack: object): { folder: string; status: number; output: string } {
  const folder = terraformFolder(stack);
  terraformSucceeds(folder, "init");
  return { folder, ...terraform(folder, "apply", "-auto-approve") };
}

describeWithTerraform("withOfflineOci (needs terraform)", () => {
  beforeAll(() => compile());

  describe("with cdktf's own matchers", () => {
    test("finds a good stack valid and plans it", () =>
      withOfflineOci(async ({ compartmentId }) => {
        const folder = Testing.fullSynth(projectStack(compartmentId));
        expect(folder).toBeValidTerraform();
        expect(folder).toPlanSuccessfully();
      }));

    test("finds a bad stack neither valid nor fit to plan", () =>
      withOfflineOci(async ({ compartmentId }) => {
        const stack = projectStack(compartmentId);
        stack.addOverride("resource.oci_devops_project.functions_8F5F2F7A.name", "1st");
        const { oci_devops_project: projects } = jsonOf(stack).resource;
        for (const name of Object.keys(projects)) {
          stack.addOverride(`resource.oci_devops_project.${name}.name`, "1 st");
        }
        const folder = Testing.fullSynth(stack);
        expect(folder).not.toBeValidTerraform();
        expect(folder).not.toPlanSuccessfully();
      }));
  });

  test("answers for what it is told exists", () =>
    withOfflineOci(
      async () => {
        const { stack } = testStack();
        const secret = VaultSecret.fromSecretId(stack, "secret", SECRET);
        new TerraformOutput(stack, "compartment", { value: secret.compartmentId, staticId: true });
        const { folder } = applied(jsonOf(stack));
        expect(terraformSucceeds(folder, "output", "-raw", "compartment")).toBe(
          "ocid1.compartment.oc1..secrets",
        );
      },
      { existing: { [SECRET]: { compartment_id: "ocid1.compartment.oc1..secrets" } } },
    ));

  test("says how to tell it what exists", () =>
    withOfflineOci(async () => {
      const { stack } = testStack();
      VaultSecret.fromSecretId(stack, "secret", SECRET);
      const { status, output } = applied(jsonOf(stack));
      expect(status).toBe(1);
      expect(output.replace(/\s*\n[│\s]*/g, " ")).toContain(
        `secret_id is ${SECRET}, and there is no such oci_vault_secret; to take it as there, name it in withOfflineOci's option \`existing\``,
      );
    }));

  test("answers data sources about things that no resource makes as it is told to", () =>
    withOfflineOci(
      async ({ compartmentId }) => {
        const { folder } = applied({
          terraform: { required_providers: { oci: { source: "oracle/oci" } } },
          data: { oci_objectstorage_namespace: { own: { compartment_id: compartmentId } } },
          output: { namespace: { value: "${data.oci_objectstorage_namespace.own.namespace}" } },
        });
        expect(terraformSucceeds(folder, "output", "-raw", "namespace")).toBe("acme");
      },
      { dataSources: { oci_objectstorage_namespace: { namespace: "acme" } } },
    ));

  test("imports what exists, and then has nothing to change", () =>
    withOfflineOci(
      async ({ compartmentId }) => {
        const folder = terraformFolder({
          terraform: { required_providers: { oci: { source: "oracle/oci" } } },
          resource: {
            oci_ons_notification_topic: { events: { compartment_id: compartmentId, name: "events" } },
          },
        });
        terraformSucceeds(folder, "init");
        terraformSucceeds(
          folder,
          "import",
          "oci_ons_notification_topic.events",
          "ocid1.onstopic.oc1.iad.events",
        );
        terraformSucceeds(folder, "plan", "-detailed-exitcode");
        const { status, output } = terraform(
          folder,
          "import",
          "oci_devops_project.p",
          "ocid1.onstopic.oc1.iad.events",
        );
        expect(status).toBe(1);
        expect(output).toContain("oci_devops_project.p");
      },
      { existing: { "ocid1.onstopic.oc1.iad.events": { name: "events" } } },
    ));

  test("has Terraform see what was changed past it", () =>
    withOfflineOci(async (oci) => {
      const { folder } = applied(jsonOf(projectStack(oci.compartmentId)));
      const [{ id }] = await oci.resources("oci_devops_project");
      await oci.change(id, { description: "changed in the console" });
      expect(terraform(folder, "plan", "-refresh-only", "-detailed-exitcode").status).toBe(2);
      await expect(oci.change("ocid1.devopsproject.oc1.iad.none", {})).rejects.toThrow("does not exist");
    }));

  describe("with writes to one project at the same time", () => {
    const conflicts = async (oci: OfflineOci) =>
      (await oci.requests()).filter(({ status }) => status === 409);

    test("answers each 409 once, and Terraform's provider tries again", () =>
      withOfflineOci(
        async (oci) => {
          const { status } = applied(artifacts(PROJECT, 8));
          expect(status).toBe(0);
          expect(await oci.resources("oci_devops_deploy_artifact")).toHaveLength(8);
          expect((await conflicts(oci)).length).toBeGreaterThan(0);
          expect((await conflicts(oci)).length).toBeLessThan(8);
        },
        { existing: { [PROJECT]: {} } },
      ));

    test("shows the 409 where the provider is told not to, and the next apply goes on", () =>
      withOfflineOci(
        async (oci) => {
          const first = applied(artifacts(PROJECT, 8));
          expect(first.status).toBe(1);
          expect(first.output).toContain("409-IncorrectState");
          for (let i = 0; i < 8 && terraform(first.folder, "apply", "-auto-approve").status !== 0; i++);
          expect(await oci.resources("oci_devops_deploy_artifact")).toHaveLength(8);
        },
        { existing: { [PROJECT]: {} }, disable409Retry: true },
      ));
  });

  test("goes on with what a file has kept", async () => {
    const stateFile = path.join(temporaryFolder(), "oci.jsonl");
    const folder = await withOfflineOci(
      async ({ compartmentId }) => applied(jsonOf(projectStack(compartmentId))).folder,
      { stateFile },
    );
    await withOfflineOci(
      async (oci) => {
        terraformSucceeds(folder, "plan", "-detailed-exitcode");
        expect(await oci.resources("oci_devops_project")).toHaveLength(1);
        terraformSucceeds(folder, "destroy", "-auto-approve");
        expect(await oci.resources()).toEqual([]);
      },
      { stateFile },
    );
  });

  test("leaves nothing behind: no variable, no process, no folder", async () => {
    let plugin = { Pid: 0, Addr: { String: "" } };
    const failing = withOfflineOci(async ({ environment }) => {
      expect(process.env[REATTACH]).toBe(environment[REATTACH]);
      [plugin] = Object.values(JSON.parse(environment[REATTACH]) as Record<string, typeof plugin>);
      expect(fs.existsSync(plugin.Addr.String)).toBe(true);
      expect(process.kill(plugin.Pid, 0)).toBe(true);
      throw new Error("the work has failed");
    });
    await expect(failing).rejects.toThrow("the work has failed");

    expect(process.env[REATTACH]).toBeUndefined();
    expect(fs.existsSync(path.dirname(plugin.Addr.String))).toBe(false);
    expect(() => process.kill(plugin.Pid, 0)).toThrow("ESRCH");
  });

  test("cannot run twice at once in a process", () =>
    withOfflineOci(async () => {
      await expect(withOfflineOci(async () => undefined)).rejects.toThrow(
        "withOfflineOci is already running in this process; await it first",
      );
    }));
});
