const MASK = Buffer.from("***");
/** Shorter texts would mask half of a log and hide nothing. */
const SHORTEST = 4;

/** Whether a secret is long enough to be masked. */
export function isMaskable(secret: string): boolean {
  return secret.trim().length >= SHORTEST;
}

/**
 * Replaces secrets in a byte stream, wherever the stream is cut into chunks.
 *
 * Masked are each secret, each of its lines, and the forms in which shells, JSON, URLs and base64 carry it. Secrets
 * that overlap are masked as one.
 */
export class Masker {
  private readonly needles: readonly Buffer[];
  private readonly byFirstByte = new Map<number, Buffer[]>();
  private readonly longest: number;
  private readonly pattern?: RegExp;
  private held: Buffer = Buffer.alloc(0);

  constructor(secrets: Iterable<string>) {
    this.needles = needlesOf(secrets);
    this.longest = Math.max(0, ...this.needles.map((needle) => needle.length));
    for (const needle of this.needles) {
      this.byFirstByte.set(needle[0], [...(this.byFirstByte.get(needle[0]) ?? []), needle]);
    }
    const sources = this.needles.map((needle) =>
      needle.toString("latin1").replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"),
    );
    if (sources.length > 0) this.pattern = new RegExp(sources.join("|"), "g");
  }

  /** What may be shown of the stream so far; the beginning of a possible secret is held back. */
  push(chunk: Buffer): Buffer {
    if (this.pattern === undefined) return chunk;
    const all = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    const hits = this.hits(all);
    const keep = this.possibleStart(all);
    // A secret that reaches into the held part must not be cut in two.
    const cut = hits.find(([start, end]) => start < keep && end > keep)?.[0] ?? keep;
    this.held = Buffer.from(all.subarray(cut));
    return replace(all.subarray(0, cut), hits);
  }

  /** The rest of the stream. */
  flush(): Buffer {
    const rest = this.held;
    this.held = Buffer.alloc(0);
    return replace(rest, this.hits(rest));
  }

  /** Places of all secrets, overlapping ones merged, in order. */
  private hits(bytes: Buffer): [number, number][] {
    if (this.pattern === undefined || bytes.toString("latin1").search(this.pattern) < 0) return [];
    const found: [number, number][] = [];
    for (const needle of this.needles) {
      for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
        found.push([at, at + needle.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    const merged: [number, number][] = [];
    for (const [start, end] of found) {
      const last = merged.at(-1);
      if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  /** Where the longest end of the bytes begins that some secret begins with. */
  private possibleStart(bytes: Buffer): number {
    for (let start = Math.max(0, bytes.length - this.longest + 1); start < bytes.length; start++) {
      const left = bytes.length - start;
      const isStart = this.byFirstByte
        .get(bytes[start])
        ?.some((needle) => needle.length > left && bytes.compare(needle, 0, left, start) === 0);
      if (isStart) return start;
    }
    return bytes.length;
  }
}

function replace(bytes: Buffer, hits: readonly [number, number][]): Buffer {
  const inside = hits.filter(([, end]) => end <= bytes.length);
  if (inside.length === 0) return bytes;
  const parts: Buffer[] = [];
  let from = 0;
  for (const [start, end] of inside) {
    parts.push(bytes.subarray(from, start), MASK);
    from = end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}

/** How a value with several lines may come out: as it is, in one line as later steps see it, or by a terminal. */
const LINE_BREAKS = ["\n", " ", "\r\n", "\r\r\n"];
/** Widths at which base64 tools break lines. */
const BASE64_WIDTHS = [64, 76];

function needlesOf(secrets: Iterable<string>): Buffer[] {
  const texts = new Set<string>();
  for (const secret of secrets) {
    // Lone halves of surrogate pairs cannot be encoded, and no stream can carry them.
    const value = Buffer.from(secret, "utf8").toString("utf8");
    const lines = value.split(/\r\n|\r|\n/);
    const wholes = [
      value,
      value.replace(/[\r\n]/g, " "),
      ...LINE_BREAKS.map((lineBreak) => lines.join(lineBreak)),
    ];
    for (const text of [...wholes, ...lines]) {
      for (const form of formsOf(text)) if (isMaskable(form)) texts.add(form);
    }
  }
  return [...texts].map((text) => Buffer.from(text, "utf8"));
}

function formsOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(text);
  return [
    text,
    text.trim(),
    json,
    escaped(json, /[^\u0000-\u007f]/g),
    escaped(json, /[&<>\u2028\u2029]/g),
    url,
    percentEncoded(url, /[!'()*]/g),
    percentEncoded(url, /[!'()*~]/g).replace(/%20/g, "+"),
    text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
    text.replace(/'/g, `'\\''`),
    ...base64Forms(Buffer.from(text, "utf8")),
  ];
}

function escaped(json: string, characters: RegExp): string {
  return json.replace(characters, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function percentEncoded(url: string, characters: RegExp): string {
  return url.replace(characters, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Base64 of a text inside a longer one depends on where it begins; only the letters that it alone decides count. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const own = encoded.slice(first, last);
    const broken = BASE64_WIDTHS.flatMap(
      (width) => (offset === 0 ? own.match(new RegExp(`.{1,${width}}`, "g")) : []) ?? [],
    );
    return [own, own.replace(/\+/g, "-").replace(/\//g, "_"), ...broken];
  });
}
