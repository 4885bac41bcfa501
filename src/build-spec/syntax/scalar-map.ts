import { Scalar } from "yaml";

/**
 * Where the characters of a scalar's value stand in the file, for every style of YAML. What a character is written as
 * begins there: an escape, or the line break that was folded into a blank.
 *
 * The text must have been read with LF only. The first call reads the scalar once; all further ones are look-ups.
 *
 * @returns the file's offset for an offset of the value; the value's length stands for its end
 */
export function sourceOffsets(text: string, node: Scalar): (offset: number) => number {
  const [start, end] = node.range ?? [0, 0];
  const value = node.source ?? String(node.value);
  let table: Int32Array | undefined;
  return (offset) => {
    table ??= tableOf(text.slice(start, end), value, node.type);
    return start + table[Math.min(Math.max(offset, 0), value.length)];
  };
}

function tableOf(source: string, value: string, type: Scalar.Type | undefined): Int32Array {
  const table = new Int32Array(value.length + 1);
  const mapped = fill(table, source, value, type);
  // What is left is a line break that the style adds; it stands where the text ends.
  const last = mapped === 0 ? 0 : table[mapped - 1] + 1;
  return table.fill(Math.min(last, source.length), mapped);
}

/** @returns how many entries it has filled */
function fill(table: Int32Array, source: string, value: string, type: Scalar.Type | undefined): number {
  switch (type) {
    case "BLOCK_LITERAL":
      return fillLiteral(table, source, value);
    case "BLOCK_FOLDED":
      return fillFolded(table, source, value);
    case "QUOTE_DOUBLE":
      return fillFlow(table, source, 1, DOUBLE_ESCAPE);
    case "QUOTE_SINGLE":
      return fillFlow(table, source, 1, SINGLE_ESCAPE);
    default:
      return fillFlow(table, source, 0, NO_ESCAPE);
  }
}

/** Each line of the value is a line of the file without its indentation. */
function fillLiteral(table: Int32Array, source: string, value: string): number {
  let at = 0;
  for (const { start, end } of contentLines(source, value)) {
    for (let i = start; i <= end && at < value.length; i++) table[at++] = i;
  }
  return at;
}

/** As a literal, but line breaks become one blank, none or several. */
function fillFolded(table: Int32Array, source: string, value: string): number {
  let at = 0;
  let lineBreak = source.indexOf("\n");
  for (const { start, end } of contentLines(source, value)) {
    if (start >= end || at >= value.length) continue;
    const before = at;
    while (value[at] === "\n") at++;
    // A line that begins with a blank is never joined to the one before.
    if (before === at && at > 0 && value[at] === " " && source[start] !== " ") at++;
    table.fill(lineBreak, before, at);
    for (let i = start; i < end && at < value.length; i++) table[at++] = i;
    lineBreak = end;
  }
  return at;
}

/** Lines of a block behind its indentation; the first line is the block's header. */
function* contentLines(source: string, value: string): Generator<{ start: number; end: number }> {
  const header = source.indexOf("\n") + 1;
  if (header === 0) return;
  const indent = depthOfInk(source.slice(header)) - depthOfInk(value);
  for (let line = header; line <= source.length;) {
    const lineBreak = source.indexOf("\n", line);
    const end = lineBreak < 0 ? source.length : lineBreak;
    yield { start: Math.min(line + indent, end), end };
    line = end + 1;
  }
}

/** How deep the first line is indented that is more than blanks. */
function depthOfInk(text: string): number {
  return /(?:^|\n)( *)[^ \n]/.exec(text)?.[1].length ?? 0;
}

/** Escapes of a style: what is one character (or none, for a line break) of the value. */
const NO_ESCAPE = /(?!)/y;
const SINGLE_ESCAPE = /''/y;
const DOUBLE_ESCAPE = /\\(?:\n[ \t]*|x.{2}|u.{4}|U.{8}|[^])/y;

/** Blanks around a line break are folded into one blank, or into one line break less. */
const BLANKS = /[ \t\n]+/y;

function fillFlow(table: Int32Array, source: string, quote: number, escape: RegExp): number {
  let at = 0;
  for (let i = quote; i < source.length - quote && at < table.length - 1;) {
    const escaped = matchAt(escape, source, i);
    const text = escaped ?? matchAt(BLANKS, source, i) ?? source[i];
    const length = escaped === undefined ? lengthUnfolded(text) : lengthOfEscape(escaped);
    if (length === text.length) for (let j = 0; j < length; j++) table[at + j] = i + j;
    else table.fill(i + Math.max(0, text.indexOf("\n")), at, at + length);
    at += length;
    i += text.length;
  }
  return Math.min(at, table.length - 1);
}

function lengthUnfolded(text: string): number {
  const lines = text.split("\n").length;
  return lines === 1 ? text.length : Math.max(1, lines - 2);
}

function lengthOfEscape(escape: string): number {
  if (escape.startsWith("\\\n")) return 0;
  return escape.startsWith("\\U") && parseInt(escape.slice(2), 16) > 0xffff ? 2 : 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
