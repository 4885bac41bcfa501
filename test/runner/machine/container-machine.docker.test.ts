import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { directory, FileEntry, textFile } from "../../../src/runner/files";
import { ContainerMachine } from "../../../src/runner/machine/container-machine";
import { BUILDER, containersWith, describeWithEngine } from "../support/engine";

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
