import { directory, FileEntry, textFile } from "../files";
import { nestedFiles } from "./nested-engine";
import { ContainerTool } from "./profile";
import type { StageSpec } from "../stage/stage-spec";

/** How far steps reach a container engine: not at all, the runner's own, or one inside their container. */
export type DockerAccess = "none" | "socket" | "nested";

/** What each access means, said in the header of a run before anything is started. */
export const DOCKER_ACCESS: Readonly<Record<DockerAccess, { summary: string; exposes: readonly string[] }>> =
  {
    none: { summary: "steps do not reach the container engine.", exposes: [] },
    socket: {
      summary: "steps reach the container engine through its socket and can do whatever it can.",
      exposes: [
        "see, change and remove all its containers, images and volumes, also those of others",
        "mount every folder of its machine, which is root's power over it",
        "leave images and containers behind: what they build stays in the engine",
      ],
    },
    nested: {
      summary: "steps have an engine of their own in the container, and do not see yours.",
      exposes: [
        "the container may call all of the kernel (no seccomp filter, no AppArmor or SELinux profile), but has no more " +
          "capabilities than others and is not privileged",
        "their images are on a volume that goes with the container; an image that is an output is copied to your " +
          "engine, without a name until it is delivered",
        "it is podman, also where steps call it docker, and knows no image until they pull, load or build one",
      ],
    },
  };

/** The access that steps of a stage get: by default the socket where the stage makes an image. */
export function dockerAccessOf({ document }: StageSpec, asked?: DockerAccess): DockerAccess {
  const makesImage = (document.outputArtifacts ?? []).some((output) => output.type === "DOCKER_IMAGE");
  return asked ?? (makesImage ? "socket" : "none");
}

/** Where an image that sets no PATH has its programs. */
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * How steps in a container come by the container commands of the service's build runner; the image stays as it is.
 *
 * @param tools of the service's build runner
 * @param imagePath `PATH` of the image
 */
export function containerCommands(
  sessionDirectory: string,
  access: DockerAccess,
  tools: readonly ContainerTool[],
  imagePath = DEFAULT_PATH,
): { path: string; files: FileEntry[] } {
  if (access === "nested") {
    const { files, commands } = nestedFiles(sessionDirectory, tools);
    // Before the image's own docker, which would look for an engine outside.
    return { path: `${commands}:${imagePath}`, files };
  }
  if (!tools.includes("podman")) return { path: imagePath, files: [] };
  const commands = `${sessionDirectory}/bin`;
  const podman = textFile(`${commands}/podman`, '#!/bin/sh\nexec docker "$@"\n', 0o755);
  // After everything else: a podman of the image's own is taken before it.
  return { path: `${imagePath}:${commands}`, files: [directory(commands), podman] };
}
