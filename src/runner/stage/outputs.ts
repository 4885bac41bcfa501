import { OutputArtifact } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { Machine } from "../machine/machine";
import { resolvePlaceholders } from "../placeholders";
import { StageContext, StageOutput } from "./stage-context";
import { StageSpec } from "./stage-spec";

/** `[host/]path[:tag][@digest]`; a leading dash would be an option of the engine's client. */
const IMAGE_REFERENCE = /^[a-zA-Z0-9][\w.:/@-]*$/;

/**
 * Saves what the steps have made.
 *
 * @throws RunnerError when an output is missing; the build then fails, as on the service
 */
export async function saveOutputs(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  variables: ReadonlyMap<string, string>,
  context: StageContext,
): Promise<void> {
  const log = (text: string) => context.emit({ type: "log", stage: plan.displayName, text });
  log("Starting SAVE_OUTPUT_ARTIFACTS");
  for (const output of spec.document.outputArtifacts ?? []) {
    // Only the braced form is filled in; a name that nothing fills stays and is then not found.
    const { text: location } = resolvePlaceholders(output.location, variables);
    const saved = await save(output, location, plan, machine, context);
    context.outputs.set(output.name, saved);
    log(
      `Output artifact ${output.name} (${output.type}) successfully saved from ${location}${describe(saved)}`,
    );
  }
  log("Completed SAVE_OUTPUT_ARTIFACT");
}

function describe(output: StageOutput): string {
  if (output.type === "DOCKER_IMAGE") return `: ${output.imageId}`;
  const { file, bytes, sha256 } = output.saved;
  return ` to ${file}: ${bytes} bytes, sha256:${sha256}`;
}

async function save(
  { name, type }: OutputArtifact,
  location: string,
  plan: ManagedBuildPlan,
  machine: Machine,
  context: StageContext,
): Promise<StageOutput> {
  if (type === "DOCKER_IMAGE") return { type, imageId: await findImage(location, context) };
  const path = location.startsWith("/") ? location : `${machine.workspace}/${plan.primarySource}/${location}`;
  try {
    return { type, saved: await context.folder.saveArtifact(name, await machine.read(path)) };
  } catch (error) {
    throw new RunnerError(
      ExitCode.FAILED,
      `Unable to save binary artifact ${location} in the build spec file: ${(error as Error).message}`,
    );
  }
}

/** Podman keeps an unqualified build result under `localhost/`. */
async function findImage(location: string, { engine }: StageContext): Promise<string> {
  if (IMAGE_REFERENCE.test(location)) {
    for (const reference of [location, `localhost/${location}`]) {
      const id = await engine?.imageId(reference);
      if (id !== undefined) return id;
    }
  }
  throw new RunnerError(
    ExitCode.FAILED,
    `Unable to save docker image artifact ${location} in the build spec file: no step has built or pulled it`,
  );
}
