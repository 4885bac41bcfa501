import { CdktfProject, describeWithCdktfCli, STACK } from "./project";
import { withOfflineOci } from "../../src/testing";
import { exampleTenancy, terraformVariables, withInputs } from "../examples/inputs";
import { terraformFolder, terraformSucceeds } from "../support/offline-terraform";

/** Locking providers needs their registry, whatever Terraform is attached to. */
const OPTIONS = ["--auto-approve", "--skip-provider-lock"];

describeWithCdktfCli.each([
  ["cdktf", ["cdktf-cli@0.21.0", "cdktf@0.21.0", "constructs@10.4.2"]],
  ["cdktn", ["node@22", "cdktn-cli@0.24.0", "cdktn@0.24.0", "cdktf@npm:cdktn@0.24.0", "constructs@10.6.0"]],
])("the CLI of %s (needs REQUIRE_CDKTF_CLI=1)", (cli, packages) => {
  let project: CdktfProject;

  beforeAll(() => (project = new CdktfProject(...packages)), 600_000);

  test("deploys a stack, finds nothing left to do, and destroys it", () =>
    withOfflineOci(async (oci) => {
      const variables = { ...terraformVariables(oci), ...oci.environment };
      await project.run(variables, cli, "deploy", STACK, ...OPTIONS);
      const resources = Object.values<object>(project.stack.resource).flatMap((named) => Object.keys(named));
      expect(await oci.resources()).toHaveLength(resources.length);
      expect(await project.run(variables, cli, "diff", STACK, "--skip-provider-lock")).toContain(
        "No changes.",
      );

      await project.run(variables, cli, "destroy", STACK, ...OPTIONS);
      expect(await oci.resources()).toEqual([]);
    }, exampleTenancy));

  test("synthesizes what plain Terraform applies", () =>
    withOfflineOci(async (oci) => {
      await project.run({}, cli, "synth");
      const folder = terraformFolder(withInputs(project.stack, oci));
      terraformSucceeds(folder, "init");
      terraformSucceeds(folder, "apply", "-auto-approve");
      terraformSucceeds(folder, "plan", "-detailed-exitcode");
    }, exampleTenancy));
});
