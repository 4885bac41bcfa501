import { onOneLine } from "../control-characters";
import { KINDS, numbered } from "../outline-texts";
import { stageDetails } from "./stage-details";
import { RunOutline, StageOutline } from "../../runner/outline/outline";

/** The stages in the language of Graphviz (https://graphviz.org/doc/info/lang.html). */
export function dotGraph({ pipeline, stages }: RunOutline): string[] {
  const ids = new Map(stages.map(({ address, number }) => [address, `s${number}`]));
  return [
    `digraph "${escaped(pipeline)}" {`,
    "  node [shape=box];",
    ...stages.map(
      (stage) =>
        `  ${ids.get(stage.address)} [label="${label(stage)}"${stage.isSkipped ? ", style=dashed" : ""}];`,
    ),
    ...stages.flatMap(({ address, after }) =>
      after.map((before) => `  ${ids.get(before.address)} -> ${ids.get(address)};`),
    ),
    "}",
  ];
}

/** The title in the middle, the rest on the left. */
function label(stage: StageOutline): string {
  const title = `${numbered(stage)} (${KINDS[stage.kind]}${stage.isSkipped ? ", skipped" : ""})`;
  return `${escaped(title)}\\n${stageDetails(stage)
    .map((line) => `${escaped(line)}\\l`)
    .join("")}`;
}

/** A text in double quotes, in which `\` begins an escape and `&` an HTML entity. */
function escaped(text: string): string {
  return onOneLine(text).replace(/&/g, "&amp;").replace(/[\\"]/g, "\\$&");
}
