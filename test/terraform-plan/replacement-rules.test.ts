import { FUNCTION, Json, planOf, REPOSITORY, resourceChange } from "./plan-fixture";
import { guardedReplacements, replacedAddresses } from "../../src/terraform-plan/replacement-rules";

const replaced = (address: string, change: Json = {}, more: Json = {}) =>
  resourceChange(address, ["delete", "create"], change, more);

const guarded = (...changes: Json[]) => guardedReplacements(planOf(changes));

describe("a replacement that needs a permission", () => {
  test.each([
    [REPOSITORY, "code repository", /branches, tags and pull requests/],
    ["oci_artifacts_container_repository", "container repository", /images/],
    ["oci_artifacts_repository", "artifact repository", /artifacts/],
    [FUNCTION, "function", /OCID and invoke endpoint.*image/],
  ])("is one of %s: the message says what is lost", (type, what, lost) => {
    expect(guarded(replaced(`${type}.x`))).toMatchObject([
      { address: `${type}.x`, what, lost: expect.stringMatching(lost) },
    ]);
  });

  test.each([
    ["oci_functions_application", ["delete", "create"]],
    ["oci_devops_build_pipeline", ["delete", "create"]],
    [REPOSITORY, ["delete"]],
    [REPOSITORY, ["create"]],
    [REPOSITORY, ["update"]],
    [REPOSITORY, ["no-op"]],
    [REPOSITORY, ["forget"]],
  ])("is none of %s with the actions %j", (type, actions) => {
    expect(guarded(resourceChange(`${type}.x`, actions))).toEqual([]);
  });

  test.each([[["delete", "create"]], [["create", "delete"]]])("is one in the order %j", (actions) => {
    expect(guarded(resourceChange(`${FUNCTION}.x`, actions))).toHaveLength(1);
  });

  test("loses nothing where Terraform only forgets the old one, yet is one", () => {
    expect(guarded(resourceChange(`${FUNCTION}.x`, ["create", "forget"]))).toMatchObject([
      { lost: expect.stringMatching(/^nothing in OCI, but/) },
    ]);
  });

  test.each([
    [{ replace_paths: [["application_id"], ["display_name"]] }, {}, "application_id, display_name"],
    [{}, { action_reason: "replace_because_tainted" }, "marked as tainted"],
    [{}, { action_reason: "replace_by_request" }, "asked for with -replace"],
    [{}, {}, "Terraform, which names no attribute"],
  ])("with %j and %j is forced by %s", (change, more, forcedBy) => {
    expect(guarded(replaced(`${FUNCTION}.x`, change, more))).toMatchObject([{ forcedBy }]);
  });

  test("is named as what goes", () => {
    const values = { before: { display_name: "old" }, after: { display_name: "new" } };
    expect(guarded(replaced(`${FUNCTION}.x`, values))).toMatchObject([{ name: "old" }]);
  });
});

describe("a thing that gets another address", () => {
  const gone = (name: string, type = REPOSITORY) =>
    resourceChange(`${type}.old`, "delete", { before: { name, id: "ocid1.old" } });
  const made = (name: string, type = REPOSITORY) =>
    resourceChange(`${type}.new`, "create", { after: { name } });

  test("is replaced when it is destroyed at the one and created at the other", () => {
    expect(guarded(gone("functions"), made("functions"))).toMatchObject([
      {
        address: `${REPOSITORY}.new`,
        name: "functions",
        forcedBy: `its new address: it was ${REPOSITORY}.old, a moved block would keep it`,
      },
    ]);
  });

  test("is not replaced when Terraform knows that it has moved", () => {
    const moved = resourceChange(`${REPOSITORY}.new`, "no-op", {}, { previous_address: `${REPOSITORY}.old` });
    expect(guarded(moved)).toEqual([]);
  });

  test.each([
    ["another name", [gone("a"), made("b")]],
    ["another type", [gone("a"), made("a", "oci_artifacts_repository")]],
    [
      "no name",
      [resourceChange(`${REPOSITORY}.old`, "delete"), resourceChange(`${REPOSITORY}.new`, "create")],
    ],
    ["a leftover of an earlier replacement", [{ ...gone("a"), deposed: "ab12" }, made("a")]],
  ])("is not the same with %s", (_, changes) => {
    expect(guarded(...changes)).toEqual([]);
  });
});

describe("the addresses that a plan replaces", () => {
  test("are all, guarded or not", () => {
    const plan = planOf([
      replaced(`${FUNCTION}.x`),
      replaced("oci_devops_build_pipeline.main"),
      resourceChange(`${FUNCTION}.y`, "create"),
    ]);
    expect(replacedAddresses(plan)).toEqual([`${FUNCTION}.x`, "oci_devops_build_pipeline.main"]);
  });
});
