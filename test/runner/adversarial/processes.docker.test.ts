import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { directory } from "../../../src/runner/files";
import { ContainerMachine } from "../../../src/runner/machine/container-machine";
import { openSession } from "../../../src/runner/session/open-session";
import { Session, StepOrder } from "../../../src/runner/session/session";
import { sessionFiles } from "../../../src/runner/session/session-files";
import { BUILDER, containersWith, describeWithEngine, docker } from "../support/engine";
import { runSpec, specOf } from "../support/run-spec";
import { busyboxImage, testWithBusybox } from "../support/small-images";
import { eventually } from "../support/temporary";

const ORDER: Omit<StepOrder, "sequence"> = {
  user: "root",
  shell: "bash",
  failFast: false,
  pipefail: false,
  standardInput: "empty",
  timeoutMs: 60_000,
};
const NEVER = { signal: new AbortController().signal };

describeWithEngine("steps that are up to no good", () => {
  describe.each(["supervisor", "exec"] as const)("in a session of the kind %s", (kind) => {
    let machine: ContainerMachine;
    let session: Session | undefined;
    let output: string;

    async function open(memoryInBytes: number | undefined, ...scripts: string[]): Promise<Session> {
      machine = await ContainerMachine.create({
        engine: new CliEngine(),
        image: BUILDER,
        mountsSocket: false,
        labels: { "oci-devops-local.test": "adversarial" },
        primaryDirectory: "/workspace/app",
        mark: "OCI_BUILD_RUN_ID=test",
        memoryInBytes,
      });
      output = "";
      const files = sessionFiles(machine.sessionDirectory, new Map(), ["VALUE"], scripts);
      session = await openSession(machine, {
        files: [directory("/workspace/app"), ...files],
        kind,
        variables: new Map(),
        changesUser: false,
        onOutput: (data) => void (output += data.toString()),
      });
      return session;
    }

    afterEach(async () => {
      await session?.close();
      await machine.dispose();
    });

    test("OOM of a step", async () => {
      const greedy = "head -c 300000000 /dev/zero | tail";
      const opened = await open(64 * 1024 ** 2, `${greedy}; exit $?`, `${greedy} || true`, "echo goes on");
      expect(await opened.run({ ...ORDER, sequence: 1 }, NEVER)).toMatchObject({
        exitCode: 137,
        outOfMemory: true,
      });
      expect(await opened.run({ ...ORDER, sequence: 2 }, NEVER)).toMatchObject({
        exitCode: 0,
        outOfMemory: true,
      });
      expect(await opened.run({ ...ORDER, sequence: 3 }, NEVER)).toMatchObject({
        exitCode: 0,
        outOfMemory: false,
      });
      expect(output).toContain("goes on\n");
    });

    test("a step that is killed is not one that ran out of memory", async () => {
      const opened = await open(64 * 1024 ** 2, "kill -9 $$");
      expect(await opened.run({ ...ORDER, sequence: 1 }, NEVER)).toMatchObject({
        exitCode: 137,
        outOfMemory: false,
      });
    });

    test("a daemon that outlives its step ends with the session", async () => {
      const opened = await open(undefined, "setsid sleep 4010 < /dev/null > /dev/null 2>&1 & echo begun");
      await opened.run({ ...ORDER, sequence: 1 }, NEVER);
      const [container] = containersWith("oci-devops-local.test=adversarial");
      expect(docker("top", container, "-o", "pid,args")).toContain("sleep 4010");
      await opened.close();
      await eventually(() => containersWith("oci-devops-local.test=adversarial").length === 0);
      expect(containersWith("oci-devops-local.test=adversarial")).toEqual([]);
    });
  });
});

describeWithEngine("an image with nothing but a busybox", () => {
  const image = `oci-devops-local-test/busybox:${process.pid}`;
  const shell = { shell: "/bin/sh" };

  beforeAll(() => busyboxImage(image));
  afterAll(() => docker("image", "rm", "--force", image));

  testWithBusybox("runs steps as execs, says why, and carries variables (needs busybox-static)", async () => {
    const file = specOf(
      [
        `[ "$(id -u 2> /dev/null || busybox id -u)" = 0 ] || exit 11
         VALUE="it's \\"new\\"
two lines"; echo first; sleep 4020 &`,
        `[ "$VALUE" = "it's \\"new\\" two lines" ] || exit 12; trap '' TERM; sleep 4021; sleep 4022`,
      ],
      {
        ...shell,
        env: { variables: { VALUE: "old", OPTIND: "no number" }, exportedVariables: ["VALUE"] },
        timeoutInSeconds: 10,
      },
    );
    const { exitCode, output, warnings, record } = await runSpec({ file, executor: "container", image });
    expect({ exitCode, warnings }).toEqual({ exitCode: 124, warnings: [] });
    expect(output).toContain("Each step is an exec of its own: there is no bash 4 for a supervisor.");
    expect(output).toContain("EXEC: first");
    expect(containersWith(`oci-devops-local.run=${record.runId}`)).toEqual([]);
  });

  testWithBusybox("tells a step in bash that there is none", async () => {
    const { exitCode, output } = await runSpec({ file: specOf(["true"]), executor: "container", image });
    expect(exitCode).toBe(1);
    expect(output).toContain("Step 'step 1' failed with exit code: '127'");
  });

  testWithBusybox("is refused where a supervisor is asked for", async () => {
    const session = "supervisor";
    const { exitCode, output } = await runSpec({
      file: specOf(["true"]),
      executor: "container",
      image,
      session,
    });
    expect(exitCode).toBe(2);
    expect(output).toMatch(/--session supervisor: container \w+ of .* has no bash 4; /);
  });

  testWithBusybox("leaves no volume", async () => {
    const volumes: string[] = [];
    const file = specOf(["echo begun > /data/file"], shell);
    const { exitCode } = await runSpec({
      file,
      executor: "container",
      image,
      onEvent: (event) => {
        if (event.type !== "step-started") return;
        const [container] = containersWith(`oci-devops-local.pid=${process.pid}`);
        volumes.push(docker("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", container));
      },
    });
    expect(exitCode).toBe(0);
    expect(volumes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(docker("volume", "ls", "--quiet").split("\n")).not.toContain(volumes[0]);
  });
});
