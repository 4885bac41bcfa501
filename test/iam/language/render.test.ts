import { renderCondition, renderMatchingRule, renderStatement } from "../../../src/iam/language/render";
import { AllowStatement, Condition, MatchingRule, Statement } from "../../../src/iam/language/statement";

const ALLOW: AllowStatement = {
  kind: "allow",
  subject: { kind: "dynamic-group", groups: [{ id: "X" }] },
  grant: { kind: "verb", verb: "read", resourceType: "repos" },
  location: { kind: "compartment", id: "Y" },
};
const text = (variable: string, value: string): Condition => ({
  kind: "comparison",
  variable,
  operator: "=",
  value: { kind: "text", text: value },
});
const pattern = (variable: string, value: string): Condition => ({
  kind: "comparison",
  variable,
  operator: "!=",
  value: { kind: "pattern", pattern: value },
});
const grouped = (depth: number): Condition =>
  depth === 0 ? text("request.a", "b") : { kind: "any", conditions: [grouped(depth - 1)] };

describe("a statement", () => {
  const cases: [string, Statement][] = [
    [
      "Allow dynamic-group id X to read repos in compartment id Y where all {request.a = 'b', any {request.c != /d*/}}",
      {
        ...ALLOW,
        condition: {
          kind: "all",
          conditions: [text("request.a", "b"), { kind: "any", conditions: [pattern("request.c", "d*")] }],
        },
      },
    ],
    [
      "Deny group A, 'b c', D/e, 'f'/'g h' to {KEY_READ, KEY_USE} in tenancy",
      {
        ...ALLOW,
        kind: "deny",
        subject: {
          kind: "group",
          groups: [{ name: "A" }, { name: "b c" }, { domain: "D", name: "e" }, { domain: "f", name: "g h" }],
        },
        grant: { kind: "permissions", permissions: ["KEY_READ", "KEY_USE"] },
        location: { kind: "tenancy" },
      },
    ],
    [
      "Allow service FaaS, x to read repos in compartment a:b",
      {
        ...ALLOW,
        subject: { kind: "service", names: ["FaaS", "x"] },
        location: { kind: "compartment-path", names: ["a", "b"] },
      },
    ],
    [
      "Endorse resource a b to read repos in tenancy C",
      {
        ...ALLOW,
        kind: "endorse",
        subject: { kind: "resource", words: ["a", "b"] },
        location: { kind: "other-tenancy", alias: "C" },
      },
    ],
    [
      "Deny admit any-group of tenancy C to read repos in compartment id Y",
      { ...ALLOW, kind: "deny admit", subject: { kind: "any-group" }, ofTenancy: "C" },
    ],
    [
      "Define tenancy 'My own' as ocid1.t",
      { kind: "define", what: "tenancy", alias: "My own", ocid: "ocid1.t" },
    ],
  ];
  test.each(cases)("is written as %s", (expected, statement) => {
    expect(renderStatement(statement)).toBe(expected);
  });

  test("quotes names that would be read as something else", () => {
    const named = (name: string) =>
      renderStatement({ ...ALLOW, subject: { kind: "group", groups: [{ name }] } });
    for (const name of [
      "id",
      "To",
      "where",
      "ocid1.group.a",
      "a,b",
      "a{".slice(0, 1) + " b",
      "a(b)",
      "a:b",
    ]) {
      expect(named(name)).toContain(`group '${name}' to`);
    }
    expect(named("${oci_identity_group.a.name}")).toContain("group ${oci_identity_group.a.name} to");
  });
});

describe("a value that could change the meaning", () => {
  const NAMES = [
    "a'b",
    "a{b",
    "a}b",
    "a\nb",
    "a\rb",
    "a\u2028b",
    "a\\",
    "$${a}",
    "${a'b}",
    "${a",
    "%{a}",
    "a/b",
    "",
  ];
  test.each(NAMES)("is refused as the name of a group or tenancy: %j", (name) => {
    const group = { ...ALLOW, subject: { kind: "group" as const, groups: [{ name }] } };
    expect(() => renderStatement(group)).toThrow(`the name of the group is ${JSON.stringify(name)}; `);
    const domain = { ...ALLOW, subject: { kind: "group" as const, groups: [{ name: "a", domain: name }] } };
    expect(() => renderStatement(domain)).toThrow(`the name of the domain is ${JSON.stringify(name)}; `);
    const define: Statement = { kind: "define", what: "tenancy", alias: name, ocid: "ocid1.t" };
    expect(() => renderStatement(define)).toThrow(`the alias of the tenancy is ${JSON.stringify(name)}; `);
  });

  const WORDS = [
    ...NAMES,
    "a b",
    "a,b",
    "a:b",
    "a=b",
    'a"b',
    "(a)",
    "where",
    "ID",
    "\u00a0",
    "a\u200b",
    "\ud800",
  ];
  test.each(WORDS)(
    "is refused as an OCID, compartment, service, type, permission or variable: %j",
    (word) => {
      const shown = JSON.stringify(word);
      const refused = (change: Partial<AllowStatement>) =>
        expect(() => renderStatement({ ...ALLOW, ...change })).toThrow(` is ${shown}; it must be one word`);
      refused({ subject: { kind: "group", groups: [{ id: word }] } });
      refused({ subject: { kind: "service", names: [word] } });
      refused({ subject: { kind: "resource", words: [word] } });
      refused({ location: { kind: "compartment", id: word } });
      refused({ location: { kind: "compartment-path", names: ["a", word] } });
      refused({ grant: { kind: "verb", verb: "read", resourceType: word } });
      refused({ grant: { kind: "permissions", permissions: ["A", word] } });
      refused({ condition: text(word, "a") });
      refused({ condition: { kind: "sets", test: "sets-equal", left: "request.a", right: word } });
    },
  );

  test.each(NAMES.filter((value) => value !== "" && value !== "a/b"))("is refused as a text: %j", (value) => {
    const error = ` is ${JSON.stringify(value)}; quotes, braces, backslashes and line breaks could change`;
    const refused = (condition: Condition) => expect(() => renderCondition(condition)).toThrow(error);
    refused(text("request.a", value));
    refused(pattern("request.a", value));
    refused({ kind: "in", variable: "request.a", values: ["a", value] });
    refused({ kind: "between", variable: "request.a", from: "a", to: value });
    refused({ kind: "between", variable: "request.a", from: value, to: "a" });
    expect(() => renderMatchingRule({ kind: "term", variable: "resource.id", operator: "=", value })).toThrow(
      error,
    );
  });

  test("keeps references as they are", () => {
    expect(renderCondition(text("request.a", "x ${a.b[0].id}${TfToken[TOKEN.1]}"))).toBe(
      "request.a = 'x ${a.b[0].id}${TfToken[TOKEN.1]}'",
    );
  });

  test("ends no pattern", () => {
    expect(renderCondition(pattern("request.a", "a/, request.b = /b*"))).toBe(
      "request.a != /a\\/, request.b = \\/b*/",
    );
  });
});

describe("what the language has no words for", () => {
  test("is refused in a statement", () => {
    const refused = (change: object, error: string) =>
      expect(() => renderStatement({ ...ALLOW, ...change } as Statement)).toThrow(error);
    refused({ subject: { kind: "group", groups: [] } }, "the statement names no group; name at least one");
    refused({ subject: { kind: "service", names: [] } }, "names no service");
    refused({ subject: { kind: "resource", words: [] } }, "names no word of the resource");
    refused({ subject: { kind: "resource", words: ["Manage"] } }, 'is "Manage"; a verb stands only before');
    refused({ grant: { kind: "permissions", permissions: [] } }, "names no permission");
    refused(
      { grant: { kind: "permissions", permissions: ["key_read"] } },
      'is "key_read"; write it as KEY_READ',
    );
    refused(
      { grant: { kind: "verb", verb: "read", resourceType: "Repos" } },
      'is "Repos"; write it as repos',
    );
    refused(
      { grant: { kind: "verb", verb: "read", resourceType: "use" } },
      'is "use"; a verb stands only before',
    );
    refused({ location: { kind: "compartment-path", names: [] } }, "names no compartment");
    refused(
      { location: { kind: "compartment-path", names: ["ocid1.c"] } },
      'is "ocid1.c"; an OCID is a location',
    );
    refused({ location: { kind: "other-tenancy" } }, "only endorse statements count there");
    refused({ ofTenancy: "A" }, "only admit statements have one");
  });

  test("is refused in a condition", () => {
    const refused = (condition: Condition, error: string) =>
      expect(() => renderCondition(condition)).toThrow(error);
    refused({ kind: "any", conditions: [] }, "an any condition is empty; give it a part");
    refused({ kind: "in", variable: "request.a", values: [] }, "an in condition has no values; give it one");
    refused(text("Request.A", "b"), 'a variable is "Request.A"; write it as request.a');
    refused(text("any", "b"), 'a variable is "any", which is a keyword');
    refused(pattern("request.a", ""), "a pattern is empty; give it a text");
    refused(grouped(51), "the groups of the condition nest deeper than 50");
    const compared = { kind: "comparison" as const, variable: "request.a" };
    refused(
      { ...compared, operator: "before", value: { kind: "pattern", pattern: "a*" } },
      "before is followed by a pattern; only = and != compare with patterns",
    );
    refused(
      { ...compared, operator: "=", value: { kind: "variable", name: "a" } },
      'a variable is "a"; behind an operator variables begin with request. or target.',
    );
    expect(renderCondition(grouped(50))).toMatch(/^any \{/);
  });

  test("is refused in a matching rule", () => {
    const refused = (rule: MatchingRule, error: string) =>
      expect(() => renderMatchingRule(rule)).toThrow(error);
    refused({ kind: "all", rules: [] }, "an all rule is empty; give it a part");
    refused(
      { kind: "tag", variable: "resource.id" },
      'a tag is "resource.id"; write it as tag.namespace.key.value',
    );
    refused(
      { kind: "term", variable: "Resource.id", operator: "=", value: "a" },
      'a variable is "Resource.id"',
    );
    refused(
      { kind: "term", variable: "request.id", operator: "=", value: "a" },
      'a variable is "request.id"',
    );
  });
});

describe("a matching rule", () => {
  test("is written as Oracle writes it", () => {
    expect(
      renderMatchingRule({
        kind: "all",
        rules: [
          { kind: "term", variable: "resource.type", operator: "=", value: "x" },
          { kind: "term", variable: "resource.id", operator: "!=", value: "y" },
        ],
      }),
    ).toBe("ALL {resource.type = 'x', resource.id != 'y'}");
    expect(renderMatchingRule({ kind: "any", rules: [{ kind: "tag", variable: "tag.a.b.value" }] })).toBe(
      "ANY {tag.a.b.value}",
    );
  });
});
