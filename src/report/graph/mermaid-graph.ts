import { onOneLine } from "../control-characters";
import { KINDS, numbered } from "../outline-texts";
import { stageDetails } from "./stage-details";
import { RunOutline, StageOutline } from "../../runner/outline/outline";

/** The stages as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html). */
export function mermaidGraph({ stages }: RunOutline): string[] {
  const ids = new Map(stages.map(({ address, number }) => [address, `s${number}`]));
  return [
    "flowchart TD",
    ...stages.map((stage) => `  ${ids.get(stage.address)}["${label(stage)}"]`),
    ...stages.flatMap(({ address, after }) =>
      after.map((before) => `  ${ids.get(before.address)} --> ${ids.get(address)}`),
    ),
    ...stages
      .filter(({ isSkipped }) => isSkipped)
      .map(({ address }) => `  style ${ids.get(address)} stroke-dasharray: 5 5`),
  ];
}

function label(stage: StageOutline): string {
  const title = `${numbered(stage)} (${KINDS[stage.kind]}${stage.isSkipped ? ", skipped" : ""})`;
  return [title, ...stageDetails(stage)].map(escaped).join("<br/>");
}

/** All but letters, digits and harmless signs as the codes that Mermaid has for them. */
function escaped(text: string): string {
  return onOneLine(text).replace(/[^\p{L}\p{N} ._/,-]/gu, (character) => `#${character.codePointAt(0)};`);
}
