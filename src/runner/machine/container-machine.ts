import { ChildProcessWithoutNullStreams } from "node:child_process";
import { PassThrough, Readable } from "node:stream";
import { extract } from "tar-stream";
import { Engine } from "../engine/engine";
import { ExitCode, RunnerError } from "../exit-code";
import { FileEntry, tarOf } from "../files";
import { Machine } from "./machine";

export interface ContainerMachineOptions {
  readonly engine: Engine;
  readonly image: string;
  readonly mountsSocket: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Directory of the primary source, where steps start. */
  readonly primaryDirectory: string;
  /** A `NAME=VALUE` that all steps of this run have in their environment, and nothing else has. */
  readonly mark: string;
}

/** A container that lives as long as the stage and removes itself when we are gone. */
export class ContainerMachine implements Machine {
  static async create(options: ContainerMachineOptions): Promise<ContainerMachine> {
    const { engine, image, mountsSocket, labels, primaryDirectory, mark } = options;
    const sessionDirectory = "/.oci-devops";
    const id = await engine.create({
      image,
      labels,
      mountsSocket,
      command: ["bash", `${sessionDirectory}/supervisor.sh`, sessionDirectory, primaryDirectory, mark],
    });
    return new ContainerMachine(engine, id, image, sessionDirectory);
  }

  readonly workspace = "/workspace";
  readonly user = "root";
  readonly description: string;

  private constructor(
    private readonly engine: Engine,
    private readonly id: string,
    image: string,
    readonly sessionDirectory: string,
  ) {
    this.description = `container ${id.slice(0, 12)} of ${image}`;
  }

  async put(files: Iterable<FileEntry>): Promise<void> {
    await this.engine.copyIn(this.id, tarOf(files));
  }

  start(): ChildProcessWithoutNullStreams {
    return this.engine.start(this.id);
  }

  async read(path: string): Promise<Readable> {
    const tar = this.engine.copyOut(this.id, path);
    const entries = extract();
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        tar.destroy();
        reject(error);
      };
      tar.on("error", fail);
      entries.on("error", fail);
      entries.on("entry", (header, content, next) => {
        if (header.type !== "file") {
          fail(
            new RunnerError(
              ExitCode.FAILED,
              `${path} is a ${header.type}; only a regular file can be taken out`,
            ),
          );
          return;
        }
        const out = new PassThrough();
        content.on("end", next);
        content.pipe(out);
        tar.on("error", (error) => out.destroy(error));
        resolve(out);
      });
      entries.on("finish", () => reject(new RunnerError(ExitCode.FAILED, `${path} does not exist`)));
      tar.pipe(entries as unknown as NodeJS.WritableStream);
    });
  }

  async dispose(): Promise<void> {
    await this.engine.remove(this.id);
  }
}
