import pc from "picocolors";
import { Colors } from "./colors";
import { onOneLine } from "./control-characters";
import { addressText, KINDS, numbered, placeOf, shapeText } from "./outline-texts";
import {
  BuildOutline,
  DeliverOutline,
  DeploymentOutline,
  RunOutline,
  SourceOutline,
  SpecOutline,
  StageOutline,
  StepOutline,
} from "../runner/outline/outline";

const SKIPPED = "skipped";

/**
 * What a run would do, for people.
 *
 * @param notes what else there is to know before the run
 */
export function outlineLines(outline: RunOutline, notes: readonly string[], c: Colors = pc): string[] {
  return [
    c.bold(onOneLine(`Dry run of ${outline.pipeline}: nothing was started, nothing was written`)),
    ...outline.parameters.map(({ name, value, from }) => onOneLine(`Parameter ${name}: ${value} (${from})`)),
    ...outline.stages.flatMap((stage) => ["", ...stageLines(stage, c)]),
    ...(notes.length === 0
      ? []
      : ["", c.bold("Notes"), ...notes.map((note) => c.yellow(onOneLine(`  ${note}`)))]),
  ];
}

function stageLines(stage: StageOutline, c: Colors): string[] {
  const after = stage.after.map(({ name }) => name).join(", ");
  const mark = stage.isSkipped ? ` ${c.yellow(SKIPPED)}` : "";
  return [
    `${c.bold(numbered(stage))} ${KINDS[stage.kind]}${mark} ${c.dim(onOneLine(stage.address))}`,
    ...(after === "" ? [] : [`  after ${onOneLine(after)}`]),
    ...contents(stage, c).map((line) => `  ${line}`),
  ];
}

function contents(stage: StageOutline, c: Colors): string[] {
  switch (stage.kind) {
    case "BUILD":
      return buildLines(stage, c);
    case "DELIVER_ARTIFACT":
      return stage.deliveries.map(deliveryLine);
    case "TRIGGER_DEPLOYMENT_PIPELINE":
      return deploymentLines(stage);
    case "WAIT":
      return [`for ${onOneLine(stage.duration)}`];
  }
}

function buildLines(stage: BuildOutline, c: Colors): string[] {
  const { image, system, sources, spec, buildSpecFile, timeoutInSeconds } = stage;
  const file = onOneLine(spec?.file ?? buildSpecFile);
  return [
    ...(image === "" ? [] : [`image ${onOneLine(image)} (${system})`]),
    `shape ${shapeText(stage)}`,
    ...sources.map(sourceLine),
    `build specification ${file}${spec?.isGenerated ? " (made by synth, the source has none yet)" : ""}`,
    `timeout ${timeoutInSeconds} s`,
    ...(spec === undefined ? [] : specLines(spec, c)),
  ];
}

function sourceLine({ name, url, branch, isPrimary, folder, commit }: SourceOutline): string {
  const parts = [
    ...(isPrimary ? ["primary"] : []),
    ...(commit === undefined ? [] : [commit]),
    ...(url === "" ? [] : [`stands for ${url}, branch ${branch}`]),
  ];
  const what = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return onOneLine(`source ${name}: ${folder ?? "not given"}${what}`);
}

function specLines(spec: SpecOutline, c: Colors): string[] {
  return [
    ...spec.vaultVariables.map(({ name, secretId, from }) =>
      onOneLine(
        `vault variable ${name}: ${secretId}, value ${from === undefined ? "not given" : `from ${from}`}`,
      ),
    ),
    ...spec.inputs.map(({ name, type, location, from }) =>
      onOneLine(`input ${name} (${type}) to ${location}: ${from ?? "nothing stands for it"}`),
    ),
    ...spec.steps.flatMap((step) => stepLines(step, "step", c)),
    ...spec.outputs.map(({ name, type, location, deliveredBy }) => {
      const by = deliveredBy.length === 0 ? "not delivered" : `delivered by ${deliveredBy.join(", ")}`;
      return onOneLine(`output ${name} (${type}) from ${location}: ${by}`);
    }),
    ...(spec.exports.length === 0 ? [] : [onOneLine(`exports ${spec.exports.join(", ")}`)]),
  ];
}

function stepLines(step: StepOutline, word: string, c: Colors): string[] {
  const mark = step.isSkipped ? ` ${c.yellow(SKIPPED)}` : "";
  return [
    `${word} ${c.bold(numbered(step))}${mark} ${c.dim(placeOf(step))}`,
    `  ${settings(step)}`,
    ...step.onFailure.flatMap((failure) => stepLines(failure, "on failure", c)).map((line) => `  ${line}`),
  ];
}

function settings({ type, shell, user, timeoutInSeconds, failsFast }: StepOutline): string {
  if (type !== "Command") return `${onOneLine(type)}, which only OCI does`;
  const stops = failsFast ? "stops at the first failing command" : "goes on after a failing command";
  return onOneLine(`${shell} as ${user}, at most ${timeoutInSeconds} s, ${stops}`);
}

function deliveryLine({ outputName, artifact, image }: DeliverOutline["deliveries"][number]): string {
  const to = image === undefined ? `artifact ${artifact}` : addressText(image);
  return onOneLine(`output ${outputName} to ${to}`);
}

function deploymentLines({ deployment, arguments: values, functions }: DeploymentOutline): string[] {
  return [
    onOneLine(`deployment pipeline ${deployment}`),
    ...values.map(({ name, value, from, exportedBy }) => {
      const origin = exportedBy === undefined ? from : `${from} of stage ${exportedBy}`;
      return onOneLine(`argument ${name}: ${value ?? "known in the run"} (${origin})`);
    }),
    ...functions.map(({ functionId, image }) =>
      onOneLine(`function ${functionId} gets ${addressText(image)}`),
    ),
  ];
}
