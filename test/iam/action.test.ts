import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import catalogue from "../../schema/iam-permissions.json";
import { action } from "../../src/iam/action";
import { minimalStatements } from "../../src/iam/catalogue/actions";
import { PrincipalType } from "../../src/iam/principal-type";

const SOURCE = path.join(__dirname, "..", "..", "src", "iam", "action.ts");

/** The compiler's table of actions and the values it asks for; types are gone when a test runs, so it is read. */
function valuesOfActions(): [id: string, placeholders: string[]][] {
  const source = ts.createSourceFile(SOURCE, fs.readFileSync(SOURCE, "utf8"), ts.ScriptTarget.Latest);
  const table = source.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === "ActionValues",
  )!;
  const nameOf = (member: ts.TypeElement) => (member.name as ts.StringLiteral | ts.Identifier).text;
  return table.members.map((member) => [
    nameOf(member),
    ((member as ts.PropertySignature).type as ts.TypeLiteralNode).members.map(nameOf),
  ]);
}

/** Placeholders of a row's statements, without the one that stands for the principal. */
function placeholdersOfRow(id: string): Set<string> {
  const names = minimalStatements(id).flatMap((text) => [
    ...[...text.matchAll(/compartment id \{(\w+)\}/g)].map((match) => match[1]),
    ...[...text.matchAll(/'\{(\w+)\}'|\/\{(\w+)\}\*\//g)].map((match) => match[1] ?? match[2]),
    ...(/ in tenancy /.test(text) ? ["tenancy"] : []),
  ]);
  return new Set(names);
}

describe("an action", () => {
  test("holds its id and its values", () => {
    const values = { secretCompartment: "c", patOcid: "p" };
    const declared = action("read-pat-secret-build", values);
    expect(declared).toEqual({
      actionId: "read-pat-secret-build",
      values: { secretCompartment: "c", patOcid: "p" },
    });
  });

  test("does not change with the object its values came in", () => {
    const values = { projectCompartment: "before" };
    const declared = action("trigger-build-run", values);
    values.projectCompartment = "after";
    expect(declared.values.projectCompartment).toBe("before");
  });
});

describe("the table of actions", () => {
  const table = valuesOfActions();

  test("has entries, each once", () => {
    expect(table.length).toBeGreaterThan(10);
    expect(new Set(table.map(([id]) => id)).size).toBe(table.length);
  });

  test.each(table)("asks for exactly the values that the statements of %s need", (id, placeholders) => {
    expect(new Set(placeholders)).toEqual(placeholdersOfRow(id));
  });

  test.each(table)("names in %s an action of a principal that this package knows", (id) => {
    const row = catalogue._actions.find((candidate) => candidate.id === id)!;
    const principals = row.principal.split("|");
    expect(Object.values(PrincipalType)).toEqual(expect.arrayContaining(principals));
  });
});
