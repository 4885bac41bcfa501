/** Control characters that could move the cursor or change the terminal; tabs, line ends and colours stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[[\d;]*m)/g;

/** What could make a name look like another text or like several lines: colours, line ends, reversed writing. */
// eslint-disable-next-line no-control-regex
const DISGUISE = /\u001b\[[\d;]*m|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Any of them, colours included: to look for this alone takes half the time, and most texts have none. */
// eslint-disable-next-line no-control-regex
const ANY_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Whether there is a control character in a text, or a colour. */
export function hasControls(text: string): boolean {
  return !isPlain(text) && ANY_CONTROL.test(text);
}

/** The low bytes of a text; control characters have no others. */
const bytes = Buffer.alloc(128 * 1024);
const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

/** By the byte, 1 for printable ASCII, tab and line feed. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number((byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a),
);

/**
 * Whether a text is nothing but printable ASCII, tabs and line feeds; false where it is too long to tell. Steps may print
 * gigabytes of it, and to look at four bytes at once takes 0.4 of the time of a regular expression. It is one loop since
 * functions for its parts take many times as long.
 */
function isPlain(text: string): boolean {
  if (text.length > bytes.length - words.BYTES_PER_ELEMENT) return false;
  const end = bytes.write(text, "latin1");
  bytes.fill(" ", end, end + words.BYTES_PER_ELEMENT);
  /* eslint-disable no-bitwise */
  for (let word = 0, at = 0; at < end; word++, at += 4) {
    const four = words[word];
    // The highest bit of a byte is set in one of the three if it is 0x80 or more, less than 0x20, or 0x7f.
    if (((four | (four - 0x20202020) | (four + 0x01010101)) & 0x80808080) === 0) continue;
    const arePlain = PLAIN[bytes[at]] & PLAIN[bytes[at + 1]] & PLAIN[bytes[at + 2]] & PLAIN[bytes[at + 3]];
    if (arePlain === 0) return false;
  }
  /* eslint-enable no-bitwise */
  return true;
}

/** A text without what could do more to a terminal than print and colour. */
export function withoutControls(text: string): string {
  return hasControls(text) ? text.replace(CONTROL, "") : text;
}

/** A name as a part of one line, in which it cannot pass for anything else. */
export function onOneLine(name: string): string {
  return withoutControls(name)
    .replace(DISGUISE, "")
    .replace(/[\t\n]/g, " ");
}
