import pc from "picocolors";
import { withoutControls } from "./control-characters";
import { Emit, RunEvent } from "../runner/events";

type Colors = ReturnType<typeof pc.createColors>;

/** The log of a run as the service prints it, each line with its stage in front. */
export function consoleReport(write: (line: string) => void, colors: Colors = pc): Emit {
  return (event) => {
    for (const line of linesOf(harmless(event), colors)) write(line);
  };
}

function linesOf(event: RunEvent, c: Colors): string[] {
  switch (event.type) {
    case "run-started":
      return [
        c.bold(`Build run ${event.runId} of ${event.pipeline}`),
        ...event.header.map((line) => c.dim(line)),
      ];
    case "stage-started":
      return staged(event.stage, ["Stage started"], c, c.bold);
    case "log":
      return staged(event.stage, [event.text], c);
    case "warning":
      return staged(event.stage, [`WARNING: ${event.text}`], c, c.yellow);
    case "output":
      return staged(event.stage, [`EXEC: ${event.text}`], c);
    case "failure":
      return staged(event.stage, [event.text], c, c.red);
    case "delivered": {
      const { outputName, imageUri, imageId, digest, file, sha256, bytes } = event.delivery;
      return [
        ...staged(event.stage, [`Delivered ${imageUri ?? outputName}`], c, c.green),
        ...staged(event.stage, imageId === undefined ? [] : [`  image ${imageId}`], c),
        ...staged(event.stage, digest === undefined ? [] : [`  registry digest ${digest}`], c),
        ...staged(event.stage, [`  archive ${file}, ${bytes} bytes, digest sha256:${sha256}`], c),
      ];
    }
    case "deployment": {
      const { pipeline, arguments: values, functions } = event.deployment;
      return [
        ...staged(event.stage, [`Deployment of ${pipeline} would start with these arguments:`], c, c.green),
        ...staged(
          event.stage,
          Object.entries(values).map(([name, value]) => `  ${name}=${value}`),
          c,
        ),
        ...staged(
          event.stage,
          functions.map((fn) => `  ${fn.functionId} gets ${fn.imageUri}`),
          c,
        ),
      ];
    }
    case "stage-finished": {
      const text = `Stage ${event.succeeded ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return staged(event.stage, [text], c, event.succeeded ? c.green : c.red);
    }
    case "run-finished": {
      const text = `Build run ${event.exitCode === 0 ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return [event.exitCode === 0 ? c.green(text) : c.red(text), c.dim(`Record: ${event.folder}`)];
    }
    default:
      return [];
  }
}

/** Each line of the texts with its stage in front. */
function staged(
  stage: string,
  texts: readonly string[],
  c: Colors,
  paint: (text: string) => string = String,
): string[] {
  return texts.flatMap((text) => text.split("\n").map((line) => `${c.cyan(`[${stage}] `)}${paint(line)}`));
}

/** Names and texts come from stacks, sources and steps. */
function harmless(event: RunEvent): RunEvent {
  return JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === "string" ? withoutControls(value) : value,
  ) as RunEvent;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
