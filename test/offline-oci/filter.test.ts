import { passes } from "../../src/offline-oci/filter";
import { ValueMap } from "../../src/offline-oci/value";

const thing: ValueMap = {
  display_name: "hello",
  is_free: true,
  port: 443,
  description: null,
  subnet_ids: ["a", "b"],
  freeform_tags: { team: "red", "com.acme.team": "blue" },
  source: [{ kind: "GITHUB", inner: [{ name: "deep" }] }],
  many: [{ kind: "one" }, { kind: "two" }],
};

describe("a filter of a data source", () => {
  test.each<[string, string, string[], boolean]>([
    ["the attribute's value", "display_name", ["hello"], true],
    ["one of several values", "display_name", ["bye", "hello"], true],
    ["none of its values", "display_name", ["bye", "hell", "hello!"], false],
    ["no value at all", "display_name", [], false],
    ["the text of a truth value", "is_free", ["true"], true],
    ["the text of a number", "port", ["443"], true],
    ["one element of a list", "subnet_ids", ["b"], true],
    ["no element of a list", "subnet_ids", ["c"], false],
    ["a tag", "freeform_tags.team", ["red"], true],
    ["a tag with dots in its name", "freeform_tags.com.acme.team", ["blue"], true],
    ["an attribute of a block that is alone", "source.kind", ["GITHUB"], true],
    ["an attribute deep in such blocks", "source.inner.name", ["deep"], true],
    ["an attribute of one of many blocks", "many.kind", ["one"], false],
    ["an attribute that has no value", "description", ["null", ""], false],
    ["an attribute that there is not", "colour", ["undefined", ""], false],
    ["an attribute of one that has none", "display_name.length", ["5"], false],
  ])("names %s: %s, %j", (_, name, values, expected) => {
    expect(passes(thing, { name, values, regex: null })).toBe(expected);
  });

  test("may give patterns instead of values", () => {
    const matches = (...values: string[]) => passes(thing, { name: "display_name", values, regex: true });
    expect(matches("^h.*o$")).toBe(true);
    expect(matches("ell")).toBe(true);
    expect(matches("^ell$", "x")).toBe(false);
    expect(passes(thing, { name: "display_name", values: ["h.*"], regex: false })).toBe(false);
  });

  test("lets nothing pass by a pattern that is none", () => {
    expect(passes(thing, { name: "display_name", values: ["("], regex: true })).toBe(false);
  });
});
