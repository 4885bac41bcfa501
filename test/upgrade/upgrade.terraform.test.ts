import * as fs from "node:fs";
import * as path from "node:path";
import { announcedReplacements } from "./changelog";
import { withOfflineOci } from "../../src/testing";
import { compile, ROOT } from "../cli/support/cli";
import { exampleStack } from "../examples/examples";
import { exampleTenancy, withInputs } from "../examples/inputs";
import { terraformFolder, terraformSucceeds, writeStack } from "../support/offline-terraform";
import { plannedActions } from "../support/planned-actions";
import { describeWithTerraform } from "../support/terraform";

const RELEASES = path.join(__dirname, "releases");

/** The stacks of earlier releases, as `version example`. */
const stored = fs
  .readdirSync(RELEASES)
  .flatMap((version) => fs.readdirSync(path.join(RELEASES, version)).map((file) => [version, file] as const))
  .map(([version, file]) => ({
    version,
    example: file.replace(".tf.json", ""),
    file: path.join(RELEASES, version, file),
  }));

describe("the announcement of replacements", () => {
  test("is read from the changelog of the release to come", () => {
    const changelog = [
      "# Changelog",
      "## Unreleased",
      "- replaces `oci_identity_policy`: finer statements",
      "- `oci_devops_project` is not replaced",
      "## 0.1.0",
      "- replaces `oci_devops_trigger`: long ago",
      "",
    ];
    expect(announcedReplacements(changelog.join("\n"))).toEqual(["oci_identity_policy"]);
    expect(announcedReplacements("# Changelog\n")).toEqual([]);
  });
});

describeWithTerraform("an upgrade (needs terraform)", () => {
  beforeAll(() => compile());

  test.each(stored)(
    "from $version makes nothing of $example anew that is not announced",
    ({ example, file }) =>
      withOfflineOci(async (oci) => {
        const before = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, any>;
        const folder = terraformFolder(withInputs(before, oci));
        terraformSucceeds(folder, "init");
        terraformSucceeds(folder, "apply", "-auto-approve");
        expect(plannedActions(folder)).toEqual({});

        writeStack(folder, withInputs(exampleStack(example), oci));
        const announced = announcedReplacements(fs.readFileSync(path.join(ROOT, "CHANGELOG.md"), "utf8"));
        const lost = Object.entries(plannedActions(folder)).filter(([, actions]) =>
          actions.includes("delete"),
        );
        expect(lost.filter(([address]) => !announced.includes(address.split(".")[0]))).toEqual([]);
        terraformSucceeds(folder, "apply", "-auto-approve");
        expect(plannedActions(folder)).toEqual({});
      }, exampleTenancy),
  );

  test("that makes something anew is noticed", () =>
    withOfflineOci(async (oci) => {
      const [{ file }] = stored;
      const before = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, any>;
      const folder = terraformFolder(withInputs(before, oci));
      terraformSucceeds(folder, "init");
      terraformSucceeds(folder, "apply", "-auto-approve");

      const { oci_devops_trigger: triggers } = before.resource;
      const [[name, trigger]] = Object.entries(triggers);
      before.resource.oci_devops_trigger = { ...triggers, [name]: undefined, renamed: trigger };
      writeStack(folder, withInputs(before, oci));
      expect(plannedActions(folder)).toMatchObject({ [`oci_devops_trigger.${name}`]: "delete" });
    }, exampleTenancy));
});
