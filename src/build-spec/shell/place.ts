import { ShellCommand, Span } from "./script-facts";
import { Positioned, Redirection, SyntaxNode } from "./tree";

/** How the part of a script runs that a node stands in. */
export interface Place {
  readonly isInShell: boolean;
  /** Whether it is in the body of a function, not in a subshell and the like there. */
  readonly isInFunction: boolean;
  readonly isUnconditional: boolean;
  readonly isTested: boolean;
  readonly isOutputRedirected: boolean;
  readonly isOutputCaptured: boolean;
  /** The pipe that commands here write into. */
  readonly output?: Pipe;
  /** The pipe that commands here read from. */
  readonly input?: Pipe;
  /** How many expansions and substitutions are around it. */
  readonly depth: number;
  /** Where the variables of the word around it are kept. */
  readonly variables?: Set<string>;
  /** Where everything here is said to stand; only where the nodes' own offsets are of another text. */
  readonly span?: Span;
}

/** What stands between two members of a pipeline. */
export interface Pipe {
  reader?: ShellCommand;
}

/** Where a script begins. */
export const TOP: Place = {
  isInShell: true,
  isInFunction: false,
  isUnconditional: true,
  isTested: false,
  isOutputRedirected: false,
  isOutputCaptured: false,
  output: undefined,
  input: undefined,
  depth: 0,
  variables: undefined,
  span: undefined,
};

/** The places of the children of a node, in their order. */
export function placesOf(node: SyntaxNode, place: Place, children: readonly SyntaxNode[]): Place[] {
  if (node.type === "Pipeline") return placesInPipeline(node.commands.length, place, children);
  const inside = placeInside(node, place);
  return children.map((child, i) => placeOfChild(node, inside, child, i));
}

function placeInside(node: SyntaxNode, place: Place): Place {
  switch (node.type) {
    case "Statement":
      return node.background ? apart(place) : place;
    case "Subshell":
    case "Coproc":
      return apart(place);
    case "Function":
      return {
        ...TOP,
        ...APART,
        isInFunction: true,
        isOutputCaptured: true,
        depth: place.depth,
        span: place.span,
      };
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion":
      // Scripts in backquotes with escapes are read from a text of their own.
      return {
        ...TOP,
        ...APART,
        // What `>(...)` prints goes where the command's own output goes.
        isOutputCaptured:
          node.type !== "ProcessSubstitution" || node.operator === "<" || place.isOutputCaptured,
        depth: place.depth + 1,
        span: place.span ?? (node.script?.source === undefined ? undefined : spanOf(node)),
      };
    case "ParameterExpansion":
    case "ArithmeticExpansion":
      return { ...place, depth: place.depth + 1 };
    case "Redirected":
      return node.redirects.some(takesOutput) ? { ...place, isOutputRedirected: true } : place;
    case "TestCommand":
      return { ...place, isTested: true };
    default:
      return place;
  }
}

function placeOfChild(node: SyntaxNode, place: Place, child: SyntaxNode, index: number): Place {
  switch (node.type) {
    case "AndOr":
      return index === 0 ? place : conditional(place);
    case "If":
    case "While":
      return child === node.clause ? place : conditional(place);
    case "For":
    case "Select":
    case "ArithmeticFor":
      return child === node.body ? conditional(place) : place;
    case "CaseItem":
      return child === node.body ? conditional(place) : place;
    case "Case":
      return child === node.word ? { ...place, isTested: true } : place;
    case "Command":
      return isTest(node.name?.value) && child.type === "Word" ? { ...place, isTested: true } : place;
    default:
      return place;
  }
}

/** Every member of a pipeline is a process of its own; `! make` is a pipeline of one. */
function placesInPipeline(members: number, place: Place, children: readonly SyntaxNode[]): Place[] {
  if (members < 2) return children.map(() => place);
  const pipes = Array.from({ length: members - 1 }, (): Pipe => ({}));
  const prefixes = children.length - members;
  return children.map((_, i) => ({
    ...apart(place),
    input: i > prefixes ? pipes[i - prefixes - 1] : place.input,
    output: pipes[i - prefixes] ?? place.output,
  }));
}

/** Whether a redirection takes what a command prints from the log. */
export function takesOutput(redirection: Redirection): boolean {
  if (redirection.type !== "Redirect" || !WRITES.test(redirection.operator)) return false;
  const { descriptor, target } = redirection;
  const isOutput =
    descriptor === undefined || (descriptor.type === "FileDescriptor" && descriptor.value === 1);
  return isOutput && !STAYS_IN_LOG.test(target?.value ?? "");
}

const WRITES = />/;
const STAYS_IN_LOG = /^([0-9]+|\/dev\/(stdout|stderr|tty|fd\/[12]))$/;

function isTest(name: string | undefined): boolean {
  return name === "[" || name === "test";
}

const APART = { isInShell: false, isInFunction: false, isUnconditional: false };

function apart(place: Place): Place {
  return { ...place, ...APART };
}

function conditional(place: Place): Place {
  return { ...place, isUnconditional: false };
}

export function spanOf({ pos, end }: Positioned): Span {
  return { start: pos, end };
}
