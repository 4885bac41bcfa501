import * as fc from "fast-check";
import { Masker } from "../../src/runner/masking";

/** What is shown of a stream that comes in these chunks. */
function masked(secrets: readonly string[], chunks: readonly Buffer[]): Buffer {
  const masker = new Masker(secrets);
  return Buffer.concat([...chunks.map((chunk) => masker.push(chunk)), masker.flush()]);
}

function maskedText(secrets: readonly string[], text: string): string {
  return masked(secrets, [Buffer.from(text)]).toString();
}

function split(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => bytes.subarray(cuts[i], cut));
}

/** Few letters, so that secrets overlap, and everything that an encoding changes. */
const letter = fc.constantFrom("a", "b", "ä", "🙂", " ", "\n", '"', "'", "\\", "/", "+", "=", "&", "%");
const secret = fc
  .string({ unit: letter, minLength: 4, maxLength: 9 })
  .filter((text) => text.trim().length >= 4);
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/\n/g, " "),
  (text) => text.replace(/\n/g, "\r\n"),
  (text) => JSON.stringify(text),
  (text) => encodeURIComponent(text),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(`x${text}y`).toString("base64url"),
  (text) => Buffer.from(`xx${text}yy`).toString("base64"),
];
const splits = fc.array(fc.nat(), { maxLength: 8 });
/** Secrets and a stream that is full of them and of their beginnings. */
const streams = fc.array(secret, { minLength: 1, maxLength: 4 }).chain((secrets) => {
  const encoded = fc
    .tuple(fc.constantFrom(...secrets), fc.constantFrom(...encodings))
    .map(([s, encode]) => encode(s));
  const beginning = fc.tuple(fc.constantFrom(...secrets), fc.nat(8)).map(([s, length]) => s.slice(0, length));
  const piece = fc.oneof(encoded, beginning, fc.string({ unit: letter, maxLength: 5 }));
  return fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => ({ secrets, bytes: Buffer.from(pieces.join("")) }));
});

describe("any split of a stream", () => {
  test("never shows a secret, one of its lines or an encoded form", () => {
    fc.assert(
      fc.property(streams, splits, ({ secrets, bytes }, places) => {
        const shown = masked(secrets, split(bytes, places)).toString();
        for (const text of secrets) {
          for (const line of text.split("\n").filter((part) => part.trim().length >= 4)) {
            expect(shown).not.toContain(line);
          }
          for (const encode of encodings.slice(0, 5)) expect(shown).not.toContain(encode(text));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("shows what the unsplit stream shows", () => {
    fc.assert(
      fc.property(streams, splits, ({ secrets, bytes }, places) => {
        expect(masked(secrets, split(bytes, places)).equals(masked(secrets, [bytes]))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("byte by byte, shows what the unsplit stream shows", () => {
    fc.assert(
      fc.property(streams, ({ secrets, bytes }) => {
        const single = [...bytes].map((byte) => Buffer.from([byte]));
        expect(masked(secrets, single).equals(masked(secrets, [bytes]))).toBe(true);
      }),
    );
  });

  test("without a secret in it is shown byte by byte, whatever the bytes", () => {
    // No form of such a secret has a byte above 0x7f.
    const harmless = fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) => Buffer.from(bytes.map((byte) => 0x80 + (byte % 0x80))));
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{4,12}$/)),
        harmless,
        splits,
        (secrets, bytes, places) => {
          expect(masked(secrets, split(bytes, places)).equals(bytes)).toBe(true);
        },
      ),
    );
  });
});

describe("a masker", () => {
  test("masks secrets that overlap as one", () => {
    expect(maskedText(["ipsum dolor", "dolor sit"], "Lorem ipsum dolor sit amet")).toBe("Lorem *** amet");
    expect(maskedText(["abab"], "-ababab-")).toBe("-***-");
    expect(maskedText(["inner", "an inner text"], "(an inner text)")).toBe("(***)");
    expect(maskedText(["secret", "secretive"], "secretive secret")).toBe("*** ***");
  });

  test("masks every occurrence, also one right after another", () => {
    expect(maskedText(["hunter22"], "hunter22hunter22 hunter22")).toBe("****** ***");
  });

  test("holds back no more than what may become a secret", () => {
    const masker = new Masker(["hunter22"]);
    expect(masker.push(Buffer.from("Password: ")).toString()).toBe("Password: ");
    expect(masker.push(Buffer.from("hunter")).toString()).toBe("");
    expect(masker.push(Buffer.from("s are ")).toString()).toBe("hunters are ");
  });

  test("shows the beginning of a secret that the stream ends with", () => {
    expect(maskedText(["hunter22"], "the hunter2")).toBe("the hunter2");
  });

  test("can be used again after a flush", () => {
    const masker = new Masker(["hunter22"]);
    masker.push(Buffer.from("hunt"));
    expect(masker.flush().toString()).toBe("hunt");
    expect(Buffer.concat([masker.push(Buffer.from("er22 hunter22")), masker.flush()]).toString()).toBe(
      "er22 ***",
    );
    expect(masker.flush()).toHaveLength(0);
  });

  test("without secrets, or with nothing but empty ones, shows everything at once", () => {
    for (const secrets of [[], [""], ["", "\n"]]) {
      expect(new Masker(secrets).push(Buffer.from("anything\n")).toString()).toBe("anything\n");
    }
  });

  test("takes the characters of regular expressions literally", () => {
    expect(maskedText(["a.c*(d"], "abc(d a.c*(d")).toBe("abc(d ***");
    expect(maskedText(["[x]{4}$|^"], "xxxx [x]{4}$|^")).toBe("xxxx ***");
  });

  test("masks no blanks because of a blank line in a secret", () => {
    expect(maskedText(["first line\n      \nlast line"], "      indented")).toBe("      indented");
  });

  test("does not mask the short lines of a secret", () => {
    expect(maskedText(["{\n  a\n}\nlong enough"], "{ } a long enough")).toBe("{ } a ***");
  });
});

const SECRET = `p"ä's!& <wörd>/+~`;
/** As long as a key or a token: tools cut its base64 form into lines. */
const TOKEN = Array.from({ length: 20 }, (_, i) => `part-${i}.`).join("");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const lines = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, "g"))!.join("\n");
const ascii = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const xml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

describe("a secret is masked", () => {
  test.each([
    ["as it is", SECRET],
    ["in double quotes, without them", SECRET.trim()],
    ["in JSON", JSON.stringify(SECRET)],
    ["in JSON of ASCII characters alone, as Python writes it", ascii(SECRET)],
    [
      "in JSON that is safe in HTML, as Go writes it",
      JSON.stringify(SECRET).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    ],
    ["in a URL, as JavaScript writes it", encodeURIComponent(SECRET)],
    ["in a URL, as jq and Python write it", percent(SECRET)],
    ["in a form, as curl and browsers send it", new URLSearchParams({ p: SECRET }).toString()],
    ["in single quotes of a shell", SECRET.replace(/'/g, `'\\''`)],
    ["in XML", xml(SECRET)],
    ["in base64", base64(SECRET)],
    ["in base64 without padding", base64(SECRET).replace(/=+$/, "")],
    ["in base64 after one byte", base64(`:${SECRET}:`)],
    ["in base64 after two bytes", base64(`ab${SECRET}`)],
    ["in base64 of a pair of name and password", base64(`someone:${SECRET}`)],
    ["in base64 for URLs", Buffer.from(`?>${SECRET}`).toString("base64url")],
  ])("%s", (_, text) => {
    const around = `before ${text} after`;
    const result = maskedText([SECRET], around);
    expect(result).toContain("***");
    // No more than the edges of an encoding, which the neighbours have a part in, may be left of it.
    expect(result.length).toBeLessThanOrEqual("before *** after".length + 14);
  });

  test("in base64 of any longer text, but for the letters that its neighbours have a part in", () => {
    const neighbour = fc.stringMatching(/^[a-z]{0,5}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{6,20}$/), neighbour, neighbour, (text, before, after) => {
        const offset = before.length % 3;
        const own = Math.floor(((offset + text.length) * 8) / 6) - Math.ceil((offset * 8) / 6);
        const whole = base64(`${before}${text}${after}`);
        const { length } = maskedText([text], whole);
        expect(length).toBeLessThanOrEqual(whole.length - own + "***".length);
      }),
    );
  });

  test.each([76, 64])("in base64 that is cut into lines of %d letters", (width) => {
    const result = maskedText([TOKEN], lines(base64(TOKEN), width));
    for (const line of lines(base64(TOKEN), width).split("\n")) {
      expect(result).not.toContain(line.slice(0, 40));
    }
  });

  test.each([
    ["with its own line breaks", "\n"],
    ["with line breaks of Windows", "\r\n"],
    ["with line breaks that a Windows terminal has doubled", "\r\r\n"],
    ["with blanks for line breaks, as in the following steps", " "],
    ["with escaped line breaks", "\\n"],
  ])("%s", (_, lineBreak) => {
    // Each line alone is too short to be masked.
    expect(maskedText(["ab\ncd\nef"], `<${["ab", "cd", "ef"].join(lineBreak)}>`)).toBe("<***>");
  });

  test.each(["ab\rcd\ref", "ab\r\ncd\r\nef"])("in the form that later steps see, when it is %j", (value) => {
    expect(maskedText([value], `<${value.replace(/[\r\n]/g, " ")}>`)).toBe("<***>");
  });

  test("line by line, when each line stands alone", () => {
    const key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n";
    expect(maskedText([key], "1: MIIEvQIBADANBg\n2: kqhkiG9w0BAQEF\n")).toBe("1: ***\n2: ***\n");
  });

  test("without the blanks around it", () => {
    expect(maskedText(["  hunter22 \n"], "<hunter22>")).toBe("<***>");
  });
});
