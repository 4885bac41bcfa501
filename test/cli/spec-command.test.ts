import * as fs from "node:fs";
import * as path from "node:path";
import { Cli, cli, Ended, ROOT } from "./support/cli";
import { eventually } from "../runner/support/temporary";
import { temporaryFolder } from "../support/temporary-folder";

interface Stage {
  readonly id: string;
  readonly command?: string;
  readonly writeTo?: string;
}

/** A folder with a CDKTF app that has these stages. */
function project(stages: readonly Stage[], more = ""): string {
  const folder = fs.realpathSync(temporaryFolder());
  const program = `
    const { App, TerraformStack } = require(${JSON.stringify(path.join(ROOT, "node_modules/cdktf"))});
    const oci = require(${JSON.stringify(ROOT)});
    console.log("the app speaks");
    const app = new App();
    const stack = new TerraformStack(app, "main");
    new oci.OciProvider(stack, "oci", { region: "us-ashburn-1" });
    const project = oci.DevopsProject.fromDevopsProjectAttributes(stack, "project", {
      projectId: "ocid1.devopsproject.oc1.iad.p", compartmentId: "ocid1.compartment.oc1..c",
    });
    const pipeline = new oci.BuildPipeline(stack, "pipeline", { project });
    const accessToken = oci.VaultSecret.fromSecretAttributes(stack, "token", {
      secretId: "ocid1.vaultsecret.oc1.iad.t", compartmentId: "ocid1.compartment.oc1..c",
    });
    const connection = oci.ExternalConnection.fromExternalConnectionAttributes(stack, "connection", {
      project, connectionId: "ocid1.devopsconnection.oc1.iad.c", type: oci.ConnectionType.GITHUB, accessToken,
    });
    const source = oci.BuildSource.fromConnection(connection, "https://github.com/acme/app", "main");
    for (const { id, command = "make", writeTo } of ${JSON.stringify(stages)}) {
      const buildSpec = oci.BuildSpec.fromSteps({ steps: [{ type: "Command", command }] });
      new oci.ManagedBuildStage(stack, id, { pipeline, sources: [source], buildSpec, writeTo });
    }
    ${more}
    app.synth();`;
  fs.writeFileSync(path.join(folder, "app.js"), program);
  fs.writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "node app.js" }));
  return folder;
}

const spec = (cwd: string, ...args: string[]): Promise<Ended> => cli(["spec", ...args], { cwd });
const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), "utf8");

describe("spec", () => {
  test("lists what is missing, writes it, and then has nothing to say against it", async () => {
    const folder = project([
      { id: "one", writeTo: "functions/one/build_spec.yaml" },
      { id: "two", writeTo: "two.yaml", command: "make two" },
      { id: "three" },
    ]);
    const missing = await spec(folder);
    expect(missing).toMatchObject({
      exitCode: 1,
      stdout:
        "missing       functions/one/build_spec.yaml of main/one\n" +
        "missing       two.yaml of main/two\n" +
        "not committed main/three\n",
    });
    expect(missing.stderr).toContain("the app speaks");
    expect(missing.stderr).toContain("Update them with: oci-devops-local spec --write");
    expect(fs.readdirSync(folder).sort()).toEqual(["app.js", "cdktf.json"]);

    expect(await spec(folder, "--write")).toMatchObject({
      exitCode: 0,
      stdout:
        "created       functions/one/build_spec.yaml of main/one\n" +
        "created       two.yaml of main/two\n" +
        "not committed main/three\n",
    });
    expect(read(folder, "functions/one/build_spec.yaml")).toContain("    command: make\n");
    expect(read(folder, "two.yaml")).toContain("    command: make two\n");
    expect(fs.existsSync(path.join(folder, "cdktf.out"))).toBe(false);

    const { exitCode, stdout } = await spec(folder);
    expect([exitCode, stdout.match(/^same/gm)]).toEqual([0, ["same", "same"]]);
  });

  test("names the first line that differs, and mends just what differs", async () => {
    const folder = project([
      { id: "one", writeTo: "one.yaml" },
      { id: "two", writeTo: "two.yaml" },
    ]);
    await spec(folder, "--write");
    const generated = read(folder, "one.yaml");
    fs.writeFileSync(path.join(folder, "one.yaml"), generated.replace("command: make", "command: cake"));
    const crlf = generated.replace(/\n/g, "\r\n");
    fs.writeFileSync(path.join(folder, "two.yaml"), crlf);

    const { exitCode, stdout } = await spec(folder);
    expect(exitCode).toBe(1);
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      'different     one.yaml of main/one: line 10 is "    command: cake", the stack generates "    command: make"',
      "same          two.yaml of main/two",
    ]);
    expect((await spec(folder, "--write")).stdout).toMatch(/^updated {7}one\.yaml of main\/one.*\nsame/);
    expect([read(folder, "one.yaml"), read(folder, "two.yaml")]).toEqual([generated, crlf]);
  });

  test("prints the result as JSON", async () => {
    const folder = project([{ id: "one", writeTo: "one.yaml" }, { id: "two" }]);
    const { exitCode, stdout } = await spec(folder, "--json");
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      1,
      [
        { stage: "main/one", file: path.join(folder, "one.yaml"), state: "missing" },
        { stage: "main/two", state: "not committed" },
      ],
    ]);
  });

  test("runs the command that it is given instead of cdktf.json's", async () => {
    const folder = project([{ id: "one", writeTo: "one.yaml" }]);
    fs.rmSync(path.join(folder, "cdktf.json"));
    expect((await spec(folder, "--app", "node ./app.js", "--write")).exitCode).toBe(0);
    expect(fs.existsSync(path.join(folder, "one.yaml"))).toBe(true);
  });

  test("writes through a full path, and through no link", async () => {
    const elsewhere = fs.realpathSync(temporaryFolder());
    const folder = project([
      { id: "one", writeTo: path.join(elsewhere, "one.yaml") },
      { id: "two", writeTo: "link/two.yaml" },
    ]);
    fs.symlinkSync(elsewhere, path.join(folder, "link"));
    const { exitCode, stdout } = await spec(folder, "--write");
    expect([exitCode, stdout]).toEqual([
      1,
      `created       ${elsewhere}/one.yaml of main/one\n` +
        `unusable      link/two.yaml of main/two: a symbolic link leads out of ${folder}\n`,
    ]);
    expect(fs.readdirSync(elsewhere)).toEqual(["one.yaml"]);
  });

  test("writes nothing when two stages want different texts in one file", async () => {
    const folder = project([
      { id: "one", writeTo: "one.yaml" },
      { id: "two", writeTo: "./one.yaml", command: "make two" },
    ]);
    const { exitCode, stdout, stderr } = await spec(folder, "--write");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("main/one and main/two generate different texts for one.yaml");
    expect(fs.existsSync(path.join(folder, "one.yaml"))).toBe(false);
  });

  test("writes nothing when the stacks are not valid", async () => {
    const more = 'stack.node.addValidation({ validate: () => ["this is wrong"] });';
    const folder = project([{ id: "one", writeTo: "one.yaml" }], more);
    const { exitCode, stdout, stderr } = await spec(folder, "--write");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("this is wrong");
    expect(stderr).toMatch(/the app `node app\.js` has ended with 1, see above/);
    expect(stderr).not.toContain("bug in oci-devops-local");
    expect(fs.existsSync(path.join(folder, "one.yaml"))).toBe(false);
  });

  test("says that there is nothing to compare", async () => {
    expect(await spec(project([]))).toMatchObject({
      exitCode: 0,
      stdout: "The stacks generate no build specification.\n",
    });
  });

  test.each([
    [
      undefined,
      /^cdktf\.json cannot be read: ENOENT.*; run this where cdktf\.json is, or name the command with --app\n$/,
    ],
    ["{", /^cdktf\.json cannot be read: .*JSON/],
    ["null", /cdktf\.json has no app/],
    ['{ "app": " " }', /cdktf\.json has no app/],
    ['{ "app": 1 }', /cdktf\.json has no app/],
  ])("needs an app: cdktf.json is %j", async (text, message) => {
    const folder = temporaryFolder();
    if (text !== undefined) fs.writeFileSync(path.join(folder, "cdktf.json"), text);
    const { exitCode, stdout, stderr } = await spec(folder);
    expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringMatching(message)]);
  });

  test("leaves no folder of its own behind", async () => {
    const temporary = temporaryFolder();
    const folder = project([{ id: "one" }]);
    await cli(["spec"], { cwd: folder, env: { TMPDIR: temporary } });
    expect(fs.readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends with its app on %s, and leaves nothing behind", async (signal, exitCode) => {
    const [temporary, folder] = [temporaryFolder(), temporaryFolder()];
    const app = "echo $$ >started; exec sleep 600";
    const command = new Cli(["spec", "--app", app], { cwd: folder, env: { TMPDIR: temporary } });
    const started = path.join(folder, "started");
    await eventually(() => fs.existsSync(started) && read(started).endsWith("\n"));
    command.kill(signal);
    expect(await command.ended).toMatchObject({ exitCode, stdout: "" });
    expect(() => process.kill(Number(read(started)), 0)).toThrow("ESRCH");
    expect(fs.readdirSync(temporary)).toEqual([]);
  });
});
