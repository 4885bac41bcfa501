import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { Readable } from "node:stream";
import { FakeContainer } from "./fake-container";
import { CreateOptions, Engine, EngineImage, EngineMachine } from "../../../src/runner/engine/engine";
import { ExitCode, RunnerError } from "../../../src/runner/exit-code";

/** A call of the engine that can be made to fail. */
export type EngineCall = Exclude<keyof Engine, "name" | "version" | "execCommand" | "removeCommand">;

export interface FakeEngineOptions {
  /** What calls fail with. */
  readonly failures?: Partial<Record<EngineCall, string>>;
  readonly machine?: Partial<EngineMachine>;
  /** Processor of all its images. */
  readonly architecture?: string;
  /** What registries have, ids by reference. */
  readonly registry?: Readonly<Record<string, string>>;
}

const MACHINE: EngineMachine = {
  architecture: "amd64",
  cpus: 4,
  memoryInBytes: 16 * 2 ** 30,
  limitsCpus: true,
  limitsMemory: true,
};

/** An engine whose containers are processes of this machine; it remembers what it was asked of images. */
export class FakeEngine implements Engine {
  readonly name = "docker";
  readonly calls: string[] = [];
  readonly containers = new Map<string, FakeContainer>();
  private readonly images: Map<string, string>;

  /** @param images ids by reference */
  constructor(
    images: Readonly<Record<string, string>> = {},
    private readonly answers = true,
    private readonly options: FakeEngineOptions = {},
  ) {
    this.images = new Map(Object.entries(images));
  }

  async version(): Promise<string | undefined> {
    return this.answers ? "1.0" : undefined;
  }

  async machine(): Promise<EngineMachine | undefined> {
    this.check("machine");
    return this.answers ? { ...MACHINE, ...this.options.machine } : undefined;
  }

  async image(reference: string): Promise<EngineImage | undefined> {
    this.check("image");
    const id = this.images.get(reference);
    const { architecture = "amd64" } = this.options;
    return id === undefined
      ? undefined
      : { id, architecture, environment: new Map([["PATH", process.env.PATH ?? ""]]) };
  }

  async pull(reference: string): Promise<void> {
    this.note("pull", reference);
    const id = this.options.registry?.[reference];
    if (id === undefined) throw failure("pull", `${reference} not found`);
    this.images.set(reference, id);
  }

  async create(options: CreateOptions): Promise<string> {
    this.check("create");
    const container = new FakeContainer(options);
    this.containers.set(container.id, container);
    return container.id;
  }

  async copyIn(container: string, tar: Readable): Promise<void> {
    this.check("copyIn");
    await this.found(container).copyIn(tar);
  }

  copyOut(container: string, file: string): Readable {
    return this.stream("copyOut", () => this.found(container).copyOut(file));
  }

  start(container: string): ChildProcessWithoutNullStreams {
    return this.process("start", () => this.found(container).start());
  }

  exec(
    container: string,
    _: string,
    directory: string,
    command: readonly string[],
  ): ChildProcessWithoutNullStreams {
    return this.process("exec", () => this.found(container).exec(directory, command));
  }

  execCommand(container: string, user: string | undefined, command: readonly string[]): string {
    return ["fake exec", user ?? "", container, ...command].join(" ");
  }

  removeCommand(container: string): string {
    return `fake rm ${container}`;
  }

  async remove(container: string): Promise<void> {
    this.containers.get(container)?.remove();
    this.containers.delete(container);
    this.check("remove");
  }

  async labelled(name: string): Promise<Map<string, Readonly<Record<string, string>>>> {
    this.check("labelled");
    const all = [...this.containers].map(([id, { options }]) => [id, options.labels] as const);
    return new Map(all.filter(([, labels]) => name in labels));
  }

  async tag(image: string, reference: string): Promise<void> {
    if (/[A-Z ]/.test(reference)) throw failure("tag", "invalid reference format");
    this.note("tag", `${image} ${reference}`);
    this.images.set(reference, this.images.get(image) ?? image);
  }

  save(reference: string): Readable {
    return this.stream("save", () => {
      this.note("save", reference);
      return Readable.from([Buffer.from(`archive of ${reference}`)]);
    });
  }

  async load(archive: Readable): Promise<string> {
    this.check("load");
    let text = "";
    for await (const chunk of archive) text += String(chunk);
    this.note("load", text);
    return `sha256:${"1".repeat(64)}`;
  }

  async push(reference: string): Promise<string> {
    this.note("push", reference);
    return `sha256:${"0".repeat(64)}`;
  }

  private found(id: string): FakeContainer {
    const container = this.containers.get(id);
    if (container === undefined) throw failure("cp", `no such container: ${id}`);
    return container;
  }

  private note(call: EngineCall, what: string): void {
    this.check(call);
    this.calls.push(`${call} ${what}`);
  }

  private check(call: EngineCall): void {
    const text = this.options.failures?.[call];
    if (text !== undefined) throw failure(call, text);
  }

  private stream(call: EngineCall, open: () => Readable): Readable {
    const text = this.options.failures?.[call];
    if (text === undefined) return open();
    return new Readable({ read() { this.destroy(failure(call, text)); } }); // prettier-ignore
  }

  private process(
    call: EngineCall,
    start: () => ChildProcessWithoutNullStreams,
  ): ChildProcessWithoutNullStreams {
    const text = this.options.failures?.[call];
    if (text === undefined) return start();
    const child = spawn("sh", ["-c", 'echo "$0" >&2; exit 125', text], { stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.on("error", () => undefined);
    return child;
  }
}

function failure(call: string, text: string): RunnerError {
  return new RunnerError(ExitCode.ENGINE, `docker ${call} failed: ${text}`);
}
