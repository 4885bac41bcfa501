import { ChildProcessWithoutNullStreams } from "node:child_process";
import { Readable } from "node:stream";
import { CreateOptions, Engine } from "../../../src/runner/engine/engine";

/** An engine that has some images and remembers what it was asked; it has no containers. */
export class FakeEngine implements Engine {
  readonly name = "docker";
  readonly calls: string[] = [];

  /** @param images ids by reference */
  constructor(
    private readonly images: Readonly<Record<string, string>> = {},
    private readonly answers = true,
  ) {}

  version(): Promise<string | undefined> {
    return Promise.resolve(this.answers ? "1.0" : undefined);
  }

  imageId(reference: string): Promise<string | undefined> {
    return Promise.resolve(this.images[reference]);
  }

  pull(reference: string): Promise<void> {
    return this.note(`pull ${reference}`);
  }

  create(_: CreateOptions): Promise<string> {
    throw new Error("a fake engine has no containers");
  }

  copyIn(): Promise<void> {
    throw new Error("a fake engine has no containers");
  }

  copyOut(): Readable {
    throw new Error("a fake engine has no containers");
  }

  start(): ChildProcessWithoutNullStreams {
    throw new Error("a fake engine has no containers");
  }

  remove(): Promise<void> {
    throw new Error("a fake engine has no containers");
  }

  tag(image: string, reference: string): Promise<void> {
    if (/[A-Z ]/.test(reference)) return Promise.reject(new Error("invalid reference format"));
    return this.note(`tag ${image} ${reference}`);
  }

  save(reference: string): Readable {
    void this.note(`save ${reference}`);
    return Readable.from([Buffer.from(`archive of ${reference}`)]);
  }

  async push(reference: string): Promise<string> {
    await this.note(`push ${reference}`);
    return `sha256:${"0".repeat(64)}`;
  }

  private note(call: string): Promise<void> {
    this.calls.push(call);
    return Promise.resolve();
  }
}
