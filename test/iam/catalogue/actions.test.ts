import catalogue from "../../../schema/iam-permissions.json";
import { catalogueAction, minimalStatements } from "../../../src/iam/catalogue/actions";

describe("the permission catalogue", () => {
  test("tells who does an action, with which permissions, by which statements", () => {
    expect(catalogueAction("clone-devops-repository")).toMatchObject({
      id: "clone-devops-repository",
      principal: "devopsbuildpipeline",
      permissions: ["DEVOPS_REPOSITORY_READ"],
      minimal: [
        "Allow {bp} to read devops-repository in compartment id {projectCompartment} where target.repository.id = '{repoOcid}'",
      ],
      confidence: "medium",
    });
  });

  test("has no row of another id, and the error says where it was looked for", () => {
    expect(() => catalogueAction("make-coffee")).toThrow(
      "schema/iam-permissions.json has no action make-coffee",
    );
  });

  test("has one row for each id", () => {
    const ids = catalogue._actions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => catalogueAction(id).id)).toEqual(ids);
  });

  test("hands out statements only, not its remarks", () => {
    const row = catalogueAction("ocir-push-autocreate");
    expect(row.minimal).toHaveLength(2);
    expect(minimalStatements("ocir-push-autocreate")).toEqual([row.minimal[1]]);
    for (const { id } of catalogue._actions) {
      for (const statement of minimalStatements(id)) expect(statement).toMatch(/^Allow /);
    }
  });

  test("never grants a whole family, and grants all resources nowhere", () => {
    const statements = catalogue._actions.flatMap(({ id }) => minimalStatements(id));
    expect(statements.length).toBeGreaterThan(catalogue._actions.length / 2);
    expect(statements.filter((text) => /all-resources|[a-z]-family/.test(text))).toEqual([]);
  });
});
