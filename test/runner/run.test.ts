import { generateKeyPairSync } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { casesFor } from "./support/cases";
import { checkCase } from "./support/check-case";
import { temporary } from "./support/movable-os";
import { buildPlan, deliverPlan, artifactPlan, pipelinePlan, triggerPlan } from "./support/plans";
import { Outcome, runRequest, runSpec, SpecRun, specOf } from "./support/run-spec";
import { eventually, processesWith, temporaryFolder, writeFiles } from "./support/temporary";
import { PipelinePlan } from "../../src/pipeline/pipeline-plan";
import { RunEvent } from "../../src/runner/events";
import { RunRequest } from "../../src/runner/request/prepare";
import { sourceFolder } from "../../src/runner/source/working-tree";

jest.mock(
  "node:os",
  () => jest.requireActual<typeof import("./support/movable-os")>("./support/movable-os").movableOs,
);

let workspaces: string;

beforeEach(() => {
  workspaces = temporaryFolder("workspaces");
  temporary.folder = workspaces;
});

afterEach(() => {
  temporary.folder = undefined;
  // A test that has failed must not leave to the next ones what its steps have left.
  processesWith(workspaces).forEach((pid) => process.kill(pid, "SIGKILL"));
});

describe.each(["supervisor", "exec"] as const)("a build specification on the host, session %s", (session) => {
  test.each(casesFor("host", session))("$title", async (spec) => {
    await checkCase(spec, "host", session);
    await eventually(() => processesWith(workspaces).length === 0);
    expect(processesWith(workspaces)).toEqual([]);
    expect(fs.readdirSync(workspaces)).toEqual([]);
  });
});

const filesOf = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"));

describe("a secret", () => {
  const SECRET = 's3cr3t "quoted" line\nand a second one';
  const vault = { env: { vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1..x" } } };

  /** Runs steps with the secret and returns everything that is shown and kept of it. */
  async function everything(commands: readonly string[], secret: string, more: Partial<SpecRun> = {}) {
    const outcome = await runSpec({ file: specOf(commands, vault), secrets: { TOKEN: secret }, ...more });
    const shown = [outcome.output, JSON.stringify(outcome.events), ...filesOf(outcome.folder)];
    return { outcome, shown: shown.join("\n") };
  }

  test("reaches the steps exactly as it is", async () => {
    const expected = Buffer.from(SECRET).toString("hex");
    const check = `[ "$(printf %s "$TOKEN" | od -An -tx1 | tr -d ' \\n')" = ${expected} ]`;
    expect((await everything([check], SECRET)).outcome.exitCode).toBe(0);
  });

  test("is shown nowhere, in no form in which a step prints it", async () => {
    const { outcome, shown } = await everything(
      [
        'echo "$TOKEN"; printf %s "$TOKEN" >&2; set -x; : "$TOKEN"',
        'echo "in a later step: $TOKEN"; for ((i = 0; i < ${#TOKEN}; i++)); do printf %s "${TOKEN:i:1}"; sleep 0.01; done',
        'printf %s "$TOKEN" | base64 -w0; exit 3',
      ],
      SECRET,
    );
    expect(outcome.exitCode).toBe(1);
    expect(outcome.lines).toContainEqual(expect.stringMatching(/^in a later step: [* ]+$/));
    for (const text of ["s3cr3t", "and a second one", Buffer.from(SECRET).toString("base64").slice(0, 20)]) {
      expect(shown).not.toContain(text);
    }
  });

  test("is masked in the record when it is a parameter, too", async () => {
    const { shown, outcome } = await everything(["true"], "hunter22", {
      parameters: { password: "hunter22" },
    });
    expect(outcome.exitCode).toBe(0);
    expect(shown).not.toContain("hunter22");
  });

  test("is masked in exported variables that hold it", async () => {
    const file = specOf(["COPY=x$TOKEN"], { env: { ...vault.env, exportedVariables: ["COPY"] } });
    const { record } = await runSpec({ file, secrets: { TOKEN: "hunter22" } });
    expect(record.exportedVariables).toEqual({ COPY: "x***" });
  });

  test("as long as a private key does not hold up a long log", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const { outcome } = await everything(["seq 20000"], key);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.lines).toHaveLength(20_000);
  });

  test("that is too short to be masked is told by its name, not by its value", async () => {
    const { outcome, shown } = await everything(["true"], "q7z");
    expect(outcome.warnings).toEqual([expect.stringContaining("TOKEN")]);
    expect(shown).not.toContain("q7z");
  });
});

/** A request for stages of which each build runs these commands, with these files of its own. */
function request(
  plan: PipelinePlan,
  specs: Readonly<Record<string, object>>,
  more: Partial<RunRequest> = {},
): RunRequest {
  const full = (spec: object) => JSON.stringify({ version: 0.1, component: "build", ...spec });
  const files = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, full(spec)]));
  return {
    plan,
    sources: new Map([["source", sourceFolder("source", writeFiles(temporaryFolder("source"), files))]]),
    arguments: new Map(),
    secrets: new Map(),
    executor: "host",
    builderImages: [],
    outputFolder: temporaryFolder("out"),
    ...more,
  };
}

const command = (text: string) => ({ steps: [{ type: "Command", command: text }] });
const stage = (name: string) =>
  buildPlan({ displayName: name, address: name, buildSpecFile: `${name}.yaml` });
const startedStages = ({ events }: Outcome) =>
  events.flatMap((event) => (event.type === "stage-started" ? [event.stage] : []));

describe("the stages of a pipeline", () => {
  test("hand on outputs and exported variables, and nothing else", async () => {
    const plan = pipelinePlan(
      [
        stage("one"),
        stage("two"),
        deliverPlan([{ outputName: "file", artifact: artifactPlan() }]),
        { ...stage("wait"), kind: "WAIT", duration: "PT10M" },
        triggerPlan(),
      ],
      [{ name: "fromDefault", defaultValue: "default" }, { name: "given", defaultValue: "x" }], // prettier-ignore
    );
    const one = {
      ...command("made=1; echo made > out.txt; hash=abc; given=exported; PATH=/nowhere:$PATH"),
      env: { variables: { own: "1" }, exportedVariables: ["hash", "given"] },
      outputArtifacts: [{ name: "file", type: "BINARY", location: "out.txt" }],
    };
    const two = {
      ...command(`[ "$hash $given $fromDefault" = "abc exported default" ] || exit 11
        [ "$(cat in/file.txt)" = made ] || exit 12
        [ ! -e out.txt ] && [ -z "\${own+set}\${made+set}" ] || exit 13
        case $PATH in /nowhere*) exit 14 ;; esac`),
      inputArtifacts: [{ name: "file", location: "in/file.txt" }],
    };
    const outcome = await runRequest(
      request(plan, { "one.yaml": one, "two.yaml": two }, { arguments: new Map([["given", "argument"]]) }),
    );
    expect(outcome).toMatchObject({ exitCode: 0, record: { failures: [], status: "SUCCEEDED" } });
    expect(outcome.output).toContain("The service waits PT10M here.");
    expect(outcome.record.deliveries).toMatchObject([{ outputName: "file", bytes: 5 }]);
    expect(outcome.record.deployments).toMatchObject([
      { arguments: { fromDefault: "default", given: "exported", hash: "abc" } },
    ]);
  });

  test("do not start after a failed one", async () => {
    const plan = pipelinePlan([stage("one"), stage("two")]);
    const outcome = await runRequest(
      request(plan, { "one.yaml": command("false"), "two.yaml": command("true") }),
    );
    expect(outcome.exitCode).toBe(1);
    expect(startedStages(outcome)).toEqual(["one"]);
    expect(outcome.record).toMatchObject({ status: "FAILED", stages: [{ stage: "one", status: "FAILED" }] });
  });

  test("count a vulnerability audit as succeeded when its file is there, with a warning", async () => {
    const configuration = { buildType: "maven", pomFilePath: "pom.xml" };
    const audit = { type: "VulnerabilityAudit", name: "audit", knowledgeBaseId: "ocid1.kb", configuration };
    const file = specOf([], { steps: [audit] });
    expect(await runSpec({ file })).toMatchObject({ exitCode: 1, warnings: [] });
    writeFiles(path.dirname(file), { "pom.xml": "" });
    expect(await runSpec({ file })).toMatchObject({
      exitCode: 0,
      warnings: [
        expect.stringMatching(/^audit: a VulnerabilityAudit step needs OCI; .* counts as succeeded$/),
      ],
    });
  });

  test("end at the timeout of the stage", async () => {
    const plan = pipelinePlan([{ ...stage("one"), timeoutInSeconds: 1 }, stage("two")]);
    const outcome = await runRequest(
      request(plan, { "one.yaml": command("sleep 3000"), "two.yaml": command("true") }),
    );
    expect(outcome.exitCode).toBe(124);
    expect(startedStages(outcome)).toEqual(["one"]);
  });
});

describe("an interrupted run", () => {
  /** A run of two stages that is interrupted at the first event of some kind. */
  async function interruptedAt(isTime: (event: RunEvent) => boolean, reason: string): Promise<Outcome> {
    const interrupt = new AbortController();
    const plan = pipelinePlan([stage("one"), stage("two")]);
    const specs = { "one.yaml": command("echo first"), "two.yaml": command("echo second") };
    const onEvent = (event: RunEvent) => {
      if (isTime(event)) interrupt.abort(reason);
    };
    return runRequest(request(plan, specs), { signal: interrupt.signal, onEvent });
  }

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ])("by %s ends with %d, and its record says that it was canceled", async (reason, exitCode) => {
    const { record, ...outcome } = await interruptedAt(({ type }) => type === "step-started", reason);
    expect(outcome.exitCode).toBe(exitCode);
    expect(record).toMatchObject({ exitCode, status: "CANCELED" });
    expect(fs.readdirSync(workspaces)).toEqual([]);
  });

  test("that is to end at once ends although the step does not want to, and its record says so", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const plan = pipelinePlan([stage("one"), stage("two")]);
    const specs = {
      "one.yaml": command("trap 'echo asked' TERM; echo begun; while :; do sleep 1; done"),
      "two.yaml": command("true"),
    };
    const onEvent = (event: RunEvent) => {
      if (event.type !== "output") return;
      if (event.text === "begun") first.abort("SIGINT");
      if (event.text === "asked") second.abort("SIGINT");
    };
    const signals = { signal: first.signal, force: second.signal };
    const outcome = await runRequest(request(plan, specs), { ...signals, onEvent });
    expect(outcome).toMatchObject({
      exitCode: 130,
      record: { status: "CANCELED", failures: ["ended at once"] },
    });
    expect(startedStages(outcome)).toEqual(["one"]);
    expect(fs.readdirSync(workspaces)).toEqual([]);
  });

  test("runs no step when the interrupt comes before the first one", async () => {
    const { lines, exitCode } = await interruptedAt(({ type }) => type === "stage-started", "SIGINT");
    expect(exitCode).toBe(130);
    expect(lines).toEqual([]);
  });

  test("starts no later stage when the interrupt comes between two", async () => {
    const outcome = await interruptedAt(({ type }) => type === "stage-finished", "SIGTERM");
    expect(outcome.exitCode).toBe(143);
    expect(startedStages(outcome)).toEqual(["one"]);
  });
});

test("the header of a run on the host tells what it does not keep from harm", async () => {
  const { events } = await runSpec({ file: specOf(["true"]) });
  const header = events.flatMap((event) => (event.type === "run-started" ? event.header : [])).join("\n");
  expect(header).toContain("THIS HOST, without any isolation");
  for (const what of ["file", "processes", "network", "ports", "daemons", "OCI_BUILD_RUN_ID"]) {
    expect(header).toContain(what);
  }
});

test("the log tells how steps are run", async () => {
  const file = specOf(["true"]);
  expect((await runSpec({ file })).output).toContain("[Build] Steps run under one supervisor.");
  expect((await runSpec({ file, session: "exec" })).output).toContain(
    "[Build] Each step is an exec of its own.",
  );
});
