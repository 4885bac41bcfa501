import { OutputArtifact } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { dockerAccessOf } from "../build-runner/docker-access";
import { takeNestedImage } from "../build-runner/nested-engine";
import { StageOutput } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { isOn } from "../fidelity/assumptions";
import { Machine } from "../machine/machine";
import { resolvePlaceholders } from "../placeholders";
import { StageContext } from "./stage-context";
import { StageSpec } from "./stage-spec";

/** `[host/]path[:tag][@digest]`; a leading dash would be an option of the engine's client. */
const IMAGE_REFERENCE = /^[a-zA-Z0-9][\w.:/@-]*$/;

/**
 * Saves what the steps have made.
 *
 * @throws RunnerError with all outputs that cannot be had; the build then fails, as on the service
 */
export async function saveOutputs(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  machine: Machine,
  variables: ReadonlyMap<string, string>,
  declared: ReadonlySet<string>,
  context: StageContext,
): Promise<void> {
  const fillers = isOn(context.assumptions, "parameters-in-outputs")
    ? variables
    : withoutParameters(variables, declared, context);
  const log = (text: string) => context.emit({ type: "log", stage: plan.displayName, text });
  const problems: string[] = [];
  log("Starting SAVE_OUTPUT_ARTIFACTS");
  for (const output of spec.document.outputArtifacts ?? []) {
    // Only the braced form is filled in; a name that nothing fills stays and is then not found.
    const { text: location } = resolvePlaceholders(output.location, fillers);
    try {
      const saved = await save(output, location, plan, spec, machine, context);
      context.outputs.set(output.name, saved);
      context.emit({ type: "saved", stage: plan.displayName, outputName: output.name, output: saved });
      log(
        `Output artifact ${output.name} (${output.type}) successfully saved from ${location}${describe(saved)}`,
      );
    } catch (error) {
      if (!(error instanceof RunnerError) || error.exitCode !== ExitCode.FAILED) throw error;
      problems.push(error.message);
    }
  }
  // What makes an output may be among the steps that are left out.
  if (context.selection.get(plan.address)?.isWhole === false) {
    for (const text of problems) context.emit({ type: "warning", stage: plan.displayName, text });
  } else if (problems.length > 0) {
    throw new RunnerError(ExitCode.FAILED, problems.join("\n"));
  }
  log("Completed SAVE_OUTPUT_ARTIFACT");
}

/** Parameters of the pipeline that the file does not declare as its own. */
function withoutParameters(
  variables: ReadonlyMap<string, string>,
  declared: ReadonlySet<string>,
  { parameters }: StageContext,
): Map<string, string> {
  return new Map([...variables].filter(([name]) => declared.has(name) || !parameters.has(name)));
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
  spec: StageSpec,
  machine: Machine,
  context: StageContext,
): Promise<StageOutput> {
  if (type === "DOCKER_IMAGE") {
    return { type, imageId: await findImage(location, imageTaker(spec, machine, context), context) };
  }
  const path = location.startsWith("/") ? location : `${machine.workspace}/${plan.primarySource}/${location}`;
  try {
    if (path.includes("\0")) throw new RunnerError(ExitCode.FAILED, "no path has a NUL");
    const content = await machine.read(path);
    return { type, saved: await context.folder.saveArtifact(name, content, content.mode) };
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    const { exitCode, message } = error;
    throw new RunnerError(
      exitCode,
      `Unable to save binary artifact ${location} in the build spec file: output ${name}: ${message}`,
    );
  }
}

/** Id of an image that steps may have made, in the runner's engine; undefined when there is none of exactly this name. */
type ImageTaker = (reference: string) => Promise<string | undefined>;

function imageTaker(
  spec: StageSpec,
  machine: Machine,
  { engine, executor, dockerAccess }: StageContext,
): ImageTaker {
  const isNested = executor === "container" && dockerAccessOf(spec, dockerAccess) === "nested";
  return async (reference) =>
    isNested ? takeNestedImage(machine, engine!, reference) : (await engine?.image(reference))?.id;
}

/** Engines take the beginning of an id for a name as well; an output has the name that a step gave it. */
function isPartOf(id: string, reference: string): boolean {
  return [id, id.replace(/^sha256:/, "")].some((whole) => whole.startsWith(reference));
}

/** Podman keeps an unqualified build result under `localhost/`. */
async function findImage(location: string, take: ImageTaker, { assumptions }: StageContext): Promise<string> {
  if (IMAGE_REFERENCE.test(location)) {
    const local = isOn(assumptions, "localhost-images") ? [`localhost/${location}`] : [];
    for (const reference of [location, ...local]) {
      const id = await take(reference);
      if (id !== undefined && !isPartOf(id, reference)) return id;
    }
  }
  throw new RunnerError(
    ExitCode.FAILED,
    `Unable to save docker image artifact ${location} in the build spec file: no step has built or pulled it`,
  );
}
