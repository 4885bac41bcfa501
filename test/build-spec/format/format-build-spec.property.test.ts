import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { formatBuildSpec } from "../../../src/build-spec/format/format-build-spec";
import { lexemes } from "../../../src/build-spec/format/lexemes";
import { BuildSpecDocument } from "../../../src/build-spec/model";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { renderBuildSpec } from "../../../src/build-spec/render";
import { buildSpecDocument } from "../arbitrary-document";

const VALID = path.join(__dirname, "../../cases/specs/valid");
const texts = fs
  .readdirSync(VALID)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => fs.readFileSync(path.join(VALID, name), "utf8"));

/** A change of one line. */
type Change = (line: string) => string;
const changes: readonly Change[] = [
  (line) => `${line}\n${line}`,
  (line) => `${line} \t`,
  (line) => `${line}  # why?\t`,
  (line) => `# why\n${line}`,
  (line) => `${line}\n\n  \n`,
  (line) => `${line}\r`,
  (line) => line.replace(/: /, ":\t "),
  (line) => line.replace(/: (?!\|)/, ": &a "),
  (line) => line.replace(/- /, "-   "),
  (line) => line.replace(/(location: )/, "$1$A_1/x-$B"),
  (line) => line.replace(/\$\{(\w+)\}/, "$$$1"),
  (line) => line.replace(/^( *)(\w+):.*/, "$1$2: *a\n$&"),
  (line) => line.replace(/^( *)(\w+):.*/, "$1$2: [a, # b\n  $1 c]\n$&"),
  (line) => line.replace(/^( *)(- )?(\w+):.*/, "$&\n$1  $3: {a: 1, a: 2}"),
  (line) => ` ${line}`,
  (line) => line.slice(1),
];
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const text = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, buildSpecDocument.map(renderBuildSpec)),
    fc.array(fc.tuple(fc.constantFrom(...changes), place), { maxLength: 6 }),
    fc.constantFrom("", "\ufeff"),
    fc.constantFrom("", "\n", "\n\n", "  ", "# end"),
  )
  .map(([start, all, mark, end]) => mark + all.reduce(changed, start) + end);

function changed(whole: string, [change, at]: [Change, number]): string {
  const lines = whole.split("\n");
  const i = Math.floor(at * lines.length);
  return [...lines.slice(0, i), change(lines[i]), ...lines.slice(i + 1)].join("\n");
}

function comments(yaml: string): string[] {
  return lexemes(yaml.replace(/^\ufeff/, "").replace(/\r\n/g, "\n"))
    .filter(({ kind }) => kind === "comment")
    .map((comment) => comment.text.trimEnd());
}

/** With `${VAR}` for each `$VAR` of a location. */
function braced(document: BuildSpecDocument): BuildSpecDocument {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === "location" && typeof value === "string" ? value.replace(/\$(?=\w)(?!\d)(\w+)/g, "${$1}") : value,
  ) as BuildSpecDocument;
}

test("a formatted file is read as before, has all comments, and is not changed again", () => {
  let formattedFiles = 0;
  fc.assert(
    fc.property(text, (before) => {
      const after = formatBuildSpec(before);
      const { document } = parseBuildSpec(before);
      expect(after === undefined).toBe(document === undefined);
      if (after === undefined) return;
      formattedFiles++;
      expect(braced(parseBuildSpec(after).document!)).toEqual(braced(document!));
      expect(parseBuildSpec(after).document!.steps).toEqual(document!.steps);
      expect(comments(after)).toEqual(comments(before));
      expect(formatBuildSpec(after)).toBe(after);
      expect(after).toMatch(/^[^\ufeff][^]*\n$/);
    }),
    { seed: 5, numRuns: 500 },
  );
  expect(formattedFiles).toBeGreaterThan(125);
});
