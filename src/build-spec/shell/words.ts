import { AssignmentNode, ForEachChild, NAME, SyntaxNode, Word } from "./tree";

/** Parts of a word whose text the shell computes. */
const COMPUTED: ReadonlySet<SyntaxNode["type"]> = new Set([
  "SimpleExpansion",
  "ParameterExpansion",
  "CommandExpansion",
  "ArithmeticExpansion",
  "ProcessSubstitution",
]);

/** What a word is without its quotes; undefined when it is computed. */
export function staticValue(word: Word, each: ForEachChild): string | undefined {
  return isComputed(word, each) ? undefined : word.value;
}

/** What an argument that assigns is without its quotes, as in `export A=b`. */
export function staticArgument(node: AssignmentNode, each: ForEachChild): string | undefined {
  const value = assignedValue(node, each);
  return value === undefined ? undefined : `${node.name}=${value}`;
}

/** What an assignment assigns; undefined when it is computed, an array or a piece to append. */
export function assignedValue(node: AssignmentNode, each: ForEachChild): string | undefined {
  if (node.append || node.index || node.value.type !== "Word") return undefined;
  return staticValue(node.value, each);
}

function isComputed(word: Word, each: ForEachChild): boolean {
  const open: SyntaxNode[] = [...(word.parts ?? [])];
  for (let part = open.pop(); part; part = open.pop()) {
    if (COMPUTED.has(part.type)) return true;
    each(part, (child) => void open.push(child));
  }
  return false;
}

/** The variable that a part of a word stands for. */
export function variableOf(
  part: SyntaxNode,
): { readonly name: string; readonly hasFallback: boolean } | undefined {
  switch (part.type) {
    case "SimpleExpansion":
      return named(part.text.slice(1), false);
    case "ParameterExpansion":
      // `${!A@}` lists names that begin with A.
      return part.operation?.type === "Names"
        ? undefined
        : named(part.parameter, part.operation?.type === "Default");
    case "ArithmeticWord":
      return part.parts === undefined ? named(arithmeticName(part.value), false) : undefined;
    default:
      return undefined;
  }
}

/** `A`, `$A` and `A[1]` are A in arithmetic. */
export function arithmeticName(text: string): string {
  return /^\$?([^[]*)/.exec(text)![1];
}

function named(name: string, hasFallback: boolean) {
  return NAME.test(name) ? { name, hasFallback } : undefined;
}
