import { Colors } from "../colors";
import { onOneLine } from "../control-characters";
import { KINDS, numbered } from "../outline-texts";
import { stageDetails } from "./stage-details";
import { RunOutline, StageOutline } from "../../runner/outline/outline";

/** The stages as a tree: each under the last of those that it comes after. */
export function textGraph(outline: RunOutline, c: Colors): string[] {
  const below = new Map<string, StageOutline[]>();
  for (const stage of outline.stages) {
    const parent = parentOf(stage, outline);
    below.set(parent, [...(below.get(parent) ?? []), stage]);
  }
  const branches = (parent: string, indent: string): string[] => {
    const stages = below.get(parent) ?? [];
    return stages.flatMap((stage, i) => {
      const isLast = i === stages.length - 1;
      const further = `${indent}${isLast ? "   " : "│  "}`;
      const bar = below.has(stage.address) ? "│  " : "   ";
      return [
        `${indent}${isLast ? "└─" : "├─"} ${title(stage, outline, c)}`,
        ...stageDetails(stage).map((line) => `${further}${bar}${c.dim(onOneLine(line))}`),
        ...branches(stage.address, further),
      ];
    });
  };
  return [c.bold(onOneLine(outline.pipeline)), ...branches(ROOT, "")];
}

/** No address is empty. */
const ROOT = "";

/** The last in the order of the run: all of the others have ended by then. */
function parentOf(stage: StageOutline, { stages }: RunOutline): string {
  const before = new Set(stage.after.map(({ address }) => address));
  return stages.filter(({ address }) => before.has(address)).at(-1)?.address ?? ROOT;
}

function title(stage: StageOutline, outline: RunOutline, c: Colors): string {
  const parent = parentOf(stage, outline);
  const others = stage.after.filter(({ address }) => address !== parent).map(({ name }) => onOneLine(name));
  const also = others.length === 0 ? "" : `, also after ${others.join(", ")}`;
  return `${c.bold(numbered(stage))} (${KINDS[stage.kind]}${also})${stage.isSkipped ? ` ${c.yellow("skipped")}` : ""}`;
}
