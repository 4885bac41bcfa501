import { ChildProcessWithoutNullStreams } from "node:child_process";
import { Readable, Writable } from "node:stream";

/** When to fetch an image from a registry. */
export type PullPolicy = "never" | "missing" | "always";

/** An image that the engine has. */
export interface EngineImage {
  readonly id: string;
  /** Processor that its programs are for, such as `amd64`. */
  readonly architecture: string;
  /** Variables that it sets for every process. */
  readonly environment: ReadonlyMap<string, string>;
}

/** The machine that the engine is on, which need not be this one. */
export interface EngineMachine {
  /** Its processor, such as `amd64`. */
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryInBytes: number;
  /** Whether the engine can limit the processors that a container keeps busy. */
  readonly limitsCpus: boolean;
  /** Whether it can limit a container's memory. */
  readonly limitsMemory: boolean;
}

export interface CreateOptions {
  readonly image: string;
  /** Program and arguments; the image's own entry point is not used. */
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the container may talk to the engine: it then can do whatever the engine can. */
  readonly mountsSocket: boolean;
  /**
   * Folder for the images of an engine inside the container, on a volume that goes with it. What runs such an engine is
   * allowed all system calls that its capabilities permit, and no more capabilities than other containers.
   *
   * @default - no engine inside
   */
  readonly nestedStorage?: string;
  /** Most memory that it may take, in bytes; by default what the engine gives. */
  readonly memoryInBytes?: number;
  /** Cores that it may keep busy; by default what the engine gives. */
  readonly cpus?: number;
}

/** A stream that programs print to. */
export type Stream = "stdout" | "stderr";

/** A program that is somewhere else, through what its streams are attached to: a client's process, or a connection. */
export interface Attached {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Lets go of it at once. */
  kill(signal: "SIGKILL"): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  /** @param listener gets the program's exit code once all that it printed has been read; null when that is not known */
  on(event: "close", listener: (code: number | null) => void): unknown;
}

/** A container engine, seen through what a run needs of it. */
export interface Engine {
  /** `docker` or `podman`. */
  readonly name: string;
  /** Version of the engine; undefined when none answers. */
  version(): Promise<string | undefined>;
  /** The machine it is on; undefined when none answers. */
  machine(): Promise<EngineMachine | undefined>;
  /** A local image; undefined when there is none of that name. */
  image(reference: string): Promise<EngineImage | undefined>;
  pull(reference: string): Promise<void>;
  /** Makes a container that removes itself when it ends; returns its id. */
  create(options: CreateOptions): Promise<string>;
  /** Unpacks a tar stream at the container's root. */
  copyIn(container: string, tar: Readable): Promise<void>;
  /** One path of the container as a tar stream. */
  copyOut(container: string, path: string): Readable;
  /** Starts the container with its streams attached. */
  start(container: string): Attached;
  /** Starts a program in a running container with its streams attached. */
  exec(
    container: string,
    user: string,
    directory: string,
    command: readonly string[],
  ): ChildProcessWithoutNullStreams;
  /** The command with which a user at a terminal starts a program in a running container. */
  execCommand(container: string, user: string | undefined, command: readonly string[]): string;
  /** The one with which a user removes a container. */
  removeCommand(container: string): string;
  /** Removes the container if it is still there. */
  remove(container: string): Promise<void>;
  /** Labels of the containers, ended ones too, that have a label of this name; by the id of the container. */
  labelled(name: string): Promise<Map<string, Readonly<Record<string, string>>>>;
  tag(image: string, reference: string): Promise<void>;
  /** The image as the tar stream of `docker save`. */
  save(reference: string): Readable;
  /** Takes the one image of such a stream in; returns its id. */
  load(archive: Readable): Promise<string>;
  /** Pushes the image to its registry; returns the digest that the registry gave it. */
  push(reference: string): Promise<string>;
}
