import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { directory, FileEntry, textFile } from "../../../src/runner/files";
import { ContainerMachine } from "../../../src/runner/machine/container-machine";
import { BUILDER, containersWith, describeWithEngine, docker } from "../support/engine";
import { busyboxImage, testWithBusybox } from "../support/small-images";

describeWithEngine("a container as a build runner", () => {
  let label: string;
  let machine: ContainerMachine;

  beforeEach(async () => {
    label = randomBytes(6).toString("hex");
    machine = await ContainerMachine.create({
      engine: new CliEngine(),
      image: BUILDER,
      mountsSocket: false,
      labels: { "oci-devops-local.test": label },
      primaryDirectory: "/workspace/app",
      mark: "OCI_BUILD_RUN_ID=test",
    });
  });

  afterEach(() => machine.dispose());

  test("gives out the files that were put in, whatever their names", async () => {
    const names = [
      "plain",
      "with blank",
      "line\nbreak",
      "ünï🙂",
      `quotes'"`,
      "a:b",
      "-dash",
      "n".repeat(200),
    ];
    await machine.put(names.map((name) => textFile(`/workspace/app/${name}`, `text of ${name}`)));
    for (const name of names) {
      expect(await text(await machine.read(`/workspace/app/${name}`))).toBe(`text of ${name}`);
    }
  });

  describe("that many files are unpacked in", () => {
    const names = ["plain", "with blank", "line\nbreak", "ünï🙂", "--to-command=sh", "*", "n".repeat(200)];
    const link: FileEntry = {
      path: "/workspace/link",
      mode: 0o777,
      content: { kind: "link", target: "../../x" },
    };
    const files = [
      directory("/workspace"),
      directory("/workspace/closed", 0o500),
      textFile("/workspace/closed/script", "#!/bin/sh\n", 0o755),
      link,
      ...names.map((name) => textFile(`/workspace/${name}`, `text of ${name}`)),
    ];

    /** Starts a machine that waits; returns how it takes the files of a session, and what ends it. */
    async function started(target: ContainerMachine): Promise<{ way: string; end: () => void }> {
      const { stdin, stdout } = target.start();
      const [way] = (await once(stdout, "data")) as [Buffer];
      return { way: way.toString(), end: () => stdin.end() };
    }

    async function unpack(target: ContainerMachine, expected: "tar" | "copy"): Promise<void> {
      const { way, end } = await started(target);
      expect(way).toBe(`${expected}\n`);
      await target.unpack(files);
      for (const name of names) {
        expect(await text(await target.read(`/workspace/${name}`))).toBe(`text of ${name}`);
      }
      expect((await target.read("/workspace/closed/script")).mode).toBe(0o755);
      await expect(target.read("/workspace/link")).rejects.toThrow(/link/);
      end();
    }

    test("has them all, with their permissions, and links as links", () => unpack(machine, "tar"));

    testWithBusybox("has them where it has no tar, too (needs busybox-static)", async () => {
      const image = `oci-devops-local-test-${process.pid}:no-tar`;
      busyboxImage(image);
      const other = await ContainerMachine.create({
        engine: new CliEngine(),
        image,
        mountsSocket: false,
        labels: { "oci-devops-local.test": label },
        primaryDirectory: "/workspace",
        mark: "OCI_BUILD_RUN_ID=test",
      });
      try {
        await unpack(other, "copy");
      } finally {
        await other.dispose();
        docker("image", "rm", "--force", image);
      }
    });

    test("tells what is in the way", async () => {
      const { end } = await started(machine);
      await expect(machine.unpack([textFile("/proc/no-such/file", "x")])).rejects.toMatchObject({
        exitCode: ExitCode.ENGINE,
        message: expect.stringMatching(/the sources cannot be put into container .*: .*no-such/s) as string,
      });
      const gone = {
        path: "/workspace/gone",
        mode: 0o644,
        content: { kind: "file", file: "/no/such", size: 1 },
      };
      await expect(machine.unpack([gone as FileEntry])).rejects.toThrow(
        /\/no\/such changed while it was read/,
      );
      end();
    });
  });

  test("gives out an empty file", async () => {
    await machine.put([textFile("/workspace/empty", "")]);
    expect(await text(await machine.read("/workspace/empty"))).toBe("");
  });

  test("gives out nothing but regular files", async () => {
    const link: FileEntry = {
      path: "/workspace/link",
      mode: 0o777,
      content: { kind: "link", target: "/etc/passwd" },
    };
    await machine.put([directory("/workspace/folder"), textFile("/workspace/folder/inside", "x"), link]);
    for (const path of ["/workspace/link", "/workspace/folder"]) {
      await expect(machine.read(path)).rejects.toMatchObject({ exitCode: ExitCode.FAILED });
    }
    await expect(machine.read("/workspace/missing")).rejects.toThrow(/missing/);
  });

  test("refuses a folder that is larger than any buffer without waiting for the rest of it", async () => {
    await machine.put([
      directory("/workspace/folder"),
      textFile("/workspace/folder/large", "x".repeat(5_000_000)),
    ]);
    await expect(machine.read("/workspace/folder")).rejects.toMatchObject({ exitCode: ExitCode.FAILED });
    await machine.dispose();
    expect(containersWith(`oci-devops-local.test=${label}`)).toEqual([]);
  });

  test("is gone when it is disposed of, also a second time", async () => {
    await machine.dispose();
    await machine.dispose();
    expect(containersWith(`oci-devops-local.test=${label}`)).toEqual([]);
  });
});
