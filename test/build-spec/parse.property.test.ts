import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { buildSpecDocument } from "./arbitrary-document";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { renderBuildSpec } from "../../src/build-spec/render";
import { DocumentPath } from "../../src/build-spec/schema/places";

const CASES = path.join(__dirname, "../cases/specs");
const RUNS = { numRuns: 1000 };

const caseText = fc.constantFrom(
  ...["valid", "invalid"].flatMap((folder) =>
    fs
      .readdirSync(path.join(CASES, folder))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => fs.readFileSync(path.join(CASES, folder, name), "utf8")),
  ),
);
const valid = fc.oneof(caseText, buildSpecDocument.map(renderBuildSpec));
const YAML_SIGNS = [
  ..."-?:,[]{}#&*!|>'\"%@` \t\n\r\\~",
  "a",
  "\n  ",
  "\n- ",
  ": ",
  "<<: ",
  "*a",
  "&a ",
  "!!int ",
];
const junk = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...YAML_SIGNS, "\u2028", "\0", "\uFEFF") }),
);

/** A change of a text, at a place between 0 and 1. */
type Change = (text: string, place: number) => string;
const editLine =
  (edit: (line: string) => string[]): Change =>
  (text, place) => {
    const lines = text.split("\n");
    const i = Math.floor(place * lines.length);
    return [...lines.slice(0, i), ...edit(lines[i]), ...lines.slice(i + 1)].join("\n");
  };
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>((text, place) => text.slice(0, Math.floor(place * text.length))),
  fc.constant(editLine(() => [])),
  fc.constant(editLine((line) => [line, line])),
  fc.constantFrom(" ", "  ", "\t").map((indent) => editLine((line) => [indent + line])),
  fc.constant(editLine((line) => [line.slice(1)])),
  junk.map<Change>((inserted) => (text, place) => {
    const at = Math.floor(place * text.length);
    return text.slice(0, at) + inserted + text.slice(at);
  }),
);
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mutated = fc
  .tuple(valid, fc.array(fc.tuple(change, place), { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) => changes.reduce((all, [apply, at]) => apply(all, at), text));

/** All paths of a document's values. */
function paths(value: unknown, at: DocumentPath = []): DocumentPath[] {
  if (typeof value !== "object" || value === null) return [at];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...members.flatMap(([key, member]) => paths(member, [...at, key]))];
}

function expectInside(text: string, { line, column }: { line: number; column: number }): void {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  expect(line).toBeGreaterThanOrEqual(1);
  expect(line).toBeLessThanOrEqual(lines.length);
  expect(column).toBeGreaterThanOrEqual(1);
  expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
}

function expectSound(text: string): void {
  const { document, diagnostics, positionOf } = parseBuildSpec(text);
  expect(document === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  for (const finding of diagnostics) {
    expectInside(text, finding);
    expect(finding.code).toMatch(/^BS[123]\d\d$/);
    expect(finding.message).not.toBe("");
    expect(finding.fix).not.toBe("");
  }
  for (const at of document ? paths(document) : []) expectInside(text, positionOf(at));
  const places = diagnostics.map(({ line, column }) => line * 1e6 + column);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}

describe("the parser gives a document or an error inside the file, and never throws", () => {
  test("on any text", () => {
    fc.assert(fc.property(junk, expectSound), RUNS);
  });

  test("on a valid file that was changed", () => {
    fc.assert(fc.property(mutated, expectSound), RUNS);
  });

  test("on a file cut off anywhere", () => {
    const text = fs.readFileSync(path.join(CASES, "valid/every-section.yaml"), "utf8");
    for (let end = 0; end < text.length; end++) expectSound(text.slice(0, end));
  });

  test("on a block without text at the end of the file", () => {
    expectSound("version: 0.1\ncomponent: build\nsteps:\n  - type: Command\n    command: |");
  });
});

test("the parser gives the same for LF and CRLF, and with a byte order mark", () => {
  fc.assert(
    fc.property(caseText, (text) => {
      const { document, diagnostics } = parseBuildSpec(text);
      for (const variant of [text.replace(/\r?\n/g, "\r\n"), text.replace(/^\uFEFF?/, "\uFEFF")]) {
        const found = parseBuildSpec(variant);
        expect(found.document).toEqual(document);
        expect(found.diagnostics).toEqual(diagnostics);
      }
    }),
  );
});
