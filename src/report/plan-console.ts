import pc from "picocolors";
import { Colors } from "./colors";
import { onOneLine } from "./control-characters";
import { PlanItem, PlanView } from "../terraform-plan/plan-view";
import { GuardedReplacement } from "../terraform-plan/replacement-rules";

type Color = "green" | "yellow" | "red" | "magenta" | "cyan" | "dim";

interface Group {
  readonly key:
    | "created"
    | "changed"
    | "replaced"
    | "destroyed"
    | "stateOnly"
    | "read"
    | "changedOutside"
    | "goneOutside";
  readonly title: string;
  readonly sign: string;
  readonly color: Color;
  /** What stands before the names of attributes. */
  readonly attributes?: string;
  /** How the group is counted; groups without it do not count as changes. */
  readonly count?: string;
}

/** The signs are Terraform's own where it has some. */
const GROUPS: readonly Group[] = [
  { key: "created", title: "Will be created", sign: "+", color: "green", count: "to create" },
  {
    key: "changed",
    title: "Will be changed in place",
    sign: "~",
    color: "yellow",
    attributes: "changes",
    count: "to change",
  },
  {
    key: "replaced",
    title: "Will be replaced",
    sign: "-/+",
    color: "magenta",
    attributes: "forced by",
    count: "to replace",
  },
  { key: "destroyed", title: "Will be destroyed", sign: "-", color: "red", count: "to destroy" },
  {
    key: "stateOnly",
    title: "Will change in Terraform's state only",
    sign: "=",
    color: "cyan",
    count: "in the state only",
  },
  { key: "read", title: "Will be read", sign: "<=", color: "cyan" },
  {
    key: "changedOutside",
    title: "Has changed without Terraform",
    sign: "!",
    color: "dim",
    attributes: "changed",
  },
  { key: "goneOutside", title: "Is gone without Terraform", sign: "!", color: "dim" },
];

/** A plan as lines for people, each thing under what happens to it and each stage under its pipeline. */
export function planLines(view: PlanView, c: Colors = pc): string[] {
  const groups = GROUPS.filter(({ key }) => view[key].length > 0);
  return [
    ...groups.flatMap((group) => [
      c.bold(`${group.title} (${view[group.key].length})`),
      ...grouped(group, view[group.key], c),
      "",
    ]),
    ...(view.outputs.length > 0 ? [`Outputs that change: ${view.outputs.map(onOneLine).join(", ")}`] : []),
    c.bold(summary(view)),
    ...warnings(view).map((warning) => c.yellow(warning)),
  ];
}

/** Why a plan is refused, and what would allow it. */
export function refusalLines(refused: readonly GuardedReplacement[]): string[] {
  return [
    "The plan replaces what must not be replaced:",
    ...refused.flatMap(({ address, what, name, forcedBy, lost }) => [
      `  - ${titleOf({ what, name })}, ${onOneLine(address)}`,
      `    forced by ${onOneLine(forcedBy)}`,
      `    lost: ${lost}`,
      `    allow it with ${allowOption(address)}`,
    ]),
    "Undo the change that forces it, or allow each of them.",
  ];
}

/** The option that allows a replacement, as it is written in a shell. */
export function allowOption(address: string): string {
  const shown = onOneLine(address);
  return `--allow-replace ${/^[\w.-]+$/.test(shown) ? shown : `'${shown.replace(/'/g, "'\\''")}'`}`;
}

function grouped(group: Group, items: readonly PlanItem[], c: Colors): string[] {
  const lines = (item: PlanItem, depth: number) => itemLines(group, item, "  ".repeat(depth), c);
  const stages = (pipeline: string) =>
    items.filter((item) => item.pipeline?.address === pipeline).flatMap((item) => lines(item, 2));
  const here = new Set(items.map(({ address }) => address));
  const elsewhere = new Map(
    items.flatMap(({ pipeline }) =>
      pipeline && !here.has(pipeline.address) ? [[pipeline.address, pipeline]] : [],
    ),
  );
  return [
    ...items
      .filter(({ pipeline }) => pipeline === undefined)
      .flatMap((item) => [...lines(item, 1), ...stages(item.address)]),
    // A pipeline that is in another group only shows where its stages belong.
    ...[...elsewhere.values()].flatMap((pipeline) => [
      c.dim(`  in ${titleOf(pipeline)} ${onOneLine(pipeline.address)}`),
      ...stages(pipeline.address),
    ]),
  ];
}

function itemLines(group: Group, item: PlanItem, indent: string, c: Colors): string[] {
  const details = [
    ...(item.attributes.length > 0 ? [`${group.attributes} ${item.attributes.join(", ")}`] : []),
    ...item.notes,
  ];
  return [
    `${indent}${c[group.color](`${group.sign} ${titleOf(item)}`)} ${c.dim(onOneLine(item.address))}`,
    ...details.map((detail) => `${indent}    ${onOneLine(detail)}`),
  ];
}

function titleOf({ what, name }: Pick<PlanItem, "what" | "name">): string {
  return onOneLine(name === undefined ? what : `${what} ${name}`);
}

function summary(view: PlanView): string {
  const counts = GROUPS.filter(({ key, count }) => count !== undefined && view[key].length > 0).map(
    ({ key, count }) => `${view[key].length} ${count}`,
  );
  const unchanged = view.unchanged > 0 ? `; ${view.unchanged} unchanged` : "";
  return counts.length === 0 ? `Nothing will change${unchanged}.` : `${counts.join(", ")}${unchanged}.`;
}

function warnings({ isErrored, isComplete }: PlanView): string[] {
  if (isErrored) return ["WARNING: Terraform met an error while it planned; changes may be missing here."];
  return isComplete ? [] : ["WARNING: this is a part of what is to be done; another plan must follow."];
}
