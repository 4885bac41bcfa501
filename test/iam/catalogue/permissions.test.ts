import catalogue from "../../../schema/iam-permissions.json";
import {
  allPermissions,
  familyMembers,
  familyNames,
  generalVariables,
  isKnownPermission,
  isKnownVariable,
  permissionsDeniedBy,
  permissionsOf,
  resourceType,
  typeNames,
  typesOfPermission,
  variablesOf,
} from "../../../src/iam/catalogue/permissions";
import { VERBS } from "../../../src/iam/language/statement";

describe("a resource type", () => {
  test("has permissions by verb, variables, confidence and source", () => {
    const repos = resourceType("repos")!;
    expect(repos).toMatchObject({
      name: "repos",
      confidence: "high",
      source: expect.stringMatching(/^https:.*\/registrypolicyreference\.htm$/),
    });
    expect(repos.permissionsOf("read")).toEqual(["REPOSITORY_INSPECT", "REPOSITORY_READ"]);
    expect(repos.variables.map(({ name }) => name)).toEqual(["target.repo.name"]);
    expect(repos.variables[0].evidence).toMatch(/^documented /);
  });

  test("is found in any case, and is none under other names", () => {
    expect(resourceType("REPOS")!.name).toBe("repos");
    for (const name of ["repo", "devops-family", "all-resources", "_actions", "_meta", "constructor", ""]) {
      expect(resourceType(name)).toBeUndefined();
    }
  });

  test.each(typeNames())("%s has verbs that grow, a source and permissions in capitals", (name) => {
    const type = resourceType(name)!;
    VERBS.slice(1).forEach((verb, i) => {
      expect(type.permissionsOf(verb)).toEqual(expect.arrayContaining([...type.permissionsOf(VERBS[i])]));
    });
    expect(type.permissionsOf("manage").length).toBeGreaterThan(0);
    for (const permission of type.permissionsOf("manage")) expect(permission).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(type.source).toMatch(/^https:\/\/docs\.oracle\.com\//);
    expect(["high", "medium", "low"]).toContain(type.confidence);
  });
});

describe("a family", () => {
  test("has members", () => {
    expect(familyMembers("secret-family")).toEqual(["secrets", "secret-versions", "secret-bundles"]);
    expect(familyMembers("Functions-Family")).toEqual(["fn-app", "fn-function", "fn-invocation"]);
    expect(familyMembers("repos")).toBeUndefined();
    expect(familyMembers("repos-family")).toBeUndefined();
  });

  test("grants what its members grant, each once", () => {
    expect(permissionsOf("read", "ons-family")).toEqual([
      "ONS_TOPIC_INSPECT",
      "ONS_TOPIC_READ",
      "ONS_SUBSCRIPTION_INSPECT",
    ]);
    const manage = permissionsOf("manage", "ons-family")!;
    expect(manage.filter((permission) => permission === "ONS_TOPIC_SUBSCRIBE")).toHaveLength(1);
  });

  test("grants what is known of it where a member has no row", () => {
    expect(familyMembers("all-artifacts")).toContain("instance-images");
    expect(resourceType("instance-images")).toBeUndefined();
    expect(permissionsOf("inspect", "all-artifacts")).toEqual([
      "ARTIFACT_REPOSITORY_INSPECT",
      "GENERIC_ARTIFACT_INSPECT",
      "REPOSITORY_INSPECT",
    ]);
  });

  test("of all resources is every type", () => {
    expect(familyMembers("all-resources")).toEqual(typeNames());
    expect([...permissionsOf("manage", "all-resources")!].sort()).toEqual([...allPermissions()].sort());
    expect(permissionsOf("inspect", "all-resources")).toContain("FN_APP_LIST");
    expect(permissionsOf("inspect", "all-resources")).not.toContain("FN_APP_READ");
  });

  test("is one of the file's", () => {
    expect(familyNames()).toEqual(Object.keys(catalogue._families));
  });
});

describe("a verb", () => {
  test("grants nothing on names that are neither type nor family", () => {
    expect(permissionsOf("manage", "ons-topic")).toBeUndefined();
    expect(permissionsDeniedBy("inspect", "ons-topic")).toBeUndefined();
  });

  test("can add nothing to the one below", () => {
    expect(permissionsOf("use", "fn-function")).toEqual(permissionsOf("read", "fn-function"));
    expect(permissionsOf("manage", "secret-bundles")).toEqual(permissionsOf("read", "secret-bundles"));
  });

  test("that is denied takes what it and those above it add", () => {
    expect(permissionsDeniedBy("inspect", "repos")).toEqual(permissionsOf("manage", "repos"));
    expect(permissionsDeniedBy("manage", "ons-topics")).toEqual([
      "ONS_TOPIC_CREATE",
      "ONS_TOPIC_MOVE",
      "ONS_TOPIC_UPDATE",
      "ONS_TOPIC_DELETE",
    ]);
    expect(permissionsDeniedBy("use", "fn-app")).toEqual(["FN_APP_CREATE", "FN_APP_DELETE", "FN_APP_UPDATE"]);
    expect(permissionsDeniedBy("manage", "secret-bundles")).toEqual([]);
    expect(permissionsDeniedBy("read", "secret-family")).toContain("SECRET_BUNDLE_READ");
  });
});

describe("a permission", () => {
  test("is of one type or several", () => {
    expect(typesOfPermission("REPOSITORY_READ")).toEqual(["repos"]);
    expect(typesOfPermission("ONS_TOPIC_SUBSCRIBE")).toEqual(["ons-topics", "ons-subscriptions"]);
    expect(typesOfPermission("REPOSITORY_REED")).toEqual([]);
  });

  test("is known or not", () => {
    expect(allPermissions().every(isKnownPermission)).toBe(true);
    expect(new Set(allPermissions()).size).toBe(allPermissions().length);
    for (const name of ["REPOSITORY_REED", "repository_read", "", "constructor"]) {
      expect(isKnownPermission(name)).toBe(false);
    }
  });

  test("of every action of the catalogue is known", () => {
    const permissions = catalogue._actions.flatMap((action) => action.permissions);
    expect(permissions.filter((permission) => !isKnownPermission(permission))).toEqual([]);
  });
});

describe("a variable", () => {
  test("is general or of a type", () => {
    expect(generalVariables()).toContain("request.permission");
    expect(variablesOf("secret-bundles")).toEqual(["target.secret.id", "target.secret.name"]);
    expect(variablesOf("secret-family")).toEqual([
      "target.secret.id",
      "target.secret.name",
      "target.vault.id",
    ]);
    expect(variablesOf("ons-topics")).toEqual([]);
    expect(variablesOf("ons-topic")).toBeUndefined();
  });

  test.each([
    ["target.secret.id", true],
    ["TARGET.Secret.ID", true],
    ["request.networksource.name", true],
    ["target.resource.tag.Operations.Project", true],
    ["request.principal.group.tag.a.b", true],
    ["target.resource.tagged", false],
    ["target.secret", false],
    ["target.secret.id.more", false],
  ])("%s is known: %s", (name, known) => {
    expect(isKnownVariable(name)).toBe(known);
  });
});

test("nothing is read before it is asked for", () => {
  jest.isolateModules(() => {
    const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
    const read = jest.spyOn(fs, "readFileSync");
    const fresh = jest.requireActual<typeof import("../../../src/iam/catalogue/permissions")>(
      "../../../src/iam/catalogue/permissions",
    );
    const ofCatalogue = () =>
      read.mock.calls.filter(([file]) => String(file).endsWith("iam-permissions.json"));
    expect(ofCatalogue()).toHaveLength(0);
    fresh.allPermissions();
    fresh.resourceType("repos");
    expect(ofCatalogue()).toHaveLength(1);
    read.mockRestore();
  });
});
