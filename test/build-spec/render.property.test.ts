import * as fc from "fast-check";
import { parse } from "yaml";
import { buildSpecDocument } from "./arbitrary-document";
import { parseBuildSpec } from "../../src/build-spec/parse";
import { renderBuildSpec } from "../../src/build-spec/render";

const RUNS = { numRuns: 500 };

/** Plain data, so that documents made by different parsers compare; a key such as `__proto__` stays. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

describe("any document, rendered", () => {
  test("is parsed back to the same document without a finding", () => {
    fc.assert(
      fc.property(buildSpecDocument, (document) => {
        const { document: found, diagnostics } = parseBuildSpec(renderBuildSpec(document));
        expect(diagnostics).toEqual([]);
        expect(plain(found)).toEqual(plain({ version: "0.1", component: "build", ...document }));
      }),
      RUNS,
    );
  });

  test.each(["1.1", "1.2"] as const)("says the same to a reader of YAML %s", (version) => {
    fc.assert(
      fc.property(buildSpecDocument, (document) => {
        const found: unknown = parse(renderBuildSpec(document), { version });
        expect(plain(found)).toEqual(plain({ version: 0.1, component: "build", ...document }));
      }),
      RUNS,
    );
  });

  test("is the same text each time, whatever the order of its sections", () => {
    fc.assert(
      fc.property(buildSpecDocument, (document) => {
        const reversed = Object.fromEntries(Object.entries(document).reverse()) as unknown as typeof document;
        expect(renderBuildSpec(reversed)).toBe(renderBuildSpec(document));
      }),
      RUNS,
    );
  });

  test("ends in one line feed and has no carriage return", () => {
    fc.assert(
      fc.property(buildSpecDocument, (document) => {
        expect(renderBuildSpec(document)).toMatch(/^[^\r]*\n$/);
      }),
      RUNS,
    );
  });
});
