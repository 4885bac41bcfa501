import { execFileSync } from "node:child_process";
import { compile, ROOT } from "../../cli/support/cli";

/** Names of the data files that a program reads which makes constructs of the package as it is compiled. */
function dataFilesOf(constructs: string): string[] {
  const program = `
    const fs = require("node:fs");
    const read = fs.readFileSync;
    const files = [];
    fs.readFileSync = (file, ...rest) => { files.push(String(file)); return read(file, ...rest); };
    const { App, TerraformStack } = require("cdktf");
    const oci = require("cdktf-oci-devops");
    const stack = new TerraformStack(new App({ outdir: fs.mkdtempSync(require("node:os").tmpdir() + "/lazy-") }), "s");
    new oci.OciProvider(stack, "oci", { region: "us-ashburn-1" });
    const compartmentId = "ocid1.compartment.oc1..c";
    const project = new oci.DevopsProject(stack, "project", { compartmentId, name: "p" });
    ${constructs}
    stack.node.root.synth();
    console.log(JSON.stringify(files.filter((file) => /schema.*json$/.test(file)).map((file) => file.split("/").at(-1))));`;
  return JSON.parse(
    execFileSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" }),
  ) as string[];
}

describe("the permission catalogue", () => {
  beforeAll(() => compile());

  test("is not read for constructs that grant nothing", () => {
    expect(dataFilesOf("")).toEqual(["devops-api-constraints.json"]);
  });

  test("is read once where something is granted", () => {
    const pipeline = `new oci.BuildPipeline(stack, "b", { project }).grant(oci.IamAction.notify(compartmentId));`;
    expect(dataFilesOf(pipeline).filter((file) => file === "iam-permissions.json")).toHaveLength(1);
  });
});
