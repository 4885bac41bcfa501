import * as fc from "fast-check";
import { masked, split, splits } from "./streams";
import { formsOf } from "../../../src/runner/masking/secret-forms";

const RUNS = { numRuns: 10_000, seed: 6 };
/** Few letters, so that secrets overlap, and everything that an encoding changes. */
const letter = fc.constantFrom("a", "b", "c", "ä", "🙂", " ", "\n", "\r\n", '"', "'", "\\", "/", "+", "=", "&", "%", "-", "$"); // prettier-ignore
const anySecret = fc.string({ unit: letter, minLength: 4, maxLength: 12 });
const isLong = (text: string) => text.trim().length >= 4;

/** Secrets of which later ones may begin, end or hold an earlier one. */
const secretLists = fc
  .array(fc.tuple(anySecret, fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 })
  .map((drawn) =>
    drawn.map(([text, from, kind], i) => {
      const other = i === 0 ? "" : drawn[i - 1][0];
      return [text, [...other].slice(from % 5).join("") + text, text + other, `${text}\n${other}`][kind % 4];
    }),
  );

const hex = (c: string) => c.charCodeAt(0).toString(16);
/** Written here once more, so that the masker's own encoders cannot be wrong in the same way. */
const ENCODERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/\r\n|\n/g, "\r\n"),
  (text) => text.replace(/[\r\n]/g, " "),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => JSON.stringify(text).slice(1, -1).replace(/[\u0080-\uffff]/g, (c) => `\\u${hex(c).padStart(4, "0")}`),
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  (text) => new URLSearchParams([["", text]]).toString().slice(1),
  (text) => text.split("'").join(`'\\''`),
  (text) => text.split("&").join("&amp;").split('"').join("&quot;"),
  (text) => [...text].map((c) => (/[a-c\n\r/+=%ä🙂-]/u.test(c) ? c : `\\${c}`)).join(""),
  (text) => Buffer.from(text).toString("hex"),
]; // prettier-ignore

/** Base64 of a text that has neighbours, in lines. */
const base64 = (before: number, width: number, text: string) =>
  Buffer.from("x".repeat(before) + text + "yz")
    .toString("base64")
    .replace(new RegExp(`.{${width}}`, "g"), "$&\n");
/** The letters of it that the text alone decides. */
const ownLetters = (before: number, text: string) => {
  const bytes = Buffer.byteLength(text);
  return base64(before, 10_000, text).slice(
    Math.ceil((before * 8) / 6),
    Math.floor(((before + bytes) * 8) / 6),
  );
};

/** Secrets and a stream that is full of them and of what is nearly one. */
const streams = secretLists.chain((secrets) => {
  const one = fc.constantFrom(...secrets);
  const encoded = fc.tuple(one, fc.constantFrom(...ENCODERS)).map(([secret, encode]) => encode(secret));
  const inBase64 = fc
    .tuple(fc.nat(5), fc.integer({ min: 8, max: 76 }), one)
    .map(([before, width, secret]) => base64(before, width, secret));
  const beginning = fc.tuple(encoded, fc.nat()).map(([text, length]) => text.slice(0, length % text.length));
  const piece = fc.oneof(encoded, encoded, inBase64, beginning, fc.string({ unit: letter, maxLength: 4 }));
  return fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => ({ secrets, bytes: Buffer.from(pieces.join("")) }));
});

/** Everything of secrets that must never be shown. */
function forbidden(secrets: readonly string[]): string[] {
  const texts = secrets.flatMap((secret) => [secret, ...secret.split(/[\r\n]+/)]).filter(isLong);
  return texts.flatMap((text) => [
    ...ENCODERS.map((encode) => encode(text)),
    ...[0, 1, 2].map((before) => ownLetters(before, text)).filter((letters) => letters.length >= 8),
  ]);
}

test("no split of a stream ever shows a secret, and all show the same", () => {
  fc.assert(
    fc.property(streams, splits, ({ secrets, bytes }, places) => {
      const shown = masked(secrets, split(bytes, places));
      const text = shown.toString();
      const leaked = forbidden(secrets).filter((form) => text.includes(form));
      const single = Array.from(bytes, (byte) => Buffer.from([byte]));
      return leaked.length === 0 && masked(secrets, single).equals(shown);
    }),
    RUNS,
  );
});

/** What a plain search for each form would leave. */
function searched(secrets: readonly string[], bytes: Buffer): Buffer {
  const { texts, encoded } = formsOf(secrets);
  const isSecret = new Uint8Array(bytes.length);
  const continues = new Uint8Array(bytes.length);
  for (const needle of [...texts, ...encoded].map((form) => Buffer.from(form, "latin1"))) {
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
      isSecret.fill(1, at, at + needle.length);
      continues.fill(1, at + 1, at + needle.length);
    }
  }
  const parts = Array.from(bytes, (byte, i) => {
    if (isSecret[i] === 0) return Buffer.from([byte]);
    return Buffer.from(continues[i] === 0 ? "***" : "");
  });
  return Buffer.concat(parts);
}

test("a stream in one line is masked where a search for each form finds one, and nowhere else", () => {
  const inOneLine = streams.map(({ secrets, bytes }) => ({
    secrets,
    // Two letters of base64 count as those of base64 for URLs, which a plain search does not know.
    bytes: Buffer.from(bytes.toString().replace(/[\r\n_-]/g, "")),
  }));
  fc.assert(
    fc.property(inOneLine, splits, ({ secrets, bytes }, places) => {
      return masked(secrets, split(bytes, places)).equals(searched(secrets, bytes));
    }),
    { ...RUNS, numRuns: 2_000 },
  );
});

test("a stream without a secret is shown byte by byte, whatever the bytes", () => {
  // No form of such a secret has a byte above 0x7f.
  const harmless = fc
    .uint8Array({ maxLength: 200 })
    .map((bytes) => Buffer.from(bytes.map((byte) => 0x80 + (byte % 0x80))));
  const plain = fc.array(fc.stringMatching(/^[a-z]{4,12}$/));
  fc.assert(
    fc.property(plain, harmless, splits, (secrets, bytes, places) =>
      masked(secrets, split(bytes, places)).equals(bytes),
    ),
    { ...RUNS, numRuns: 1_000 },
  );
});
