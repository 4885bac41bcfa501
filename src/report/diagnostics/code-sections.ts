/** What docs/diagnostics.md says of a code. */
export interface CodeSection {
  readonly code: string;
  readonly title: string;
  /** The whole section as Markdown, with its heading. */
  readonly text: string;
}

/** Sections by code, in the order of the document. */
export type CodeSections = ReadonlyMap<string, CodeSection>;

const HEADING = /^## (BS\d{3})\s+(.+)$/;
const FENCE = /^\s*(```|~~~)/;
/** Where links to a section go; nothing to read. */
const ANCHOR = /^<a id="[^"]*"><\/a>$/;

/** The sections of docs/diagnostics.md; each begins with `## CODE title` and ends before the next heading like it. */
export function codeSections(markdown: string): CodeSections {
  const sections = new Map<string, { code: string; title: string; lines: string[] }>();
  let open: string[] | undefined;
  let isExample = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (FENCE.test(line)) isExample = !isExample;
    if (!isExample && /^##? /.test(line)) {
      const [, code, title] = HEADING.exec(line) ?? [];
      open = code === undefined ? undefined : [];
      if (open) sections.set(code, { code, title: title.trim(), lines: open });
    }
    if (isExample || !ANCHOR.test(line)) open?.push(line);
  }
  return new Map(
    [...sections.values()].map(({ code, title, lines }) => [
      code,
      { code, title, text: lines.join("\n").trimEnd() },
    ]),
  );
}
