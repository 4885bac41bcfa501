import * as fc from "fast-check";
import { masked, maskedText, split } from "./streams";
import { Masker } from "../../../src/runner/masking/masker";

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

  test("shows the end of a line at once, even behind a secret in base64", () => {
    const masker = new Masker(["hunter22"]);
    expect(masker.push(Buffer.from("aHVudGVyMjI\n")).toString()).toBe("***I\n");
  });

  test("shows a line at once whose last letters are the first of a secret in base64", () => {
    expect(new Masker(["hunter22"]).push(Buffer.from("value: aHV\n")).toString()).toBe("value: aHV\n");
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

  test("masks long secrets, and many", () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `line-${i * 7919} ${"x".repeat(50)}`);
    const bundle = lines.join("\n");
    expect(bundle.length).toBeGreaterThan(256_000);
    const shown = masked([bundle], split(Buffer.from(`<${bundle}>`), [1000, 100_000, 200_001])).toString();
    expect(shown).toBe(`<${lines.map(() => "***").join("\n")}>`);
    const tokens = Array.from({ length: 200 }, (_, i) => `token-${i * 104_729}-end`);
    expect(maskedText(tokens, tokens.join(" "))).toBe(tokens.map(() => "***").join(" "));
  });

  test("masks a text that repeats itself as one, however long", () => {
    const stream = Array.from({ length: 50 }, () => Buffer.alloc(20_000, "a"));
    expect(masked(["a".repeat(1000)], [Buffer.from("b"), ...stream, Buffer.from("b")]).toString()).toBe(
      "b***b",
    );
  });

  test("masks no blanks because of a blank line in a secret", () => {
    expect(maskedText(["first line\n      \nlast line"], "      indented")).toBe("      indented");
  });

  test("does not mask the short lines of a secret", () => {
    expect(maskedText(["{\n  a\n}\nlong enough"], "{ } a long enough")).toBe("{ } a ***");
  });

  test("masks short lines of a secret beside its long ones", () => {
    const secret = "{\nfirst long\n-\nsecond long\n}";
    expect(maskedText([secret], `<${secret}>`)).toBe("<***\n***>");
    expect(maskedText([secret], "{\nother\n-\n}")).toBe("{\nother\n-\n}");
  });
});

const SECRET = `p"ä's!& <wörd>/+~`;
/** As long as a key or a token: tools cut its base64 form into lines. */
const TOKEN = Array.from({ length: 20 }, (_, i) => `part-${i}.`).join("");
const SHORT = "tok-1234";
const base64 = (text: string) => Buffer.from(text).toString("base64");
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
    ["in a URL in lower case", percent(SECRET).toLowerCase()],
    ["in a path of a URL, as Python writes it", percent(SECRET).replace(/%2F/g, "/")],
    ["in a whole URL, as JavaScript writes it", encodeURI(SECRET)],
    ["in single quotes of a shell", SECRET.replace(/'/g, `'\\''`)],
    ["in XML", xml(SECRET)],
    ["in an attribute of XML", xml(SECRET).replace(/"/g, "&quot;").replace(/'/g, "&#39;")],
    ["in JSON in JSON", JSON.stringify(JSON.stringify(SECRET))],
    ["in JSON of PHP", ascii(SECRET).replace(/\//g, "\\/")],
    ["in JSON of .NET", "p\\u0022\\u00E4\\u0027s!\\u0026 \\u003Cw\\u00F6rd\\u003E/\\u002B~"],
    ["in single quotes of YAML", SECRET.replace(/'/g, "''")],
    ["in hexadecimal digits", Buffer.from(SECRET).toString("hex")],
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

  test.each([
    ["base64", "base64", "\n"],
    ["base64 with line ends of Windows", "base64", "\r\n"],
    ["hexadecimal digits", "hex", "\n"],
  ] as const)("in lines of %s, wherever they break", (_, encoding, lineBreak) => {
    const lines = (text: string, width: number) =>
      text.match(new RegExp(`.{1,${width}}`, "g"))!.join(lineBreak);
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.constantFrom(60, 64, 76),
        fc.constantFrom(SHORT, TOKEN),
        (before, width, text) => {
          const whole = Buffer.from("u".repeat(before) + text + "v").toString(encoding);
          const around = Buffer.from("u".repeat(before)).toString(encoding).replace(/=+$/, "");
          const shown = maskedText([text], lines(whole, width)).replace(/[\r\n]/g, "");
          // Besides the edges, which neighbours have a part in, a break may show the first three letters.
          expect(shown.length).toBeLessThanOrEqual(around.length + "***".length + 4 + 3 + 4);
        },
      ),
      { seed: 6 },
    );
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

  test("without the quotes around it", () => {
    expect(maskedText(['"hunter22"\n'], "<hunter22>")).toBe("<***>");
  });

  test("without the blanks around it", () => {
    expect(maskedText(["  hunter22 \n"], "<hunter22>")).toBe("<***>");
  });
});
