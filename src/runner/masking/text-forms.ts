/** A text as a tool prints it; the marks around it, such as quotes, are not a part of it. */
export type Encoder = (text: string) => string;

/** As `String.replace` with a character's code in hexadecimal digits behind an escape. */
function escaped(text: string, characters: RegExp, escape: (code: number) => string): string {
  return text.replace(characters, (character) => escape(character.charCodeAt(0)));
}

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, "0");
const unicodeEscape = (code: number) => `\\u${hex(code, 4)}`;
const percentEscape = (code: number) => `%${hex(code, 2).toUpperCase()}`;
const octalEscape = (byte: number) => `\\${byte.toString(8).padStart(3, "0")}`;

const json: Encoder = (text) => JSON.stringify(text).slice(1, -1);

const JSON_FORMS: readonly Encoder[] = [
  // JavaScript, jq, Rust.
  json,
  // Python and other writers of ASCII alone.
  (text) => escaped(json(text), /[^\u0000-\u007f]/g, unicodeEscape),
  // Go, safe in HTML.
  (text) => escaped(json(text), /[&<>\u2028\u2029]/g, unicodeEscape),
  // Gson, safe in HTML.
  (text) => escaped(json(text), /[&<>='\u2028\u2029]/g, unicodeEscape),
  // .NET, which spells quotes out, too.
  (text) =>
    escaped(json(text.replace(/"/g, "\u0000")), /[^\u0000-\u007f]|[&<>'+`]/g, (code) =>
      unicodeEscape(code).replace(/[a-f]/g, (digit) => digit.toUpperCase()),
    ).replace(/\\u0000/g, "\\u0022"),
  // PHP.
  (text) => escaped(json(text).replace(/\//g, "\\/"), /[^\u0000-\u007f]/g, unicodeEscape),
  // JSON in a text of JSON.
  (text) => json(json(text)),
];

const percentEncoded = (text: string, characters: RegExp) => escaped(text, characters, percentEscape);
const inForm = (url: string) => url.replace(/%20/g, "+");

/** Which characters URLs keep differs by what writes them; all encode blanks and everything that is not ASCII. */
const URL_FORMS: readonly Encoder[] = [
  encodeURIComponent,
  encodeURI,
  // jq, curl, Python's quote, which keeps slashes.
  (text) => percentEncoded(encodeURIComponent(text), /[!'()*]/g),
  (text) => percentEncoded(encodeURIComponent(text), /[!'()*]/g).replace(/%2F/g, "/"),
  // Forms: Python's quote_plus, browsers and Java, others.
  (text) => inForm(percentEncoded(encodeURIComponent(text), /[!'()*]/g)),
  (text) => inForm(percentEncoded(encodeURIComponent(text), /[!'()~]/g)),
  (text) => inForm(percentEncoded(encodeURIComponent(text), /[!'()*~]/g)),
];

const lowerPercent: Encoder = (text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

const xml = (text: string, quote: string, apostrophe: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, quote)
    .replace(/'/g, apostrophe);

const XML_FORMS: readonly Encoder[] = [
  (text) => xml(text, '"', "'"),
  (text) => xml(text, "&quot;", "'"),
  (text) => xml(text, "&quot;", "&apos;"),
  (text) => xml(text, "&quot;", "&#39;"),
  (text) => xml(text, "&quot;", "&#x27;"),
  // Go.
  (text) => xml(text, "&#34;", "&#39;"),
];

/** Letters for control characters in `$'..'`; all others are octal numbers. */
const ANSI_C = new Map([..."\u0007a\bb\u001bE\ff\nn\rr\tt\u000bv"].map((c, i, all) => [c, all[i + 1]]));

/** As bash writes `$'..'`, without its handling of bytes that are not ASCII. */
const ansiC: Encoder = (text) =>
  text
    .replace(/[\\']/g, "\\$&")
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, (c) =>
      ANSI_C.has(c) ? `\\${ANSI_C.get(c)}` : octalEscape(c.charCodeAt(0)),
    );

const SHELL_FORMS: readonly Encoder[] = [
  // In single quotes: `set -x` and `${v@Q}` of bash; `set` of dash.
  (text) => text.replace(/'/g, `'\\''`),
  (text) => text.replace(/'/g, `'"'"'`),
  // In double quotes: `declare -p`, `export -p`.
  (text) => text.replace(/["$`\\]/g, "\\$&"),
  // `printf %q` of bash.
  (text) => text.replace(/^[#~]|(?<=[:=])~|[ !"$&'()*,;<>?[\\\]^`{|}]/g, "\\$&"),
  ansiC,
  // The right side of == in `[[ .. ]]` under `set -x`, where each character stands for itself.
  (text) => text.replace(/[^\u007f]/gu, "\\$&"),
];

const OTHER_FORMS: readonly Encoder[] = [
  (text) => text,
  (text) => text.trim(),
  // Quotes that were meant for a shell and became a part of the value.
  (text) => /^(["'])([^]*)\1$/.exec(text.trim())?.[2] ?? text,
  // Python's repr and others that escape controls, but not the quotes.
  (text) => text.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t"),
  // In single quotes of YAML and PowerShell.
  (text) => text.replace(/'/g, "''"),
];

/** Forms of a text, by characters. */
export const TEXT_FORMS: readonly Encoder[] = [
  ...OTHER_FORMS,
  ...JSON_FORMS,
  ...URL_FORMS,
  ...URL_FORMS.map(
    (form): Encoder =>
      (text) =>
        lowerPercent(form(text)),
  ),
  ...XML_FORMS,
  ...SHELL_FORMS,
];

/** Forms of a text, given as one character a byte: what bash writes in the locale C. */
export const BYTE_FORMS: readonly Encoder[] = [
  (bytes) => ansiC(bytes).replace(/[\u0080-\u00ff]/g, (byte) => octalEscape(byte.charCodeAt(0))),
  (bytes) => bytes.replace(/[^\u007f]/g, "\\$&"),
];
