import pc from "picocolors";
import { Colors } from "./colors";
import { onOneLine, withoutControls } from "./control-characters";
import { front, OutputLines, shown } from "./output-lines";
import { Emit, RunEvent, ShowLines } from "../runner/events";

/**
 * The log of a run as the service prints it, each line with its stage in front, and what a step prints with its step.
 *
 * @param print gets one line after the other, or several at once with line ends between them
 */
export function consoleReport(
  print: (line: string) => void,
  colors: Colors = pc,
): Emit & { readonly lines: ShowLines } {
  const output = new OutputLines(print, colors);
  const report = (event: RunEvent) => {
    if (event.type === "output") return output.show(event, event.text);
    output.end();
    for (const line of linesOf(event, colors)) print(line);
  };
  const lines: ShowLines = (from, text) => output.show(from, text);
  return Object.assign(report, { lines });
}

function linesOf(event: RunEvent, c: Colors): string[] {
  switch (event.type) {
    case "run-started":
      return [
        c.bold(shown(onOneLine(`Build run ${event.runId} of ${event.pipeline}`))),
        ...event.header.map((line) => c.dim(shown(onOneLine(line)))),
      ];
    case "stage-started":
      return staged(event.stage, ["Stage started"], c, c.bold);
    case "log":
      return staged(event.stage, [event.text], c);
    case "warning":
      return staged(event.stage, [`WARNING: ${event.text}`], c, c.yellow);
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
    case "kept": {
      const { description, shellCommand, removeCommand } = event.machine;
      return [
        ...staged(event.stage, [description, "For a shell in it, and to remove it:"], c, c.yellow),
        // To be copied, so whole and with nothing in front.
        ...[shellCommand, removeCommand].map((command) => `  ${withoutControls(command)}`),
      ];
    }
    case "stage-finished": {
      const text = `Stage ${event.succeeded ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return staged(event.stage, [text], c, event.succeeded ? c.green : c.red);
    }
    case "run-finished": {
      const text = `Build run ${event.exitCode === 0 ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return [
        event.exitCode === 0 ? c.green(text) : c.red(text),
        c.dim(shown(onOneLine(`Record: ${event.folder}`))),
      ];
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
  const before = front(stage, c);
  return texts.flatMap((text) => text.split("\n").map((line) => before + paint(shown(line))));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
