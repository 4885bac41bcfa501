import { isObject } from "./plan-json";
import { AttributePath, ResourceChange } from "./resource-changes";

/** Longer names help nobody, and values of unknown origin may be nested without end. */
const DEEPEST = 20;

/**
 * Names of the attributes that a change in place alters, such as `build_source_collection[0].items[0].branch`.
 *
 * What lies inside a sensitive value is not told apart.
 */
export function changedAttributes(change: ResourceChange): string[] {
  const { before, after, afterUnknown: unknown, beforeSensitive, afterSensitive } = change;
  const found = new Set<string>();
  const nodes: Node[] = [
    {
      path: [],
      before,
      after,
      unknown,
      isSensitive: anyTrue(beforeSensitive, afterSensitive),
      beforeSensitive,
      afterSensitive,
    },
  ];
  // The list grows while it is walked: values may be nested deeper than calls may be.
  for (const node of nodes) {
    const keys = node.unknown === true ? undefined : commonKeys(node.before, node.after, node.unknown);
    if (keys !== undefined) {
      for (const key of keys) nodes.push(child(node, key));
    } else if (node.unknown === true || (node.before ?? null) !== (node.after ?? null)) {
      found.add(attributeName(node.path));
    }
  }
  return [...found].filter((name) => name !== "").sort();
}

/** Names of the attributes that cannot change in place; none where Terraform names none. */
export function forcingAttributes({
  replacePaths,
  beforeSensitive,
  afterSensitive,
}: ResourceChange): string[] {
  const names = replacePaths.map((path) => {
    const visible = path.findIndex((_, i) =>
      anyTrue(at(beforeSensitive, path.slice(0, i + 1)), at(afterSensitive, path.slice(0, i + 1))),
    );
    return attributeName(visible === -1 ? path : path.slice(0, visible + 1));
  });
  return [...new Set(names)].filter((name) => name !== "");
}

interface Node {
  /** Ends where a value is sensitive, or is nested too deeply to be named. */
  readonly path: AttributePath;
  readonly isSensitive: boolean;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

function child(node: Node, key: string | number): Node {
  const beforeSensitive = member(node.beforeSensitive, key);
  const afterSensitive = member(node.afterSensitive, key);
  return {
    path: node.isSensitive || node.path.length === DEEPEST ? node.path : [...node.path, key],
    isSensitive: node.isSensitive || anyTrue(beforeSensitive, afterSensitive),
    before: member(node.before, key),
    after: member(node.after, key),
    unknown: member(node.unknown, key),
    beforeSensitive,
    afterSensitive,
  };
}

/** The keys of two values of one shape; undefined when they have none in common or differ in length. */
function commonKeys(before: unknown, after: unknown, unknown: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length ? [...before.keys()] : undefined;
  }
  if (!isObject(before) || !isObject(after)) return undefined;
  return [...new Set([before, after, isObject(unknown) ? unknown : {}].flatMap(Object.keys))];
}

function member(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function at(value: unknown, path: AttributePath): unknown {
  return path.reduce(member, value);
}

function anyTrue(...marks: unknown[]): boolean {
  return marks.includes(true);
}

/** A path as Terraform writes it. */
function attributeName(path: AttributePath): string {
  return path
    .map((step, i) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join("");
}
