import { changeOf, Json, resourceChange, STAGE } from "./plan-fixture";
import { changedAttributes, forcingAttributes } from "../../src/terraform-plan/attributes";

const changed = (before: Json, after: Json, more: Json = {}) =>
  changedAttributes(changeOf(resourceChange(`${STAGE}.build`, "update", { before, after, ...more })));

const forcing = (replace_paths: unknown, more: Json = {}) =>
  forcingAttributes(
    changeOf(resourceChange(`${STAGE}.build`, ["delete", "create"], { replace_paths, ...more })),
  );

describe("the attributes that a change alters", () => {
  test("are named, in order, without those that stay", () => {
    expect(changed({ name: "a", size: 1, same: [1], description: null }, { name: "b", size: 2, same: [1], description: "x" })) // prettier-ignore
      .toEqual(["description", "name", "size"]);
  });

  test("are named down to the value in blocks and maps", () => {
    const before = {
      build_source_collection: [{ items: [{ branch: "main", name: "app" }] }],
      freeform_tags: { team: "a", "cost.center": "1" },
    };
    const after = {
      build_source_collection: [{ items: [{ branch: "develop", name: "app" }] }],
      freeform_tags: { team: "b", "cost.center": "2" },
    };
    expect(changed(before, after)).toEqual([
      "build_source_collection[0].items[0].branch",
      "freeform_tags.team",
      'freeform_tags["cost.center"]',
    ]);
  });

  test("are lists as a whole where the lists differ in length", () => {
    expect(changed({ items: [{ a: 1 }] }, { items: [{ a: 1 }, { a: 2 }] })).toEqual(["items"]);
  });

  test.each([
    ["gone", { a: { b: 1 } }, { a: null }, ["a"]],
    ["new", { a: null }, { a: { b: 1 } }, ["a"]],
    ["of another kind", { a: [1] }, { a: { 0: 1 } }, ["a"]],
    ["keys that are gone or new", { a: { b: 1 } }, { a: { c: 1 } }, ["a.b", "a.c"]],
    ["null where there was nothing", {}, { a: null }, []],
  ])("may be %s", (_, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected);
  });

  test("may be known only after the plan is applied", () => {
    const after_unknown = { url: true, items: [{ id: true }] };
    expect(
      changed({ url: "x", items: [{ id: "1", a: 1 }] }, { items: [{ a: 1 }] }, { after_unknown }),
    ).toEqual(["items[0].id", "url"]);
  });

  test("are not told apart inside what is sensitive, before the change or after it", () => {
    const marks = { token: true };
    const values = [{ token: { "key-of-secret": "a" } }, { token: { "key-of-secret": "b" } }] as const;
    expect(changed(...values, { before_sensitive: marks })).toEqual(["token"]);
    expect(changed(...values, { after_sensitive: marks })).toEqual(["token"]);
  });

  test("are named up to a depth that is enough, however deep a value is", () => {
    const deep = (value: string) =>
      JSON.parse(`${'{"a":'.repeat(50_000)}"${value}"${"}".repeat(50_000)}`) as Json;
    // Not written by JSON.stringify, which stops at such a depth.
    const change = {
      ...changeOf(resourceChange(`${STAGE}.build`, "update")),
      before: deep("x"),
      after: deep("y"),
    };
    expect(changedAttributes(change)).toEqual([Array(20).fill("a").join(".")]);
  });

  test("may have names that objects have by nature", () => {
    const config = (value: string) => JSON.parse(`{"__proto__":"${value}","constructor":"${value}"}`) as Json;
    expect(changed({ config: config("x") }, { config: config("y") })).toEqual([
      "config.__proto__",
      "config.constructor",
    ]);
  });
});

describe("the attributes that force a replacement", () => {
  test("are named as paths, each once", () => {
    expect(forcing([["project_id"], ["a", 0, "b"], ["tags", "x y"], ["project_id"]])).toEqual([
      "project_id",
      "a[0].b",
      'tags["x y"]',
    ]);
  });

  test.each([[undefined], [[]], [[[]]], ["project_id"]])("are none where Terraform says %j", (paths) => {
    expect(forcing(paths)).toEqual([]);
  });

  test("end where a value is sensitive", () => {
    const paths = [["config", "key-of-secret"]];
    expect(forcing(paths, { before_sensitive: { config: true } })).toEqual(["config"]);
    expect(forcing(paths, { after_sensitive: { config: true } })).toEqual(["config"]);
    expect(forcing(paths, { after_sensitive: { config: { "key-of-secret": true } } })).toEqual([
      "config.key-of-secret",
    ]);
  });
});
