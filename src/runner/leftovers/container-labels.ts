import { Owner, ownerId, parseOwner } from "./owner";
import { Engine } from "../engine/engine";

/** Label with the name of the run that a container belongs to. */
export const RUN_LABEL = "oci-devops-local.run";
/** Label with the id of the runner's process; every container of a run has it. */
export const PID_LABEL = "oci-devops-local.pid";
/** Labels that tell this process apart from others of the same id. */
const OWNER_LABEL = "oci-devops-local.owner";
const HOST_LABEL = "oci-devops-local.host";
/** Label of containers that stay when their stage fails; no engine can change the labels of one that is there. */
const KEEP_LABEL = "oci-devops-local.keep-on-failure";

/** @param keepsOnFailure whether the containers stay when their stage fails */
export function containerLabels(
  owner: Owner,
  runName: string,
  keepsOnFailure = false,
): Record<string, string> {
  return {
    ...(keepsOnFailure ? { [KEEP_LABEL]: "true" } : {}),
    [RUN_LABEL]: runName,
    [PID_LABEL]: String(owner.pid),
    [OWNER_LABEL]: ownerId(owner),
    [HOST_LABEL]: owner.host,
  };
}

/** Whose a container is; undefined when its labels do not tell. */
export function ownerOf(labels: Readonly<Record<string, string>>): Owner | undefined {
  return parseOwner(labels[HOST_LABEL], labels[OWNER_LABEL]);
}

/** Whether a container whose process is gone has been kept: others end with their process. */
export function staysOnFailure(labels: Readonly<Record<string, string>>): boolean {
  return labels[KEEP_LABEL] === "true";
}

/** Removes the containers of one run. */
export async function removeContainersOf(runName: string, engine: Engine): Promise<void> {
  const found = await engine.labelled(RUN_LABEL);
  for (const [id, labels] of found) if (labels[RUN_LABEL] === runName) await engine.remove(id);
}
