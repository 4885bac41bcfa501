import * as path from "node:path";
import { problems, stackFile, stackOf } from "./terraform-json";
import { blocks, Stack } from "../../src/pipeline/stack";

const REPOSITORY = {
  display_name: "tools",
  url: "https://example.com/${var.name}.git",
  tag: "$${imageVersion}",
  size: 8,
  of_itself: "${oci_devops_repository.tools.of_itself}",
  chain: "${oci_devops_repository.tools.url}#${oci_devops_repository.tools.size}",
};
const JSON_STACK = {
  variable: {
    name: { default: "tools" },
    bare: { type: "string" },
    empty: { default: "" },
    port: { default: 80 },
  },
  resource: { oci_devops_repository: { tools: REPOSITORY, "dashed-name": [{ display_name: "in a list" }] } },
};
const stack = stackOf(JSON_STACK, { given: "by the user" });
const evaluate = (value: unknown) => stack.evaluate(value);

describe("a stack's file", () => {
  test.each([
    [
      "does not exist",
      path.join(path.dirname(stackFile({})), "missing.json"),
      /cannot read the stack: ENOENT.*synthesize it first/,
    ],
    ["is not JSON", stackFile("{"), /cannot read the stack: .*JSON.*synthesize it first/],
    ["is empty", stackFile(""), /cannot read the stack/],
    [
      "is a list",
      stackFile([]),
      /not a synthesized stack, it has no "resource"; point --stack at a cdk\.tf\.json/,
    ],
    ["is null", stackFile("null"), /not a synthesized stack/],
    ["has no resources", stackFile({ provider: {} }), /not a synthesized stack/],
    ["has null for its resources", stackFile({ resource: null }), /not a synthesized stack/],
  ])("is a problem that names it when it %s", (_, file, message) => {
    const [problem, ...more] = problems(() => Stack.read(file).resources("oci_devops_repository"));
    expect(problem).toMatch(message);
    expect(problem.startsWith(`${file}: `)).toBe(true);
    expect(more).toEqual([]);
  });

  test("has a folder", () => {
    expect(stack.directory).toBe(path.dirname(stack.file));
  });
});

describe("a resource", () => {
  test("is found by type, in the order of the file", () => {
    const found = stack.resources("oci_devops_repository");
    expect(found.map(({ address }) => address)).toEqual([
      ...["oci_devops_repository.tools", "oci_devops_repository.dashed-name"],
    ]);
    expect(stack.resources("oci_devops_project")).toEqual([]);
  });

  test("is found by address, in a list too", () => {
    expect(stack.resource("oci_devops_repository.tools")?.body).toEqual(REPOSITORY);
    expect(stack.resource("oci_devops_repository.dashed-name")?.body).toEqual({ display_name: "in a list" });
    expect(stack.resource("oci_devops_repository.nothing")).toBeUndefined();
    expect(stack.resource("constructor.name")).toBeUndefined();
  });

  test("has the path of its construct, if a construct made it", () => {
    const metadata = { path: "stack/build/Resource", uniqueId: "x" };
    const made = stackOf({ resource: { t: { made: { "//": { metadata } }, written: {} } } });
    expect(made.resources("t").map(({ constructPath }) => constructPath)).toEqual([
      "stack/build/Resource",
      undefined,
    ]);
  });

  test.each([
    "${oci_devops_repository.tools.id}",
    "${ oci_devops_repository.tools.url }",
    "${oci_devops_repository.tools}",
  ])("is referred to by %s", (reference) => {
    expect(stack.referenced(reference)?.name).toBe("tools");
  });

  test.each([
    ...[
      "oci_devops_repository.tools.id",
      "${oci_devops_repository.tools.id}x",
      "$${oci_devops_repository.tools.id}",
    ],
    ...[
      "${oci_devops_repository.nothing.id}",
      "${var.name}",
      "${data.oci_devops_repository.tools.id}",
      "",
      undefined,
    ],
    ...[null, 5, {}],
  ])("is not referred to by %j", (value) => {
    expect(stack.referenced(value)).toBeUndefined();
  });

  test("may be one of a list of blocks, as Terraform JSON allows at each level", () => {
    const inLists = stackOf({ resource: [{ t: { a: { x: 1 } } }, { t: [{ b: { x: 2 } }] }] });
    expect(inLists.resources("t").map(({ address, body }) => [address, body])).toEqual([
      ["t.a", { x: 1 }],
      ["t.b", { x: 2 }],
    ]);
  });
});

describe("the text of an attribute", () => {
  test.each([
    ["text", "text"],
    ["$${imageVersion}", "${imageVersion}"],
    ["${var.name}", "tools"],
    ["${var.empty}", ""],
    ["${var.port}", "80"],
    ["${var.given}", "by the user"],
    ["a-${var.name}-$${var.name}", "a-tools-${var.name}"],
    ["${oci_devops_repository.tools.display_name}", "tools"],
    ["${oci_devops_repository.tools.url}", "https://example.com/tools.git"],
    ["${oci_devops_repository.tools.tag}", "${imageVersion}"],
    ["${oci_devops_repository.tools.chain}", "https://example.com/tools.git#8"],
    ["${oci_devops_repository.dashed-name.display_name}", "in a list"],
    [8, "8"],
    [true, "true"],
    [undefined, ""],
    [null, ""],
  ])("%j is %j", (value, text) => {
    expect(evaluate(value)).toEqual({ text, unknown: [] });
  });

  test("has an id that is the same each time, and each resource its own", () => {
    const id = evaluate("${oci_devops_repository.tools.id}").text;
    expect(id).toMatch(/^ocid1\.devopsrepository\.oc1\.local\./);
    expect(evaluate("${oci_devops_repository.tools.id}").text).toBe(id);
    expect(evaluate("${oci_devops_repository.dashed-name.id}").text).not.toBe(id);
  });

  test("says how to give a variable that has no value", () => {
    expect(evaluate("a-${var.bare}")).toEqual({
      text: "a-${var.bare}",
      unknown: [{ expression: "var.bare", hint: "give it with --var bare=VALUE or TF_VAR_bare" }],
    });
  });

  test.each(["oci_devops_repository.tools.http_url", "oci_devops_project.nothing.id", "data.oci_x.y.id"])(
    "says that only OCI knows ${%s}",
    (expression) => {
      expect(evaluate(`\${${expression}}`)).toEqual({
        text: `\${${expression}}`,
        unknown: [{ expression, hint: "only OCI knows its value" }],
      });
    },
  );

  test("does not say that only OCI knows a local value or the result of a function", () => {
    for (const expression of ["local.region", "lower(var.name)"]) {
      const [{ hint }] = evaluate(`\${${expression}}`).unknown;
      expect(hint).not.toContain("only OCI");
    }
  });

  test("is unknown when it refers to itself", () => {
    const { unknown } = evaluate("${oci_devops_repository.tools.of_itself}");
    expect(unknown.map(({ expression }) => expression)).toEqual(["oci_devops_repository.tools.of_itself"]);
  });

  test("is unknown, and soon, when it refers to itself twice", () => {
    const twice = "${t.a.x}${t.a.x}";
    const started = Date.now();
    const { unknown } = stackOf({ resource: { t: { a: { x: twice } } } }).evaluate("${t.a.x}");
    expect(unknown.length).toBeGreaterThan(0);
    expect(Date.now() - started).toBeLessThan(1000);
  });
});

describe("a variable", () => {
  const written = { default: "written" };

  test("that is given wins over its default, even when it is empty", () => {
    for (const given of ["given", ""]) {
      expect(
        stackOf({ variable: { v: written }, resource: {} }, { v: given }).evaluate("${var.v}").text,
      ).toBe(given);
    }
  });

  test("need not be declared when it is given", () => {
    expect(stackOf({ resource: {} }, { v: "given" }).evaluate("${var.v}").text).toBe("given");
  });

  test("may be declared in a list of blocks", () => {
    expect(stackOf({ variable: { v: [written] }, resource: {} }).evaluate("${var.v}").text).toBe("written");
  });

  test("has a default that is no template", () => {
    const variable = { v: { default: "$${a} ${var.b}" } };
    expect(stackOf({ variable, resource: {} }).evaluate("${var.v}")).toEqual({
      text: "$${a} ${var.b}",
      unknown: [],
    });
  });

  test("has no value when its default is null", () => {
    const { unknown } = stackOf({ variable: { v: { default: null } }, resource: {} }).evaluate("${var.v}");
    expect(unknown.map(({ expression }) => expression)).toEqual(["var.v"]);
  });

  test("is not one of the names that every object has", () => {
    expect(stackOf({ variable: {}, resource: {} }).evaluate("${var.constructor}").unknown).toHaveLength(1);
  });
});

test("a nested block is one object or a list of them", () => {
  expect(blocks({ a: 1 })).toEqual([{ a: 1 }]);
  expect(blocks([{ a: 1 }, { a: 2 }])).toEqual([{ a: 1 }, { a: 2 }]);
  for (const none of [undefined, null, [], "text", 5, [null, "text"]]) expect(blocks(none)).toEqual([]);
});
