import { BYTES_BEFORE_BREAK } from "./scanner";
import { BYTE_FORMS, TEXT_FORMS } from "./text-forms";

/** Shorter texts would mask half of a log and hide nothing. */
const SHORTEST = 4;

/** Whether a secret is long enough to be masked. */
export function isMaskable(secret: string): boolean {
  return secret.trim().length >= SHORTEST;
}

/** All that a stream may show secrets as, one character a byte. */
export interface SecretForms {
  /** What stands in a stream as it is. */
  readonly texts: ReadonlySet<string>;
  /** Letters of base64 and hexadecimal digits, which tools break into lines wherever they like. */
  readonly encoded: ReadonlySet<string>;
}

export function formsOf(secrets: Iterable<string>): SecretForms {
  const texts = new Set<string>();
  const encoded = new Set<string>();
  const add = (forms: Set<string>, form: string) => isMaskable(form) && forms.add(form);
  for (const secret of secrets) {
    // Lone halves of surrogate pairs cannot be encoded, and no stream can carry them.
    const value = Buffer.from(secret, "utf8").toString("utf8");
    const parts = partsOf(value);
    for (const part of parts) {
      for (const lineBreak of LINE_BREAKS) add(texts, bytesOf(part.replace(LINE_BREAK, lineBreak)));
    }
    for (const text of new Set(parts.flatMap(asSteps))) {
      for (const form of TEXT_FORMS) add(texts, bytesOf(form(text)));
      for (const form of BYTE_FORMS) add(texts, form(bytesOf(text)));
      for (const form of hexForms(text)) add(encoded, form);
    }
    // Other than those above, base64 of two lines is more than that of each.
    for (const text of new Set([value, ...parts].flatMap(asSteps))) {
      for (const form of base64Forms(text)) add(encoded, form);
    }
  }
  return { texts, encoded };
}

const bytesOf = (text: string) => Buffer.from(text, "utf8").toString("latin1");

const LINE_BREAK = /\r\n|\r|\n/g;
/** What line breaks become in files of Windows, on terminals of Windows and for some shells. */
const LINE_BREAKS = ["\n", " ", "\r\n", "\r\r\n"];

/** How the steps of a build see a value: the first as it is, later ones in one line. */
function asSteps(value: string): string[] {
  return [value, value.replace(/[\r\n]/g, " ")];
}

/**
 * The lines of a value, so that each is masked alone. A line that is too short for that is masked beside the next one
 * that is not, or beside the one before when it is the last.
 */
function partsOf(value: string): string[] {
  const [first, ...rest] = value.split(/(\r\n|\r|\n)/);
  // Each line but the first after the break that stands before it.
  const lines = [first, ...rest.flatMap((text, i) => (i % 2 === 0 ? [text + rest[i + 1]] : []))];
  const isLong = (line: string) => isMaskable(line);
  if (!lines.some(isLong)) return isMaskable(value) ? [value] : [];
  const parts: string[] = [];
  let [before, short] = ["", ""];
  for (const line of lines) {
    if (!isLong(line)) {
      short += line;
      continue;
    }
    parts.push(line);
    if (short.trim() !== "") parts.push(short + line);
    [before, short] = [line, ""];
  }
  if (short.trim() !== "") parts.push(before + short);
  return parts.map((part) => part.replace(/^[\r\n]+/, ""));
}

/**
 * Base64 of a text inside a longer one depends on where it begins; only the letters that it alone decides count. Those
 * of base64 for URLs count as the others.
 */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return withEarlyBreak(encoded.slice(first, last));
  });
}

function hexForms(text: string): string[] {
  const digits = Buffer.from(text, "utf8").toString("hex");
  return [digits, digits.toUpperCase()].flatMap(withEarlyBreak);
}

/** How many letters are looked for alone. */
const HEAD = 20;

/**
 * A scanner takes no notice of line breaks but of those in the first letters. So what follows these is looked for by
 * itself; the head that is looked for, too, overlaps it, and together they mask everything.
 */
function withEarlyBreak(letters: string): string[] {
  const early = BYTES_BEFORE_BREAK - 1;
  return letters.length < early + 2 * SHORTEST ? [letters] : [letters.slice(0, HEAD), letters.slice(early)];
}
