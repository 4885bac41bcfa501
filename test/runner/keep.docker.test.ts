import { containersWith, BUILDER, describeWithEngine, docker } from "./support/engine";
import { keptOf, removeKept, typedInto } from "./support/kept";
import { buildPlan, pipelinePlan } from "./support/plans";
import { Outcome, runRequest, runSpec, SpecRun, specOf } from "./support/run-spec";
import { busyboxImage, testWithBusybox } from "./support/small-images";
import { temporaryFolder } from "./support/temporary";
import { CliEngine } from "../../src/runner/engine/cli-engine";
import { findLeftovers, removeLeftovers } from "../../src/runner/leftovers/clean";
import { RunRecord } from "../../src/runner/record/run-record";
import { sourceFolder } from "../../src/runner/source/working-tree";
import { readSpecFile } from "../../src/runner/stage/stage-spec";
import { Cli } from "../cli/support/cli";
import { projectOf, recordsOf, runsOf, writtenBy } from "../cli/support/project";

const WORD = "w0r2d";
const SECRET = `it's $"${WORD}`;
/** A step that fails as another user; those before and after it have other values. */
const STEPS = [
  { type: "Command", command: "chmod 777 .; VALUE=second; PATH=/extra:$PATH" },
  {
    type: "Command",
    name: "fails",
    runAs: "www-data",
    command: `echo made > file; OTHER=exported; sleep 4100 & exit 3`,
    onFailure: [{ type: "Command", command: "VALUE=third; PATH=/other; echo on failure" }],
  },
];
const ENV = {
  variables: { VALUE: "first", OTHER: "" },
  vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1..x" },
  exportedVariables: ["OTHER"],
};
const SHOWS = [
  "pwd",
  "id -un",
  'echo "$HOME $USER"',
  'echo "$VALUE $OTHER ${PATH%%:*}"',
  "cat file",
  'echo "$TOKEN"',
];

/** Containers of a run of this process. */
const containersOf = ({ record }: Outcome) => containersWith(`oci-devops-local.run=${record.runId}`);
const fail = (more: Partial<SpecRun> = {}, command = "echo made > file; exit 3") =>
  runSpec({ file: specOf([command]), executor: "container", keepOnFailure: true, ...more });

describeWithEngine("with --keep-on-failure", () => {
  test.each(["supervisor", "exec"])(
    "the container of a step that fails outlives the runner, with a shell as the step was, session %s",
    async (kind) => {
      const project = projectOf("", { env: ENV, steps: STEPS });
      const args = [
        "run",
        "--builder",
        BUILDER,
        "--source",
        "app=app",
        "--session",
        kind,
        "--keep-on-failure",
      ];
      const env = { TOKEN_VALUE: SECRET };
      const running = new Cli([...args, "--secret", "TOKEN=env:TOKEN_VALUE"], { cwd: project.folder, env });
      const { exitCode, stdout } = await running.ended;
      expect(exitCode).toBe(1);
      const [container] = containersWith(`oci-devops-local.pid=${running.pid}`);
      const [record] = recordsOf(project) as unknown as RunRecord[];
      const [kept] = record.kept;
      expect(record.kept).toEqual([
        {
          description: expect.stringMatching(`^container ${container.slice(0, 12)} of ${BUILDER} stays, `),
          shellCommand: `docker exec -it --user www-data ${container.slice(0, 12)} sh /.oci-devops/shell.sh`,
          removeCommand: `docker rm --force --volumes ${container.slice(0, 12)}`,
        },
      ]);
      for (const text of Object.values(kept)) expect(stdout).toContain(text);

      expect(typedInto(kept, ...SHOWS).split("\n")).toEqual([
        "/workspace/app",
        "www-data",
        "/var/www www-data",
        "second exported /extra",
        "made",
        SECRET,
      ]);
      expect(docker("top", container, "-o", "pid,args")).toContain("sleep 4100");
      expect(docker("exec", container, "stat", "-c", "%U %a", "/.oci-devops/shell.variables")).toBe(
        "www-data 600",
      );
      expect([docker("inspect", container), stdout, ...runsOf(project).map(writtenBy)].join()).not.toContain(
        WORD,
      );

      const found = await findLeftovers(new CliEngine(), `${project.folder}/.oci-devops`);
      expect(found.kept).toContain(container);
      const containers = found.containers.filter(({ id }) => id === container);
      expect(containers).toEqual([{ id: container, run: record.runId }]);
      expect(await removeLeftovers({ ...found, containers, folders: [] }, new CliEngine())).toEqual([]);
      expect(containersWith(`oci-devops-local.pid=${running.pid}`)).toEqual([]);
    },
  );

  test("the container of a step that times out stays, and clean leaves it while the runner lives", async () => {
    const outcome = await fail({
      file: specOf(["echo made > file; sleep 4101"], { timeoutInSeconds: 1 }),
    });
    expect(outcome.exitCode).toBe(124);
    const [kept] = keptOf(outcome.events);
    expect(typedInto(kept, "cat file; pgrep -f '[s]leep 4101' || echo none")).toBe("made\nnone");
    const [container] = containersOf(outcome);
    const found = await findLeftovers(new CliEngine(), temporaryFolder());
    expect(found.containers.map(({ id }) => id)).not.toContain(container);
    removeKept(kept);
    expect(containersOf(outcome)).toEqual([]);
  });

  test("the container of a stage whose output is missing stays, too", async () => {
    const outputArtifacts = [{ name: "file", type: "BINARY", location: "missing" }];
    const outcome = await fail({ file: specOf(["echo made > file"], { outputArtifacts }) });
    expect(outcome.exitCode).toBe(1);
    const [kept] = keptOf(outcome.events);
    expect(typedInto(kept, "cat file; id -un")).toBe("made\nroot");
    removeKept(kept);
  });

  test("the shell is root's when the image does not have the user of the step", async () => {
    const outcome = await fail({ file: specOf(["true"], { runAs: "nobody-of-this-image" }) });
    expect(outcome.exitCode).toBe(1);
    const [kept] = keptOf(outcome.events);
    expect(typedInto(kept, 'pwd; id -un; echo "$HOME"')).toBe("/workspace/source\nroot\n/root");
    removeKept(kept);
  });

  test("no container stays of a run that is interrupted, or is not to keep any", async () => {
    const interrupt = new AbortController();
    const outcomes = [
      await fail({ keepOnFailure: false }),
      await fail(
        {
          signal: interrupt.signal,
          onEvent: ({ type }) => type === "output" && interrupt.abort("SIGINT"),
        },
        "echo begun; sleep 4102",
      ),
    ];
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([1, 130]);
    expect(outcomes.map((outcome) => [keptOf(outcome.events), containersOf(outcome)])).toEqual([
      [[], []],
      [[], []],
    ]);
  });

  test("of several stages only the one that has failed stays, and none that has succeeded", async () => {
    const [good, bad] = [specOf(["true"]), specOf(["exit 3"])];
    const outcome = await runRequest({
      plan: pipelinePlan([buildPlan(), buildPlan({ address: "stage.second", displayName: "Second" })]),
      specs: new Map([
        ["stage.build", readSpecFile(good)],
        ["stage.second", readSpecFile(bad)],
      ]),
      sources: new Map([["source", sourceFolder("source", temporaryFolder("source"))]]),
      arguments: new Map(),
      secrets: new Map(),
      executor: "container",
      engine: new CliEngine(),
      builderImages: [BUILDER],
      keepOnFailure: true,
      outputFolder: temporaryFolder("out"),
    });
    const [kept] = keptOf(outcome.events);
    expect(containersOf(outcome)).toHaveLength(1);
    expect(outcome.events.flatMap((event) => (event.type === "kept" ? [event.stage] : []))).toEqual([
      "Second",
    ]);
    removeKept(kept);
  });

  test.each(["socket", "nested"] as const)(
    "the shell reaches the engine that the step had: %s",
    async (access) => {
      const outcome = await fail({ dockerAccess: access });
      const [kept] = keptOf(outcome.events);
      const [container] = containersOf(outcome);
      const lines = typedInto(kept, "docker ps --quiet --no-trunc --all; docker --version").split("\n");
      expect(lines.includes(container)).toBe(access === "socket");
      expect(lines.at(-1)).toMatch(access === "nested" ? /^podman version/ : /^Docker version/);
      removeKept(kept);
      expect(containersOf(outcome)).toEqual([]);
    },
  );

  testWithBusybox("the shell is sh where there is no bash (needs busybox-static)", async () => {
    const image = `oci-devops-local-test/busybox-kept:${process.pid}`;
    busyboxImage(image);
    try {
      const file = specOf([`VALUE="it's new"; echo made > file; exit 3`], {
        shell: "/bin/sh",
        env: { variables: { VALUE: "old" } },
      });
      const outcome = await fail({ file, image });
      const [kept] = keptOf(outcome.events);
      expect(typedInto(kept, "pwd; cat file", 'echo "$VALUE"')).toBe("/workspace/source\nmade\nit's new");
      removeKept(kept);
    } finally {
      docker("image", "rm", "--force", image);
    }
  });
});
