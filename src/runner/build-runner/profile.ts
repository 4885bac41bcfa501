/** One of the service's build runners, as far as steps notice it, and what stands in for it here. */
export interface BuildRunnerProfile {
  readonly system: string;
  /** Commands by which steps make images. */
  readonly containerTools: readonly ContainerTool[];
  /** What there is to know about how it is stood in for. */
  readonly note?: string;
}

export type ContainerTool = "docker" | "podman";

/**
 * The service's images of build runners, by the name that a managed build stage gives.
 *
 * Oracle Linux 7 has Docker; on Oracle Linux 8 docker is podman by another name, and both names work
 * (https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm, reports of 2026).
 */
export const PROFILES: Readonly<Record<string, BuildRunnerProfile>> = {
  OL8_X86_64_STANDARD_10: { system: "Oracle Linux 8", containerTools: ["docker", "podman"] },
  OL7_X86_64_STANDARD_10: {
    system: "Oracle Linux 7",
    containerTools: ["docker"],
    note: "no builder image has Oracle Linux 7; steps find the tools of the one above",
  },
};

/** What the service takes by default. */
const DEFAULT = "OL8_X86_64_STANDARD_10";

/** Images that `builder build` makes, whatever the profile; a run takes the first that the engine has. */
export const BUILDER_IMAGES: readonly string[] = [
  "oci-devops-local/builder:ol8",
  "oci-devops-local/builder:offline",
];

/** Programs that an image must have for public specifications to run in it; the builders' Dockerfiles check them. */
export const BUILDER_PROGRAMS: readonly string[] = [
  ...["bash", "curl", "docker", "git", "gzip", "jq", "node", "npm", "openssl"],
  ...["ps", "python3", "setpriv", "setsid", "tar", "unzip", "xz", "zip"],
];

/** @param image of a managed build stage; empty for a specification without a stack */
export function profileOf(image: string): BuildRunnerProfile {
  if (image === "") return PROFILES[DEFAULT];
  if (Object.hasOwn(PROFILES, image)) return PROFILES[image];
  const note = `${image} is not known here and taken for ${DEFAULT}`;
  return { ...PROFILES[DEFAULT], note };
}
