import fc from "fast-check";
import { DeclaredAction, action } from "../../src/iam/action";
import { quoted, statementsFor, Subject } from "../../src/iam/statement";

const GROUP: Subject = { text: "dynamic-group id g", conditions: [] };
const ANY_USER: Subject = {
  text: "any-user",
  conditions: ["request.principal.type = 't'", "request.principal.id = 'p'"],
};

const texts = (subject: Subject, declared: DeclaredAction) =>
  statementsFor(subject, declared).map(({ text }) => text);

const unconditional = action("trigger-build-run", { projectCompartment: "P" });
const oneCondition = action("clone-devops-repository", { projectCompartment: "P", repoOcid: "R" });
const nested = action("deploy-function", { fnCompartment: "C", fnOcid: "F" });
const explicit = action("ocir-push-existing", { repoCompartment: "C", repoName: "team/fn" });
const several = (s1: string, s2: string) => action("vault-variables", { secretCompartment: "S", s1, s2 });

describe("the statements of an action", () => {
  test("are whole sentences of the policy language", () => {
    expect(texts(GROUP, unconditional)).toEqual([
      "Allow dynamic-group id g to manage devops-build-run in compartment id P",
      "Allow dynamic-group id g to read devops-build-pipeline in compartment id P",
    ]);
    expect(texts(GROUP, oneCondition)).toEqual([
      "Allow dynamic-group id g to read devops-repository in compartment id P where target.repository.id = 'R'",
    ]);
    expect(texts(GROUP, nested)).toEqual([
      "Allow dynamic-group id g to manage fn-function in compartment id C where all {target.function.id = 'F', " +
        "any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}",
      "Allow dynamic-group id g to read fn-app in compartment id C",
    ]);
    expect(texts(GROUP, explicit)).toEqual([
      "Allow dynamic-group id g to inspect repos in compartment id C",
      "Allow dynamic-group id g to {REPOSITORY_READ, REPOSITORY_UPDATE} in compartment id C " +
        "where target.repo.name = 'team/fn'",
    ]);
  });

  test("have the subject's own conditions first, all of which must hold", () => {
    expect(texts(ANY_USER, unconditional)[0]).toBe(
      "Allow any-user to manage devops-build-run in compartment id P " +
        "where all {request.principal.type = 't', request.principal.id = 'p'}",
    );
    expect(texts(ANY_USER, oneCondition)).toEqual([
      "Allow any-user to read devops-repository in compartment id P " +
        "where all {request.principal.type = 't', request.principal.id = 'p', target.repository.id = 'R'}",
    ]);
    expect(texts(ANY_USER, nested)[0]).toBe(
      "Allow any-user to manage fn-function in compartment id C where all {request.principal.type = 't', " +
        "request.principal.id = 'p', all {target.function.id = 'F', " +
        "any {request.permission = 'FN_FUNCTION_READ', request.permission = 'FN_FUNCTION_UPDATE'}}}",
    );
  });

  test("ask for one of several values only where there are several", () => {
    const start = "Allow dynamic-group id g to read secret-bundles in compartment id S where ";
    expect(texts(GROUP, several("a", "b"))).toEqual([
      `${start}any {target.secret.id = 'a', target.secret.id = 'b'}`,
    ]);
    expect(texts(GROUP, several("a", "a"))).toEqual([`${start}target.secret.id = 'a'`]);
  });

  test("keep a value whole that holds the sign between the terms of a list", () => {
    const start = "Allow dynamic-group id g to read secret-bundles in compartment id S where ";
    const name = "a, b, b, c";
    expect(texts(GROUP, several(name, name))).toEqual([`${start}target.secret.id = '${name}'`]);
  });

  test("tell the compartment they are about, and the catalogue's word for it", () => {
    expect(statementsFor(GROUP, nested)).toMatchObject([
      { compartmentId: "C", compartmentRole: "fnCompartment" },
      { compartmentId: "C", compartmentRole: "fnCompartment" },
    ]);
  });

  test("take references that Terraform fills in", () => {
    const declared = action("clone-devops-repository", {
      projectCompartment: "${var.c}",
      repoOcid: "${oci_x.y.id}",
    });
    expect(texts(GROUP, declared)).toEqual([
      "Allow dynamic-group id g to read devops-repository in compartment id ${var.c} " +
        "where target.repository.id = '${oci_x.y.id}'",
    ]);
  });

  test("need every value that they name", () => {
    const incomplete = { actionId: "clone-devops-repository", values: { projectCompartment: "P" } };
    expect(() => statementsFor(GROUP, incomplete)).toThrow(
      "action clone-devops-repository needs a value for repoOcid",
    );
  });

  test("exist only for actions of the catalogue", () => {
    expect(() => statementsFor(GROUP, { actionId: "make-coffee", values: {} })).toThrow(
      "no action make-coffee",
    );
  });

  test("are about the tenancy where nothing less is possible", () => {
    const push = (prefix: string) => action("ocir-push-autocreate", { tenancy: "T", prefix });
    expect(statementsFor(GROUP, push("team"))).toEqual([
      {
        compartmentId: "T",
        compartmentRole: "tenancy",
        text:
          "Allow dynamic-group id g to manage repos in tenancy where all {target.repo.name = /team*/, any " +
          "{request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE', request.permission = 'REPOSITORY_CREATE'}}",
      },
    ]);
    for (const prefix of ["", "*", "a/", "a'", "a}", "${var.a}"]) {
      expect(() => statementsFor(GROUP, push(prefix))).toThrow(/is no beginning of a name|are refused/);
    }
  });

  test("quote a value with single quotes", () => {
    expect(quoted("ocid1.x")).toBe("'ocid1.x'");
  });
});

describe("a hostile value", () => {
  const fragments = [
    "'",
    '"',
    "{",
    "}",
    "\n",
    "\r",
    "$",
    "${",
    "$${",
    "%{",
    ", ",
    " where ",
    "any {",
    "/*/",
    "x",
    "${'}",
    "$${'}",
  ];
  const hostile = fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join(""));
  const runs = { numRuns: 1000 };

  /** What a statement says apart from what is in its quotes, and what is in them. */
  function read(text: string): { sentence: string; values: string[] } {
    return {
      sentence: text.replace(/'[^']*'/g, "'?'"),
      values: [...text.matchAll(/'([^']*)'/g)].map((m) => m[1]),
    };
  }

  /** The first statement, or undefined when the value was refused. */
  function statementOrRefusal(declared: DeclaredAction): string | undefined {
    try {
      return texts(GROUP, declared)[0];
    } catch (error) {
      expect((error as Error).message).toContain(`action ${declared.actionId}: `);
      return undefined;
    }
  }

  test.each([
    "it's",
    "a'} , any {b",
    "{x",
    "x}",
    "a\nAllow any-user to manage all-resources in tenancy",
    "a\r",
  ])("is refused with the action, the value's name and the value: %j", (value) => {
    const declared = action("clone-devops-repository", { projectCompartment: "P", repoOcid: value });
    expect(() => statementsFor(GROUP, declared)).toThrow(
      `action clone-devops-repository: repoOcid is ${JSON.stringify(value)}; quotes, braces, backslashes and line breaks could ` +
        "change what it means and are refused",
    );
  });

  test.each([
    ["an expression that holds a quote", `\${"a', target.repository.id = 'b"}`],
    ["an expression that Terraform turns into a quote", '${"a\\u0027, target.repository.id = \\u0027b"}'],
    ["an escaped placeholder that Terraform hands on", "$${a', target.repository.id = 'b}"],
    ["a line break inside an expression", "${a\nb}"],
  ])("is refused when it hides in %s", (_, value) => {
    const declared = action("clone-devops-repository", { projectCompartment: "P", repoOcid: value });
    expect(() => statementsFor(GROUP, declared)).toThrow("action clone-devops-repository: repoOcid is ");
  });

  test("is refused or stays inside its quotes", () => {
    const sentence =
      "Allow dynamic-group id g to read devops-repository in compartment id P where target.repository.id = '?'";
    fc.assert(
      fc.property(hostile, (value) => {
        const declared = action("clone-devops-repository", { projectCompartment: "P", repoOcid: value });
        const text = statementOrRefusal(declared);
        if (text !== undefined) expect(read(text)).toEqual({ sentence, values: [value] });
      }),
      runs,
    );
  });

  test("is refused or stays one of several", () => {
    fc.assert(
      fc.property(hostile, fc.oneof(hostile, fc.constant("b")), fc.boolean(), (s1, other, same) => {
        const s2 = same ? s1 : other;
        const text = statementOrRefusal(several(s1, s2));
        if (text !== undefined) expect(read(text).values).toEqual(s1 === s2 ? [s1] : [s1, s2]);
      }),
      runs,
    );
  });

  test("is refused or stays one word as a compartment, which stands without quotes", () => {
    const phrases = fc.constantFrom("c where request.operation = /*/", "c in tenancy", "c, d", "");
    fc.assert(
      fc.property(fc.oneof(hostile, phrases), (value) => {
        const text = statementOrRefusal(action("trigger-build-run", { projectCompartment: value }));
        const written = text?.replace(/\$\{[^{}\s'",]+\}/g, "reference");
        if (written !== undefined) {
          expect(written).toMatch(
            /^Allow dynamic-group id g to manage devops-build-run in compartment id [^\s'"{},]+$/,
          );
        }
      }),
      runs,
    );
  });
});
