import * as fs from "node:fs";
import * as path from "node:path";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { RunRecord } from "../../../src/runner/record/run-record";
import { sourceFolder } from "../../../src/runner/source/working-tree";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { Cli } from "../../cli/support/cli";
import { projectOf } from "../../cli/support/project";
import { BUILDER, containersWith, describeWithEngine } from "../support/engine";
import { buildPlan, pipelinePlan } from "../support/plans";
import { runRequest, specOf } from "../support/run-spec";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

const NAMES = [`  it's "quoted" \`id\` $(id) a:b,c=d;e ünï🙂 `, "-line\nbreak", "--"];
const outputArtifacts = [{ name: "out", type: "BINARY", location: "out" }];

describeWithEngine("path with spaces, `'`, unicode, `:`", () => {
  test.each(NAMES)("a project, its source and its records in folders named %j", async (name) => {
    const project = projectOf(
      'cat file; cat "$OCI_PRIMARY_SOURCE_DIR/file" > out',
      { outputArtifacts },
      name,
    );
    const folder = path.join(temporaryFolder("place"), name);
    fs.renameSync(project.folder, folder);
    writeFiles(path.join(folder, name), { file: "found\n", [`below ${name}/file`]: "" });
    git(path.join(folder, name), "init", "--quiet");
    const args = ["run", "--builder", BUILDER, "--source", `app=${name}`, `--out=${name}/records`];
    const running = new Cli(args, { cwd: folder });
    const { stdout, stderr, exitCode } = await running.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("[Build > the step] EXEC: found\n");
    const runs = path.join(folder, name, "records", "runs");
    const [run] = fs.readdirSync(runs);
    expect(fs.readFileSync(path.join(runs, run, "artifacts", "out"), "utf8")).toBe("found\n");
    expect(containersWith(`oci-devops-local.pid=${running.pid}`)).toEqual([]);
  });

  test.each(["supervisor", "exec"] as const)("sources of such names, session %s", async (session) => {
    const names = [...NAMES, "...", "*", "n".repeat(200)];
    const command = `find .. -path '../*/mine' -printf x | wc -c; cat mine; [ "$PWD" = "$OCI_PRIMARY_SOURCE_DIR" ]`;
    const spec = readSpecFile(specOf([command]));
    const plans = NAMES.map((name, i) =>
      buildPlan({
        address: `stage.${i}`,
        displayName: `Stage ${i}`,
        sources: names.map((each) => ({ name: each, url: "", branch: "" })),
        primarySource: name,
      }),
    );
    const sources = names.map((name) => {
      const folder = writeFiles(temporaryFolder("source"), { mine: `mine is ${JSON.stringify(name)}\n` });
      return [name, sourceFolder(name, folder)] as const;
    });
    const { exitCode, lines } = await runRequest({
      plan: pipelinePlan(plans),
      specs: new Map(plans.map(({ address }) => [address, spec])),
      sources: new Map(sources),
      arguments: new Map(),
      secrets: new Map(),
      executor: "container",
      session,
      engine: new CliEngine(),
      builderImages: [BUILDER],
      outputFolder: temporaryFolder("out"),
    });
    const count = String(names.length);
    expect(lines).toEqual(NAMES.flatMap((name) => [count, `mine is ${JSON.stringify(name)}`]));
    expect(exitCode).toBe(0);
  });
});

describeWithEngine("two runs at once, same spec", () => {
  test("in one folder and in two checkouts keep outputs and records apart", async () => {
    const project = projectOf(
      'echo "$version" > out; sleep 1; [ "$(cat out)" = "$version" ] && echo "mine is $version"',
      { outputArtifacts },
    );
    git(project.source, "init", "--quiet");
    git(project.source, "add", "--all");
    git(project.source, "commit", "--quiet", "--message", "first");
    const other = path.join(temporaryFolder("checkout"), "project");
    fs.cpSync(project.folder, other, { recursive: true });
    const places = [project.folder, project.folder, other, other];
    const all = places.map((cwd, i) => {
      const args = ["run", "--builder", BUILDER, "--source", "app=app", "--param", `version=${i}`];
      return new Cli(args, { cwd });
    });
    const ended = await Promise.all(all.map((running) => running.ended));
    expect(ended.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      all.map(() => ({ exitCode: 0, stderr: "" })),
    );
    ended.forEach(({ stdout }, i) => {
      expect(stdout.match(/EXEC: mine is \d/g)).toEqual([`EXEC: mine is ${i}`]);
    });
    for (const [folder, versions] of [
      [project.folder, ["0", "1"]],
      [other, ["2", "3"]],
    ] as const) {
      const runs = path.join(folder, ".oci-devops", "runs");
      const found = fs.readdirSync(runs).map((name) => {
        const read = (file: string) => fs.readFileSync(path.join(runs, name, file), "utf8");
        const { parameters, status, runId } = JSON.parse(read("run.json")) as RunRecord;
        const { version } = parameters;
        expect({ runId, status }).toEqual({ runId: name, status: "SUCCEEDED" });
        expect(read("artifacts/out")).toBe(`${version}\n`);
        expect(read("log/Build.log")).toBe(`mine is ${version}\n`);
        expect(read("events.jsonl")).toContain('"file":"log/Build.log","offset":0,');
        return version;
      });
      expect(found.sort()).toEqual(versions);
    }
    expect(git(project.source, "status", "--short")).toBe("");
    expect(all.flatMap(({ pid }) => containersWith(`oci-devops-local.pid=${pid}`))).toEqual([]);
  });
});
