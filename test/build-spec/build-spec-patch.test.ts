import { BuildSpecPatch, patched } from "../../src/build-spec/build-spec-patch";

const { add, replace, remove } = BuildSpecPatch;
const DOCUMENT = { a: { b: [1, 2, 3] }, "c/d": { "~e": "f" } };

describe("a change of a document", () => {
  test.each<[string, BuildSpecPatch, unknown]>([
    ["adds a key", add("/a/x", 1), { a: { b: [1, 2, 3], x: 1 }, "c/d": { "~e": "f" } }],
    ["adds in the place of a key", add("/a/b", 1), { a: { b: 1 }, "c/d": { "~e": "f" } }],
    ["adds an item before another", add("/a/b/1", 9), { a: { b: [1, 9, 2, 3] }, "c/d": { "~e": "f" } }],
    [
      "adds an item after the last by its index",
      add("/a/b/3", 9),
      { a: { b: [1, 2, 3, 9] }, "c/d": { "~e": "f" } },
    ],
    ["adds an item at the end", add("/a/b/-", 9), { a: { b: [1, 2, 3, 9] }, "c/d": { "~e": "f" } }],
    ["replaces an item", replace("/a/b/0", 9), { a: { b: [9, 2, 3] }, "c/d": { "~e": "f" } }],
    [
      "replaces under names with a slash and a tilde",
      replace("/c~1d/~0e", 9),
      { a: DOCUMENT.a, "c/d": { "~e": 9 } },
    ],
    ["removes an item", remove("/a/b/2"), { a: { b: [1, 2] }, "c/d": { "~e": "f" } }],
    ["removes a key", remove("/a"), { "c/d": { "~e": "f" } }],
  ])("%s", (_, patch, expected) => {
    const before = JSON.stringify(DOCUMENT);
    expect(patched<unknown>(DOCUMENT, [patch])).toEqual(expected);
    expect(JSON.stringify(DOCUMENT)).toBe(before);
  });

  test("sees the changes before it, and no later change of its value", () => {
    const value = { x: [1] };
    const made = patched<unknown>({}, [add("/a", value), add("/a/x/-", 2), remove("/a/x/0")]);
    expect(made).toEqual({ a: { x: [2] } });
    expect(value).toEqual({ x: [1] });
  });

  test("never reaches what every object has", () => {
    expect(() => patched({}, [add("/__proto__/polluted", 1)])).toThrow(/nothing that could hold it/);
    expect(() => patched({}, [replace("/constructor", 1)])).toThrow(/there is no "constructor"/);
    const made = patched<object>({}, [add("/__proto__", 1)]);
    expect(Object.keys(made)).toEqual(["__proto__"]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each<[BuildSpecPatch, RegExp]>([
    [remove("/a/x"), /there is no "x"/],
    [replace("/a/b/3", 1), /there is no "3"/],
    [replace("/a/b/-", 1), /there is no "-"/],
    [add("/a/b/4", 1), /"4" is no place in a list of 3/],
    [add("/a/b/01", 1), /"01" is no place in a list of 3/],
    [add("/a/b/length", 1), /"length" is no place/],
    [replace("/a/b/length", 1), /"length" is no place/],
    [add("/x/y", 1), /nothing that could hold it/],
    [add("/c~1d/~0e/x", 1), /nothing that could hold it/],
    [add("", 1), /write it as/],
    [add("a", 1), /write it as/],
    [add("/a~2", 1), /write it as/],
  ])("that finds no place is named: %j", (patch, message) => {
    expect(() => patched(DOCUMENT, [add("/ok", 1), patch])).toThrow(message);
    expect(() => patched(DOCUMENT, [add("/ok", 1), patch])).toThrow(
      `patch 2, ${patch.operation} ${JSON.stringify(patch.pointer)}: `,
    );
  });
});
