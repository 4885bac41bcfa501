import { ChildProcessWithoutNullStreams } from "node:child_process";
import { Readable } from "node:stream";

/** When to fetch an image from a registry. */
export type PullPolicy = "never" | "missing" | "always";

export interface CreateOptions {
  readonly image: string;
  /** Program and arguments; the image's own entry point is not used. */
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the container may talk to the engine: it then can do whatever the engine can. */
  readonly mountsSocket: boolean;
}

/** A container engine, seen through what a run needs of it. */
export interface Engine {
  /** `docker` or `podman`. */
  readonly name: string;
  /** Version of the engine; undefined when none answers. */
  version(): Promise<string | undefined>;
  /** Id of a local image; undefined when there is none of that name. */
  imageId(reference: string): Promise<string | undefined>;
  pull(reference: string): Promise<void>;
  /** Makes a container that removes itself when it ends; returns its id. */
  create(options: CreateOptions): Promise<string>;
  /** Unpacks a tar stream at the container's root. */
  copyIn(container: string, tar: Readable): Promise<void>;
  /** One path of the container as a tar stream. */
  copyOut(container: string, path: string): Readable;
  /** Starts the container with its streams attached. */
  start(container: string): ChildProcessWithoutNullStreams;
  /** Removes the container if it is still there. */
  remove(container: string): Promise<void>;
  tag(image: string, reference: string): Promise<void>;
  /** The image as the tar stream of `docker save`. */
  save(reference: string): Readable;
  /** Pushes the image to its registry; returns the digest that the registry gave it. */
  push(reference: string): Promise<string>;
}
