import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { compile, PLAIN, ROOT } from "./support/cli";
import { projectOf } from "./support/project";
import { temporaryFolder } from "../runner/support/temporary";

describe("the package as it is published", () => {
  let main: string;

  beforeAll(() => {
    compile();
    const folder = temporaryFolder("package");
    const args = ["pack", "--silent", "--ignore-scripts", "--offline", "--pack-destination", folder];
    const file = execFileSync("npm", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    execFileSync("tar", ["-xzf", path.join(folder, file.split("\n").at(-1)!), "-C", folder]);
    main = path.join(folder, "package", "lib", "cli", "main.js");
  });

  test("runs a build specification with nothing else installed", () => {
    const { source } = projectOf("echo it runs");
    const args = [main, "run", "--executor", "host", "--spec", "build_spec.yaml"];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: source,
      env: { ...process.env, ...PLAIN },
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("[Build > the step] EXEC: it runs");
    expect(status).toBe(0);
  });

  test("starts the stand-in for OCI with nothing else installed", () => {
    const testing = JSON.stringify(path.join(main, "../../testing"));
    const program = `require(${testing}).withOfflineOci(async (oci) => console.log(oci.compartmentId))`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
    expect({ stdout, stderr, status }).toEqual({
      stdout: "ocid1.compartment.oc1..offline\n",
      stderr: "",
      status: 0,
    });
  });

  test("has the scripts that make the builder image", () => {
    const { stdout, status } = spawnSync("bash", [path.join(main, "../../../builder/build.sh"), "--help"], {
      encoding: "utf8",
    });
    expect(stdout).toContain("usage: build.sh");
    expect(status).toBe(0);
  });
});
