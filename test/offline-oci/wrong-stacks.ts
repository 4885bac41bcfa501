import { TerraformElement, Testing } from "cdktf";
import { IConstruct } from "constructs";
import { KIND_MISTAKES } from "./mistakes/kinds";
import { WRONG_RESULTS, WRONG_VARIABLES } from "./mistakes/late-values";
import { Mistake } from "./mistakes/mistake";
import { MISSING_LOOK_UPS, MISSING_THINGS, TAKEN_NAMES, WRONG_OCIDS } from "./mistakes/references";
import { SCHEMA_MISTAKES } from "./mistakes/schema";
import { VALUE_MISTAKES } from "./mistakes/values";
import { ValidStack } from "./valid-stack";
import { temporaryFolder } from "../support/temporary-folder";

/** The commands that may refuse a stack, in the order in which they are run. */
export const STEPS = ["validate", "plan", "apply"] as const;
export type Step = (typeof STEPS)[number];

/** All mistakes, by the first command that can see them. */
export const MISTAKES: Readonly<Record<Step, readonly Mistake[]>> = {
  validate: [...SCHEMA_MISTAKES, ...VALUE_MISTAKES, ...KIND_MISTAKES, ...WRONG_OCIDS],
  plan: [...WRONG_VARIABLES, ...MISSING_LOOK_UPS],
  apply: [...WRONG_RESULTS, ...MISSING_THINGS, ...TAKEN_NAMES],
};

let outdir: string | undefined;

/**
 * The JSON of a stack, after all validation at synth: with a mistake in it, or valid.
 *
 * @param id as of `ValidStack`
 */
export function stackWith(id: string, mistake?: Mistake): object {
  const stack = new ValidStack(Testing.app({ outdir: (outdir ??= temporaryFolder()) }), id);
  if (mistake !== undefined) {
    const [, construct, overrides] = mistake;
    const element = elementAt(stack, construct);
    for (const [attribute, value] of Object.entries(overrides)) element.addOverride(attribute, value);
  }
  return JSON.parse(Testing.synth(stack, true)) as object;
}

function elementAt(stack: ValidStack, path: string): TerraformElement {
  const found = path.split("/").reduce((scope: IConstruct, id) => scope.node.findChild(id), stack);
  return (found.node.defaultChild ?? found) as TerraformElement;
}
