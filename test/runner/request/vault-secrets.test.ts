import {
  givenSecrets,
  missingSecrets,
  unknownSecrets,
  VaultVariable,
  vaultVariables,
  withAnswers,
} from "../../../src/runner/request/vault-secrets";
import { StageSpec } from "../../../src/runner/stage/stage-spec";

const TOKEN = { name: "TOKEN", secretId: "ocid1.token" };
const KEY = { name: "KEY", secretId: "ocid1.key" };
const specWith = (variables: Record<string, string>) =>
  ({ document: { env: { vaultVariables: variables } } }) as unknown as StageSpec;

describe("vault variables", () => {
  test("are those of all stages, each once", () => {
    const specs = [specWith({ TOKEN: "ocid1.token" }), specWith({ TOKEN: "ocid1.token", KEY: "ocid1.key" })];
    expect(vaultVariables([...specs, { document: {} } as StageSpec])).toEqual([TOKEN, KEY]);
  });

  test("of one name may stand for different secrets in different stages", () => {
    const specs = [specWith({ TOKEN: "ocid1.a" }), specWith({ TOKEN: "ocid1.b" })];
    expect(vaultVariables(specs).map(({ secretId }) => secretId)).toEqual(["ocid1.a", "ocid1.b"]);
  });
});

describe("the value of a secret", () => {
  const both = new Map([["TOKEN", "by name"], ["ocid1.token", "by OCID"]]); // prettier-ignore
  const name = new Map([["TOKEN", "shared"]]);

  test.each([
    ["the one for its OCID before the one for a name", { secrets: both }, "by OCID"],
    ["the one for a name of it", { secrets: new Map([["TOKEN", "by name"]]) }, "by name"],
    ["one of the run before a shared one", { secrets: both, sharedSecrets: name }, "by OCID"],
    ["a shared one", { secrets: new Map(), sharedSecrets: name }, "shared"],
    ["an empty one rather than none", { secrets: new Map([["TOKEN", ""]]), sharedSecrets: name }, ""],
  ])("is %s", (_, request, value) => {
    expect(givenSecrets([TOKEN], request)).toEqual(new Map([["ocid1.token", value]]));
  });

  test("under two names is given with either", () => {
    const variables = [TOKEN, { name: "COPY", secretId: "ocid1.token" }];
    expect(givenSecrets(variables, { secrets: new Map([["COPY", "x"]]) })).toEqual(new Map([["ocid1.token", "x"]])); // prettier-ignore
  });
});

test("values for names that no stage has are problems; those that are shared are not", () => {
  const given = new Map([["TOKN", "x"], ["ocid1.key", "y"], ["TOKEN", "z"]]); // prettier-ignore
  expect(unknownSecrets([TOKEN, KEY], given)).toEqual([
    "--secret TOKN: no stage has such a vault variable; there are: TOKEN, KEY",
  ]);
  expect(unknownSecrets([], new Map([["TOKEN", "x"]]))).toEqual([
    "--secret TOKEN: no stage has such a vault variable; there are: none",
  ]);
  expect(givenSecrets([TOKEN], { secrets: new Map(), sharedSecrets: given })).toEqual(
    new Map([["ocid1.token", "z"]]),
  );
});

test("all variables without a value are problems, with the ways to give one said once", () => {
  expect(missingSecrets([TOKEN, KEY], new Map([["ocid1.token", "x"]]))).toEqual([
    "vault variable KEY has no value",
    expect.stringContaining("--secrets-file"),
  ]);
  expect(missingSecrets([TOKEN, KEY], new Map())).toHaveLength(3);
  expect(missingSecrets([TOKEN], new Map([["ocid1.token", ""]]))).toEqual([]);
});

describe("whoever can answer is asked", () => {
  async function askedFor(variables: readonly VaultVariable[], values: ReadonlyMap<string, string>) {
    const asked: VaultVariable[][] = [];
    const answers = await withAnswers(variables, values, (missing) => {
      asked.push([...missing]);
      return Promise.resolve(new Map([[missing[0].secretId, "answer"]]));
    });
    return { asked, answers };
  }

  test("for what has no value, and once for each secret", async () => {
    const copy = { name: "COPY", secretId: "ocid1.key" };
    const { asked, answers } = await askedFor([TOKEN, KEY, copy], new Map([["ocid1.token", "given"]]));
    expect(asked.map((variables) => variables.map(({ secretId }) => secretId))).toEqual([["ocid1.key"]]);
    expect(answers).toEqual(new Map([["ocid1.token", "given"], ["ocid1.key", "answer"]])); // prettier-ignore
  });

  test("not at all when nothing is missing", async () => {
    const { asked } = await askedFor([TOKEN], new Map([["ocid1.token", "given"]]));
    expect(asked).toEqual([]);
  });
});
