import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ExitCode, RunnerError } from "../exit-code";
import { CreateOptions, Engine } from "./engine";

/** What a stream fails with when it was the client that ended. */
const CLIENT_ENDED = new Set(["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED", "ECONNRESET"]);
/** How much of a failed command's complaint is shown. */
const MAX_STDERR = 2_000;

/** An engine through its command-line client, so that contexts, remote engines and credential helpers just work. */
export class CliEngine implements Engine {
  constructor(readonly name: "docker" | "podman" = "docker") {}

  async version(): Promise<string | undefined> {
    const { code, stdout } = await this.attempt(["version", "--format", "{{.Server.Version}}"]);
    return code === 0 ? stdout.trim() : undefined;
  }

  async imageId(reference: string): Promise<string | undefined> {
    const { code, stdout } = await this.attempt(["image", "inspect", "--format", "{{.Id}}", reference]);
    return code === 0 ? stdout.trim() : undefined;
  }

  async pull(reference: string): Promise<void> {
    await this.run(["pull", "--quiet", reference]);
  }

  async create(options: CreateOptions): Promise<string> {
    const [program, ...args] = options.command;
    const labels = Object.entries(options.labels).flatMap(([key, value]) => ["--label", `${key}=${value}`]);
    const socket = options.mountsSocket
      ? ["--mount", `type=bind,source=${socketPath()},target=/var/run/docker.sock`]
      : [];
    // Without a log driver no output, and so no secret in it, is kept by the daemon.
    const fixed = ["create", "--interactive", "--rm", "--log-driver", "none", "--workdir", "/"];
    const { stdout } = await this.run([
      ...fixed,
      ...labels,
      ...socket,
      "--entrypoint",
      program,
      options.image,
      ...args,
    ]);
    return stdout.trim();
  }

  async copyIn(container: string, tar: Readable): Promise<void> {
    await this.run(["cp", "-", `${container}:/`], tar);
  }

  copyOut(container: string, path: string): Readable {
    return this.stream(["cp", `${container}:${path}`, "-"]);
  }

  start(container: string): ChildProcessWithoutNullStreams {
    return this.spawn(["start", "--attach", "--interactive", container]);
  }

  async remove(container: string): Promise<void> {
    await this.attempt(["rm", "--force", "--volumes", container]);
  }

  async tag(image: string, reference: string): Promise<void> {
    await this.run(["tag", image, reference]);
  }

  save(reference: string): Readable {
    return this.stream(["save", reference]);
  }

  async push(reference: string): Promise<string> {
    const { stdout } = await this.run(["push", reference]);
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(stdout)?.[1];
    if (digest === undefined) {
      throw new RunnerError(
        ExitCode.ENGINE,
        `${this.name} push ${reference} did not tell the image's digest`,
      );
    }
    return digest;
  }

  private async run(args: string[], input?: Readable): Promise<{ stdout: string }> {
    const { code, stdout, stderr } = await this.attempt(args, input);
    if (code !== 0) throw this.failure(args, stderr);
    return { stdout };
  }

  private async attempt(
    args: string[],
    input?: Readable,
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = this.spawn(args);
    let broken: Error | undefined;
    input?.once("error", (error: NodeJS.ErrnoException) => {
      if (!CLIENT_ENDED.has(error.code ?? "")) broken = error;
    });
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve, reject) => {
        child.on("error", (error) => reject(this.missing(error)));
        child.on("close", resolve);
      }),
      // A client that fails closes its stdin; its exit code then tells more than the broken pipe.
      input ? pipeline(input, child.stdin).catch(() => undefined) : child.stdin.end(),
    ]);
    if (broken) throw new RunnerError(ExitCode.ENGINE, `${this.name} ${args[0]}: ${broken.message}`);
    return { code, stdout, stderr };
  }

  private stream(args: string[]): Readable {
    const child = this.spawn(args);
    const out = new PassThrough();
    const stderr = text(child.stderr);
    child.stdin.end();
    child.stdout.pipe(out, { end: false });
    // Nobody reads on: a client left writing would keep the container from being removed.
    out.once("close", () => child.kill("SIGKILL"));
    child.on("error", (error) => out.destroy(this.missing(error)));
    child.on("close", (code) => {
      if (code === 0) out.end();
      else void stderr.then((complaint) => out.destroy(this.failure(args, complaint)));
    });
    return out;
  }

  /** Detached, so that a Ctrl-C at the terminal reaches only us and we end things in order. */
  private spawn(args: string[]): ChildProcessWithoutNullStreams {
    const child = spawn(this.name, args, { detached: true, stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.on("error", () => undefined);
    return child;
  }

  private failure(args: string[], stderr: string): RunnerError {
    const complaint = stderr.trim().slice(-MAX_STDERR) || "it said nothing";
    return new RunnerError(ExitCode.ENGINE, `${this.name} ${args[0]} failed: ${complaint}`);
  }

  private missing(error: Error): RunnerError {
    return new RunnerError(ExitCode.ENGINE, `cannot run ${this.name}: ${error.message}; is it installed?`);
  }
}

/** Where the engine listens, on the engine's own machine. */
function socketPath(): string {
  const host = process.env.DOCKER_HOST ?? "";
  return host.startsWith("unix://") ? host.slice("unix://".length) : "/var/run/docker.sock";
}

async function text(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
