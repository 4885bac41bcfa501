import { Construct } from "constructs";
import fc from "fast-check";
import { resourceName } from "../../src/stack/resource-name";
import { testStack } from "../support/test-stack";

/** A construct at this path, in a tree of its own. */
function at(path: readonly string[]): Construct {
  return path.reduce<Construct>(
    (scope, part) => new Construct(scope, part),
    new Construct(undefined as unknown as Construct, ""),
  );
}

// The constructs library itself refuses the names that every object has, such as valueOf.
const id = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
  .filter((text) => !/[/\\]/.test(text) && !(text in {}));
const path = fc.array(id, { minLength: 1, maxLength: 8 });
const longPath = fc
  .array(id, { minLength: 8, maxLength: 12 })
  .map((ids) => ["stack", ...ids.map((text) => text.padEnd(15, "x"))]);

describe("the name of a resource", () => {
  test("is the construct's path and the suffix, joined by hyphens", () => {
    const { project } = testStack();
    expect(resourceName(project)).toBe("test-project");
    expect(resourceName(project, "events")).toBe("test-project-events");
  });

  test("holds letters, digits, hyphens, underscores and points only", () => {
    fc.assert(
      fc.property(path, fc.constantFrom("", "logs"), (ids, suffix) => {
        expect(resourceName(at(ids), suffix)).toMatch(/^[a-zA-Z0-9._-]+$/);
      }),
    );
  });

  test("is never longer than asked for", () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 20, max: 100 }), (ids, maxLength) => {
        expect(resourceName(at(ids), "events", maxLength).length).toBeLessThanOrEqual(maxLength);
      }),
    );
  });

  test("has room for 100 characters unless told otherwise", () => {
    expect(resourceName(at(["a".repeat(100)]))).toBe("a".repeat(100));
    expect(resourceName(at(["a".repeat(101)]))).toMatch(/^a{91}-[0-9a-f]{8}$/);
  });

  test("is the same at every synth", () => {
    fc.assert(fc.property(path, (ids) => resourceName(at(ids)) === resourceName(at(ids))));
  });

  test("differs for distinct paths that are cut at the same place", () => {
    const long = "a".repeat(120);
    expect(resourceName(at([long, "one"]))).not.toBe(resourceName(at([long, "two"])));
    expect(resourceName(at([long]), "events")).not.toBe(resourceName(at([long]), "logs"));
  });

  test("differs for any two distinct paths that are cut", () => {
    fc.assert(
      fc.property(longPath, longPath, fc.boolean(), (first, other, alike) => {
        // Half of the pairs differ only in what a name cannot show.
        const second = alike ? [...first.slice(0, -2), `${first.at(-2)}-${first.at(-1)}`] : other;
        fc.pre(at(first).node.path !== at(second).node.path);
        expect(resourceName(at(first))).not.toBe(resourceName(at(second)));
      }),
    );
  });

  test("differs for two constructs of one stack whose paths only look alike once written as names", () => {
    const { stack } = testStack();
    const parent = new Construct(stack, "build");
    const nested = new Construct(parent, "retriever");
    const flat = new Construct(stack, "build-retriever");
    const spaced = new Construct(stack, "tweet retriever");
    const underscored = new Construct(stack, "tweet_retriever");
    const names = [nested, flat, spaced, underscored].map((construct) => resourceName(construct));
    expect(new Set(names).size).toBe(names.length);
  });
});
