import { ChildProcessWithoutNullStreams } from "node:child_process";
import * as path from "node:path";
import { Readable } from "node:stream";
import { ExitCode, RunnerError } from "../exit-code";
import { AttachedContainer } from "./attached-container";
import { Client } from "./client";
import { Attached, CreateOptions, Engine, EngineImage, EngineMachine } from "./engine";
import { DockerInfo, imageOf, InspectedImage, machineOf, PodmanInfo } from "./engine-facts";
import { copyOutOfPodman } from "./podman-copy";
import { shellCommand } from "../shell-word";

/** Where steps find the engine's socket, and docker itself puts it. */
const SOCKET = "/var/run/docker.sock";
/** Registries on this machine itself talk without TLS; docker takes them so without being told. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?\//;
/** Characters of an id that tell a container apart, as the clients show it. */
const SHORT_ID = 12;
const DIGEST = /sha256:[0-9a-f]{64}/;

/**
 * An engine through its command-line client, so that contexts, remote engines and credential helpers just work: the
 * client gets this process's environment, and nothing of this machine's files is mounted. Only the streams of a container
 * come straight from an engine on this machine.
 */
export class CliEngine implements Engine {
  private readonly client: Client;
  private readonly isPodman: boolean;
  private knownInfo?: Promise<DockerInfo & PodmanInfo>;
  private knownEndpoint?: Promise<string | undefined>;
  /** Where the engine of the containers listens on this machine; undefined when it is on another one, or does not say. */
  private localSocket?: string;
  /** Containers that are known to be gone, of those that may still be asked to be removed. */
  private readonly gone = new Set<string>();

  /** @param name the client, or its path */
  constructor(readonly name: "docker" | "podman" = "docker") {
    this.client = new Client(name);
    this.isPodman = path.basename(name) === "podman";
  }

  async version(): Promise<string | undefined> {
    const { code, stdout } = await this.client.attempt(["version", "--format", "{{.Server.Version}}"]);
    return code === 0 ? stdout.trim() : undefined;
  }

  async machine(): Promise<EngineMachine | undefined> {
    return machineOf(await this.info());
  }

  async image(reference: string): Promise<EngineImage | undefined> {
    const found = await this.client.json(["image", "inspect", reference]);
    return found === undefined ? undefined : imageOf((found as InspectedImage[])[0]);
  }

  async pull(reference: string): Promise<void> {
    await this.client.run(["pull", "--quiet", reference]);
  }

  async create(options: CreateOptions): Promise<string> {
    const { image, command, labels, mountsSocket, nestedStorage, memoryInBytes: memory, cpus } = options;
    const [program, ...args] = command;
    const asked = this.client.run([
      "create",
      "--interactive",
      "--rm",
      // Without a log driver no output, and so no secret in it, is kept by the engine.
      ...["--log-driver", "none"],
      ...["--workdir", "/"],
      // An image may have another user.
      ...["--user", "0"],
      ...Object.entries(labels).flatMap(([key, value]) => ["--label", `${key}=${value}`]),
      ...(mountsSocket ? ["--mount", `type=bind,source=${await this.socket()},target=${SOCKET}`] : []),
      ...(nestedStorage === undefined ? [] : nesting(nestedStorage)),
      // As much with swap as without it: none.
      ...(memory === undefined ? [] : ["--memory", String(memory), "--memory-swap", String(memory)]),
      ...(cpus === undefined ? [] : ["--cpus", String(cpus)]),
      ...["--entrypoint", program],
      image,
      ...args,
    ]);
    const [id, endpoint] = await Promise.all([asked, this.isPodman ? undefined : this.endpoint()]);
    this.localSocket = endpoint;
    return id.trim();
  }

  async copyIn(container: string, tar: Readable): Promise<void> {
    await this.client.run(["cp", "-", `${container}:/`], tar);
  }

  copyOut(container: string, file: string): Readable {
    return this.isPodman
      ? copyOutOfPodman(this.client, container, file)
      : this.client.stream(["cp", `${container}:${file}`, "-"]);
  }

  start(container: string): Attached {
    const attached =
      this.localSocket === undefined
        ? this.client.spawn(["start", "--attach", "--interactive", container])
        : new AttachedContainer(this.localSocket, container);
    // Docker tells the end of a container that ends in order when it has been removed (`create --rm`); to have it told so
    // once more takes a tenth of a whole container's time.
    if (!this.isPodman) attached.on("close", (code) => code === 0 && this.gone.add(container));
    return attached;
  }

  exec(
    container: string,
    user: string,
    directory: string,
    command: readonly string[],
  ): ChildProcessWithoutNullStreams {
    const as = ["--user", user, "--workdir", directory];
    return this.client.spawn(["exec", "--interactive", ...as, container, ...command]);
  }

  execCommand(container: string, user: string | undefined, command: readonly string[]): string {
    const as = user === undefined ? [] : ["--user", user];
    return shellCommand([this.name, "exec", "-it", ...as, container.slice(0, SHORT_ID), ...command]);
  }

  removeCommand(container: string): string {
    return shellCommand([this.name, ...this.removal(container.slice(0, SHORT_ID))]);
  }

  async remove(container: string): Promise<void> {
    if (this.gone.delete(container)) return;
    await this.client.attempt(this.removal(container));
  }

  async labelled(name: string): Promise<Map<string, Readonly<Record<string, string>>>> {
    const filter = ["--filter", `label=${name}`];
    const stdout = await this.client.run(["ps", "--all", "--quiet", "--no-trunc", ...filter]);
    const found = new Map<string, Readonly<Record<string, string>>>();
    for (const id of stdout.split("\n").filter((line) => line !== "")) {
      const labels = await this.client.json(["inspect", "--format", "{{json .Config.Labels}}", id]);
      // It may have gone meanwhile.
      if (labels !== undefined) found.set(id, labels as Record<string, string>);
    }
    return found;
  }

  async tag(image: string, reference: string): Promise<void> {
    await this.client.run(["tag", image, reference]);
  }

  save(reference: string): Readable {
    return this.client.stream(["save", reference]);
  }

  async load(archive: Readable): Promise<string> {
    const stdout = await this.client.run(["load"], archive);
    const loaded = /^Loaded image[^:]*: (\S+)/m.exec(stdout)?.[1];
    const id = loaded && (DIGEST.exec(loaded)?.[0] ?? (await this.image(loaded))?.id);
    if (!id) throw new RunnerError(ExitCode.ENGINE, `${this.name} load did not tell the image's id`);
    return id;
  }

  async push(reference: string): Promise<string> {
    const stdout = this.isPodman
      ? await this.client.run(["push", ...podmanPush(reference), reference])
      : /digest: (\S+)/.exec(await this.client.run(["push", reference]))?.[1];
    const digest = DIGEST.exec(stdout ?? "")?.[0];
    if (digest === undefined) {
      throw new RunnerError(
        ExitCode.ENGINE,
        `${this.name} push ${reference} did not tell the image's digest`,
      );
    }
    return digest;
  }

  private removal(container: string): string[] {
    // Podman would first ask the container to end, and wait.
    const now = this.isPodman ? ["--time", "0"] : [];
    return ["rm", "--force", "--volumes", ...now, container];
  }

  /** What the engine tells of itself; nothing when none answers. */
  private info(): Promise<DockerInfo & PodmanInfo> {
    this.knownInfo ??= this.client
      .json(["info", "--format", "{{json .}}"])
      .then((info) => (info ?? {}) as DockerInfo & PodmanInfo);
    return this.knownInfo;
  }

  /** Where the engine listens, on the engine's own machine. */
  private async socket(): Promise<string> {
    const { host, OperatingSystem } = await this.info();
    if (this.isPodman) {
      const { path: address = "", exists } = host?.remoteSocket ?? {};
      if (exists) return address.replace(/^unix:\/\//, "");
      throw new RunnerError(
        ExitCode.ENGINE,
        `${this.name} listens on no socket that steps could reach; start one with \`systemctl enable --now ` +
          "podman.socket`, or give steps an engine of their own with --docker nested",
      );
    }
    // Docker Desktop keeps its engine in a machine of its own, where the socket has the usual place.
    if (OperatingSystem === "Docker Desktop") return SOCKET;
    return (await this.endpoint()) ?? SOCKET;
  }

  /** The socket of this machine that docker's client talks to; undefined when it talks to another machine. */
  private endpoint(): Promise<string | undefined> {
    this.knownEndpoint ??= this.client
      .attempt(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"])
      .then(({ code, stdout }) => (code === 0 ? /^unix:\/\/(\S+)/.exec(stdout)?.[1] : undefined));
    return this.knownEndpoint;
  }
}

/** An anonymous volume, since a file system of layers is no place for another one. */
function nesting(storage: string): string[] {
  const lifted = ["seccomp=unconfined", "apparmor=unconfined", "label=disable"];
  return [...lifted.flatMap((option) => ["--security-opt", option]), "--volume", storage];
}

function podmanPush(reference: string): string[] {
  return ["--digestfile", "/dev/stdout", ...(LOOPBACK.test(reference) ? ["--tls-verify=false"] : [])];
}
