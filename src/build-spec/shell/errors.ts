import { ErrorKind, ERROR_KINDS, OPEN_NODES } from "./error-kinds";
import { Place } from "./place";
import { ShellError, Span } from "./script-facts";
import { ForEachChild, ParsedScript, SyntaxNode } from "./tree";

/** Errors of one script that are kept; those after the first are mostly its consequences. */
const MAX_ERRORS = 20;
/** What the library says of what it does not read on, though the shell may. */
const GIVEN_UP = /^maximum /;

const UNKNOWN: ErrorKind = {
  pattern: /^/,
  shown: "place",
  message: "it cannot be read",
  fix: "try it with `bash -n`",
};

/** The errors of a script or substitution, without those of the substitutions in it. */
export function errorsOf(script: ParsedScript, place: Place, text: string, each: ForEachChild): ShellError[] {
  const errors = (script.errors ?? []).slice(0, MAX_ERRORS);
  if (errors.some(({ message }) => GIVEN_UP.test(message))) return [];
  const source = script.source ?? text;
  return errors.map(({ message, pos }) => {
    const kind = ERROR_KINDS.find(({ pattern }) => pattern.test(message)) ?? UNKNOWN;
    const named = kind.pattern.exec(message)?.[1] ?? "";
    const span = SHOWN[kind.shown]({ script, source, pos: Math.min(pos, source.length), named, each });
    const fill = (pattern: string) =>
      pattern.replaceAll("$1", () => named).replaceAll("$0", () => source.slice(span.start, span.end));
    return { message: fill(kind.message), fix: fill(kind.fix), ...(place.span ?? span) };
  });
}

interface Found {
  readonly script: ParsedScript;
  readonly source: string;
  readonly pos: number;
  /** What the message names. */
  readonly named: string;
  readonly each: ForEachChild;
}

const SHOWN: Readonly<Record<ErrorKind["shown"], (found: Found) => Span>> = {
  token: ({ source, pos, named }) =>
    source.startsWith(named, pos) ? { start: pos, end: pos + named.length } : ink(source, pos),
  word: ({ source, pos, named }) => {
    const start = source.lastIndexOf(named, pos - named.length);
    return start < 0 ? ink(source, pos) : { start, end: start + named.length };
  },
  begins: ({ source, pos }) => lengthOf(OPENING, source, pos),
  open: (found) => {
    const open = openNode(found);
    return open === undefined ? ink(found.source, found.pos) : lengthOf(KEYWORD, found.source, open.pos);
  },
  place: ({ source, pos }) => ink(source, pos),
};

const OPENING = /\$\(\(|\(\(|[$<>=]\(|\$[{'"[]|[^]/y;
const KEYWORD = /[a-z]+|\[\[|[^]/y;

function lengthOf(pattern: RegExp, text: string, start: number): Span {
  pattern.lastIndex = start;
  return { start, end: start + (pattern.exec(text)?.[0].length ?? 0) };
}

/** The last character up to a place that is no blank: the next one may be on a line far below. */
function ink(text: string, pos: number): Span {
  let start = Math.min(pos, text.length - 1);
  while (start > 0 && /\s/.test(text[start])) start--;
  return start < 0 ? { start: 0, end: 0 } : { start, end: start + 1 };
}

/** The innermost construct that is not finished; the library lets it end where it begins. */
function openNode({ script, pos, named, each }: Found): SyntaxNode | undefined {
  const types = OPEN_NODES[named] ?? [];
  const nodes: SyntaxNode[] = [script];
  let innermost: SyntaxNode | undefined;
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.pos > pos) continue;
    const isOpen = node.end === node.pos || node.end >= pos;
    if (isOpen && types.includes(node.type) && node.pos >= (innermost?.pos ?? 0)) innermost = node;
    if (node.type !== "Word") each(node, (child) => void nodes.push(child));
  }
  return innermost;
}
