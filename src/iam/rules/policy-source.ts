import {
  configuredPolicies,
  joined,
  NOTHING,
  plannedPolicies,
  PolicyResource,
  PolicySource,
} from "./policy-resources";
import { PolicyText } from "./rule";
import { PlanError } from "../../pipeline/plan-error";
import { Block, blocks } from "../../pipeline/stack";
import { isObject, JsonObject, parsePlanJson } from "../../terraform-plan/plan-json";

/** Blocks of Terraform's own language, of which this command reads only what Terraform makes of them. */
const HCL = /^\s*(?:resource|data|module|variable|locals|output|provider|terraform)\b[^=]*\{\s*$/m;

/**
 * Reads a plan (`terraform show -json PLANFILE`), a configuration in JSON (cdk.tf.json), a JSON array of texts, or a
 * text with a statement or matching rule on each line, in which lines that begin with `#` are comments.
 *
 * @param file what messages and places call the text
 * @throws PlanError when it is none of these
 */
export function readPolicies(text: string, file: string): PolicySource {
  const begin = text.trimStart()[0];
  if (begin === "[") return fromArray(text, file);
  // Also refuses what is empty or a plan in Terraform's own format.
  if (begin === undefined || text.startsWith("PK")) return fromPlan(parsePlanJson(text, file));
  if (begin !== "{") return fromLines(text, file);
  const configuration = configurationOf(text);
  return configuration === undefined
    ? fromPlan(parsePlanJson(text, file))
    : joined(...resourcesOf(configuration).map(configuredPolicies));
}

function fromLines(text: string, file: string): PolicySource {
  if (HCL.test(text)) {
    throw new PlanError([
      `${file} is Terraform's own language; check the plan that Terraform makes of it: ` +
        "terraform plan -out tf.plan && terraform show -json tf.plan",
    ]);
  }
  const texts = text.split(/\r\n|\r|\n/).map((line, i) => ({
    text: line.trim(),
    place: { of: file, line: i + 1, column: line.length - line.trimStart().length + 1 },
  }));
  return sortedByKind(texts.filter((each) => each.text !== "" && !each.text.startsWith("#")));
}

function fromArray(text: string, file: string): PolicySource {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch (error) {
    throw new PlanError([`${file} is not JSON: ${(error as Error).message}`]);
  }
  const wrong = (items as unknown[]).flatMap((item, i) => (typeof item === "string" ? [] : [i]));
  if (wrong.length > 0) {
    throw new PlanError(
      wrong.map((i) => `${file}[${i}] is no text; each item is a statement or matching rule`),
    );
  }
  return sortedByKind((items as string[]).map((item, index) => ({ text: item, place: { of: file, index } })));
}

/** Only a matching rule begins so. */
function sortedByKind(texts: readonly PolicyText[]): PolicySource {
  const isRule = ({ text }: PolicyText) => /^\s*(?:(?:all|any)\s*\{|(?:resource|instance|tag)\.)/i.test(text);
  return {
    ...NOTHING,
    statements: texts.filter((each) => !isRule(each)),
    matchingRules: texts.filter(isRule),
  };
}

function fromPlan(plan: JsonObject): PolicySource {
  const root = isObject(plan.planned_values) ? plan.planned_values.root_module : undefined;
  return joined(
    ...plannedResources(root).map(({ address, type, values, sensitive_values: sensitive }) =>
      plannedPolicies({ address: String(address), type: String(type), values }, sensitive),
    ),
  );
}

function plannedResources(module: unknown): JsonObject[] {
  if (!isObject(module)) return [];
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  const own: unknown[] = Array.isArray(module.resources) ? module.resources : [];
  return [
    ...own.filter(isObject).filter(({ mode }) => mode === "managed"),
    ...children.flatMap(plannedResources),
  ];
}

/** A configuration in JSON, told from a plan by what it has and a plan has not. */
function configurationOf(text: string): Block | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isPlan = isObject(json) && "planned_values" in json;
  return isObject(json) && !isPlan && ("resource" in json || "terraform" in json) ? json : undefined;
}

function resourcesOf(configuration: Block): PolicyResource[] {
  return blocks(configuration.resource).flatMap((types) =>
    Object.entries(types).flatMap(([type, all]) =>
      blocks(all).flatMap((named) =>
        Object.entries(named).flatMap(([name, bodies]) =>
          blocks(bodies).map((values) => ({ address: `${type}.${name}`, type, values })),
        ),
      ),
    ),
  );
}
