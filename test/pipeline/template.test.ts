import * as fc from "fast-check";
import { parseTemplate } from "../../src/pipeline/template";

describe("a Terraform template", () => {
  test.each([
    ["", []],
    ["text", [{ text: "text" }]],
    ["${var.a}", [{ expression: "var.a" }]],
    ["${ var.a }", [{ expression: "var.a" }]],
    ["a${b}c${d}", [{ text: "a" }, { expression: "b" }, { text: "c" }, { expression: "d" }]],
    ["${a}${b}", [{ expression: "a" }, { expression: "b" }]],
  ])("has texts and expressions: %s", (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts);
  });

  test.each([
    ["$${name}", "${name}"],
    ["app:$${version}-$${hash}", "app:${version}-${hash}"],
    ["%%{ if }", "%{ if }"],
    ["$$${name}", "$${name}"],
    ["$", "$"],
    ["$$", "$$"],
    ["$a {b} }", "$a {b} }"],
    ["100%", "100%"],
    ["$$ {a}", "$$ {a}"],
  ])("has a literal for an escape: %s", (template, text) => {
    expect(parseTemplate(template)).toEqual([{ text }]);
  });

  test.each([
    ["braces", "${merge({ a = { b = 1 } }, {}).a}!", "merge({ a = { b = 1 } }, {}).a"],
    ["a closing brace in quotes", '${x["}"]}!', 'x["}"]'],
    ["an opening brace in quotes", '${x["{"]}!', 'x["{"]'],
    ["an escaped quote", '${x["\\"}"]}!', 'x["\\"}"]'],
    ["an escaped backslash", '${x["\\\\"]}!', 'x["\\\\"]'],
    ["a template in quotes", '${f("a-${var.b}-c")}!', 'f("a-${var.b}-c")'],
    ["quotes in a template in quotes", '${f("${g("a")}")}!', 'f("${g("a")}")'],
    ["a brace in quotes in a template in quotes", '${f("${g("}")}")}!', 'f("${g("}")}")'],
    ["an escape in quotes", '${f("$${a}")}!', 'f("$${a}")'],
  ])("has an expression with %s", (_, template, expression) => {
    expect(parseTemplate(template)).toEqual([{ expression }, { text: "!" }]);
  });

  test.each([
    ["${", ""],
    ["${var.a", "var.a"],
    ['${f("}', 'f("}'],
  ])("is read to its end when an expression does not end: %s", (template, expression) => {
    expect(parseTemplate(template)).toEqual([{ expression }]);
  });

  test("gives back any text that was escaped", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("{", "}", '"', "\\", "a", "$ ", "${", "%{", "{{") }),
    );
    fc.assert(
      fc.property(
        // A `$` before `${` would make the escape another one.
        text.filter((t) => !/\$\$\{|%%\{/.test(t)),
        (given) => {
          const escaped = given.replace(/[$%](?=\{)/g, "$&$&");
          expect(parseTemplate(escaped)).toEqual(given === "" ? [] : [{ text: given }]);
        },
      ),
    );
  });

  test("is read whatever it is", () => {
    const signs = fc.string({ unit: fc.constantFrom(...'${}"%\\ a.') });
    fc.assert(
      fc.property(signs, (template) => {
        const parts = parseTemplate(template);
        expect(parts.every((part) => "expression" in part || part.text !== "")).toBe(true);
      }),
    );
  });
});
