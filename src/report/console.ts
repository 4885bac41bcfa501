import pc from "picocolors";
import { Emit, RunEvent } from "../runner/events";

type Colors = ReturnType<typeof pc.createColors>;

/** Control characters that could move the cursor or change the terminal; tabs stay. */
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f]|\u001b(?!\[[\d;]*m)/g;

/** The log of a run as the service prints it, each line with its stage in front. */
export function consoleReport(write: (line: string) => void, colors: Colors = pc): Emit {
  return (event) => {
    for (const line of linesOf(event, colors)) write(line);
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
      return [`${prefix(event.stage, c)}${c.bold("Stage started")}`];
    case "log":
      return [`${prefix(event.stage, c)}${event.text}`];
    case "warning":
      return [`${prefix(event.stage, c)}${c.yellow(`WARNING: ${event.text}`)}`];
    case "output":
      return [`${prefix(event.stage, c)}EXEC: ${event.text.replace(CONTROL, "")}`];
    case "failure":
      return [`${prefix(event.stage, c)}${c.red(event.text)}`];
    case "delivered": {
      const { outputName, imageUri, imageId, digest, file, sha256, bytes } = event.delivery;
      const what = imageUri === undefined ? outputName : imageUri;
      const ids = [imageId && `image ${imageId}`, digest && `registry digest ${digest}`].filter(Boolean);
      return [
        `${prefix(event.stage, c)}${c.green(`Delivered ${what}`)}`,
        ...ids.map((id) => `${prefix(event.stage, c)}  ${id}`),
        `${prefix(event.stage, c)}  archive ${file}, ${bytes} bytes, digest sha256:${sha256}`,
      ];
    }
    case "deployment": {
      const { pipeline, functions } = event.deployment;
      return [
        `${prefix(event.stage, c)}${c.green(`Deployment of ${pipeline} would start with these arguments:`)}`,
        ...Object.entries(event.deployment.arguments).map(([n, v]) => `${prefix(event.stage, c)}  ${n}=${v}`),
        ...functions.map(
          ({ functionId, imageUri }) => `${prefix(event.stage, c)}  ${functionId} gets ${imageUri}`,
        ),
      ];
    }
    case "stage-finished": {
      const text = `Stage ${event.succeeded ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return [`${prefix(event.stage, c)}${event.succeeded ? c.green(text) : c.red(text)}`];
    }
    case "run-finished": {
      const text = `Build run ${event.exitCode === 0 ? "SUCCEEDED" : "FAILED"} after ${seconds(event.durationMs)}`;
      return [event.exitCode === 0 ? c.green(text) : c.red(text), c.dim(`Record: ${event.folder}`)];
    }
    default:
      return [];
  }
}

function prefix(stage: string, c: Colors): string {
  return c.cyan(`[${stage}] `);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
