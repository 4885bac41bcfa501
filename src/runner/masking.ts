const MASK = Buffer.from("***");
/** Shorter texts would mask half of a log and hide nothing. */
const SHORTEST = 4;

/**
 * Replaces secrets in a byte stream, wherever the stream is cut into chunks.
 *
 * Masked are each secret, each of its lines, and the forms in which shells, JSON, URLs and base64 carry it. Secrets
 * that overlap are masked as one.
 */
export class Masker {
  private readonly needles: readonly Buffer[];
  private readonly pattern?: RegExp;
  private held: Buffer = Buffer.alloc(0);

  constructor(secrets: Iterable<string>) {
    this.needles = needlesOf(secrets);
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
    let start = bytes.length;
    for (const needle of this.needles) {
      for (let length = Math.min(needle.length - 1, bytes.length); length > bytes.length - start; length--) {
        const at = bytes.length - length;
        if (bytes.compare(needle, 0, length, at) === 0) {
          start = at;
          break;
        }
      }
    }
    return start;
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

function needlesOf(secrets: Iterable<string>): Buffer[] {
  const texts = new Set<string>();
  for (const secret of secrets) {
    // Lone halves of surrogate pairs cannot be encoded, and no stream can carry them.
    const lines = Buffer.from(secret, "utf8").toString("utf8").split(/\r?\n/);
    for (const text of [lines.join("\n"), lines.join(" "), lines.join("\r\n"), ...lines]) {
      for (const form of formsOf(text)) if (form.length >= SHORTEST) texts.add(form);
    }
  }
  return [...texts].map((text) => Buffer.from(text, "utf8"));
}

function formsOf(text: string): string[] {
  return [
    text,
    text.trim(),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    text.replace(/'/g, `'\\''`),
    ...base64Forms(Buffer.from(text, "utf8")),
  ];
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
    return [own, own.replace(/\+/g, "-").replace(/\//g, "_")];
  });
}
