// Random changes of texts, the same ones for the same seed: the fuzz test and the bench read what they make.

/** Longest text that is made, in characters. */
const LONGEST = 20_000;
/** Most changes of one text. */
const MOST_CHANGES = 4;

/** What means something to YAML, to the shell, or to a build specification. */
const TOKENS = [
  ..."-?:,[]{}#&*!|>'\"%@`~<=$()\\;/ \t\n\r\0\u0007\u0085\u00A0\u2028\uFEFF\uFFFD",
  ..."🚀é中",
  "\n  ",
  "\n- ",
  "\n\t",
  "\r\n",
  ": ",
  " #",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "<<: *a",
  "&a ",
  "*a",
  "!!int ",
  "!x ",
  "|\n",
  "|2-\n",
  ">+\n",
  "? ",
  "\\u0041",
  "null",
  "yes",
  "0o17",
  "1e400",
  "$",
  "${",
  "${A}",
  "${A:-",
  "$(",
  "$((",
  "`",
  "<<EOF\n",
  "<<-'EOF'\n",
  "\nEOF\n",
  "<<<",
  "<(",
  " | ",
  " && ",
  "if ",
  " then ",
  "; fi",
  "case a in ",
  " esac",
  "for i in ",
  "; do ",
  " done",
  "f() {",
  "[[ ",
  " ]]",
  "export A=",
  "A=(",
  "cd ..",
  "sudo ",
  "version: 0.1\n",
  "component: build\n",
  "steps:\n",
  "  - type: Command\n",
  "    command: |\n",
  "    onFailure:\n",
  "env:\n  variables:\n",
  "  exportedVariables:\n",
  "phases:\n",
  "__proto__: ",
  "constructor: ",
  "toString: ",
];

const INDENTS = [" ", "  ", "    ", "\t"];

/** Numbers from 0 up to 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (next, limit) => Math.floor(next() * limit);
const oneOf = (next, items) => items[below(next, items.length)];
const cut = (text, from, to, instead = "") => text.slice(0, from) + instead + text.slice(to);

/** Changes the lines from a random one on. */
const ofLines = (change) => (text, next) => {
  const lines = text.split("\n");
  change(lines, below(next, lines.length), next);
  return lines.join("\n");
};

/** Changes the bytes of a text, from a random one on; what is no UTF-8 afterwards is decoded as by any reader. */
const ofBytes = (change) => (text, next) => {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) change(bytes, below(next, bytes.length), next);
  return bytes.toString("utf8");
};

const CHANGES = {
  deleteLines: ofLines((lines, at, next) => lines.splice(at, 1 + below(next, 3))),
  repeatLine: ofLines((lines, at, next) =>
    lines.splice(at, 0, ...Array(1 + below(next, 20)).fill(lines[at])),
  ),
  swapLines: ofLines((lines, at, next) => {
    const other = below(next, lines.length);
    [lines[at], lines[other]] = [lines[other], lines[at]];
  }),
  indentLine: ofLines((lines, at, next) => (lines[at] = oneOf(next, INDENTS) + lines[at])),
  unindentLine: ofLines((lines, at, next) => (lines[at] = lines[at].slice(1 + below(next, 4)))),
  joinLines: ofLines((lines, at) => lines.splice(at, 2, lines.slice(at, at + 2).join(" "))),
  flipBits: ofBytes((bytes, at, next) => (bytes[at] ^= 1 << below(next, 8))),
  anyBytes: ofBytes((bytes, at, next) => {
    for (let i = at; i < Math.min(bytes.length, at + 4); i++) bytes[i] = below(next, 256);
  }),
  truncate: (text, next) => text.slice(0, below(next, text.length + 1)),
  insertToken: (text, next) => {
    const at = below(next, text.length + 1);
    return cut(text, at, at, oneOf(next, TOKENS));
  },
  insertTokens: (text, next) => {
    const at = below(next, text.length + 1);
    return cut(text, at, at, Array.from({ length: 2 + below(next, 20) }, () => oneOf(next, TOKENS)).join(""));
  },
  replaceByToken: (text, next) => {
    const at = below(next, text.length + 1);
    return cut(text, at, at + below(next, 4), oneOf(next, TOKENS));
  },
  deletePiece: (text, next) => {
    const at = below(next, text.length + 1);
    return cut(text, at, at + below(next, 40));
  },
  repeatPiece: (text, next) => {
    const at = below(next, text.length + 1);
    const piece = text.slice(at, at + 1 + below(next, 60));
    return cut(text, at, at, piece.repeat(1 + below(next, 50)));
  },
  movePiece: (text, next) => {
    const from = below(next, text.length + 1);
    const piece = text.slice(from, from + 1 + below(next, 80));
    const rest = cut(text, from, from + piece.length);
    const to = below(next, rest.length + 1);
    return cut(rest, to, to, piece);
  },
  splice: (text, next, other) =>
    text.slice(0, below(next, text.length + 1)) + other.slice(below(next, other.length + 1)),
  otherLineEnds: (text) =>
    text.includes("\r\n") ? text.replace(/\r\n/g, "\r") : text.replace(/\n/g, "\r\n"),
};

/** So many changed texts, from the given ones and a seed. */
function* mutations(texts, seed, count) {
  const next = random(seed);
  const changes = Object.values(CHANGES);
  for (let i = 0; i < count; i++) {
    let text = oneOf(next, texts);
    for (let changed = below(next, MOST_CHANGES); changed >= 0; changed--) {
      text = oneOf(next, changes)(text, next, oneOf(next, texts)).slice(0, LONGEST);
    }
    yield text;
  }
}

module.exports = { mutations };
