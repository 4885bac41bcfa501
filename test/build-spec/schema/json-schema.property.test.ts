import * as fs from "node:fs";
import * as path from "node:path";
import Ajv from "ajv";
import * as fc from "fast-check";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { buildSpecJsonSchema } from "../../../src/build-spec/schema/json-schema";
import { OBJECT_NAMES, objectShape } from "../../../src/build-spec/schema/keys";
import { asciiJson } from "../../../src/report/ascii-json";
import { buildSpecDocument } from "../arbitrary-document";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

const VALID = path.join(__dirname, "../../cases/specs/valid");
const cases = fs
  .readdirSync(VALID)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name) => parseBuildSpec(fs.readFileSync(path.join(VALID, name), "utf8")).document ?? []);
/** As values of JSON: without undefined. */
const valid: fc.Arbitrary<Json> = fc
  .oneof(
    fc.constantFrom(...cases),
    buildSpecDocument.map((document) => ({ version: 0.1, component: "build", ...document })),
  )
  .map((document) => JSON.parse(JSON.stringify(document)) as Json);

const key = fc.constantFrom(
  ...OBJECT_NAMES.flatMap((name) => Object.keys(objectShape(name).keys)),
  ...["", "x", "A.B", "1A", "variabls", "Type", "__proto__", "constructor", "é"],
);
const scalar = fc.constantFrom<Json>(
  ...[null, true, false, 0, 1, -1, 600, 0.1, 0.2, 1.5, 9.99, 10, 10.5, 999_999_999, 1_000_000_000],
  ...["", " ", "0.1", "0.10", "build", "Build", "bash", "true", "False", "TRUE", "yes", "null", "make\n"],
  ...["1", "0", "600", "0600", "6e2", "999999999", "1000000000", "10.0", "10.5", ".5", "5.", "-1", "maven"],
  ...["Command", "VulnerabilityAudit", "DockerRun", "URL", "BINARY", "DOCKER_IMAGE", "a-b_C", "a.b", "a\n"],
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(key, scalar, { maxKeys: 3 }),
  fc.array(fc.dictionary(key, scalar, { maxKeys: 3 }), { maxLength: 2 }),
) as fc.Arbitrary<Json>;

/** Changes the members of a list or mapping. */
type Change = (members: [string, Json][], at: number) => [string, Json][];
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>((members, at) => members.filter((_, i) => i !== at)),
  key.map<Change>(
    (name) => (members, at) => members.map(([old, member], i) => [i === at ? name : old, member]),
  ),
  value.map<Change>(
    (other) => (members, at) => members.map(([old, member], i) => [old, i === at ? other : member]),
  ),
  fc.tuple(key, value).map<Change>((added) => (members) => [...members, added]),
);
const changes = fc.array(fc.tuple(change, fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 });

function isContainer(json: Json): json is Json[] | { [key: string]: Json } {
  return typeof json === "object" && json !== null;
}

function containers(json: Json): Json[] {
  return isContainer(json) ? [json, ...Object.values(json).flatMap(containers)] : [];
}

function mutate(json: Json, target: Json, edit: (members: [string, Json][]) => [string, Json][]): Json {
  if (!isContainer(json)) return json;
  const inside = Object.entries(json).map(([name, member]): [string, Json] => [
    name,
    mutate(member, target, edit),
  ]);
  const members = json === target ? edit(inside) : inside;
  return Array.isArray(json) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

const mutated = fc.tuple(valid, changes).map(([document, all]) =>
  all.reduce((json, [apply, which, place]) => {
    const found = containers(json);
    return mutate(json, found[which % found.length], (members) =>
      apply(members, place % Math.max(1, members.length)),
    );
  }, document),
);

test("the JSON Schema judges 2,000 changed documents as the checker's BS2xx do", () => {
  const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(buildSpecJsonSchema());
  const verdicts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(mutated, (json) => {
      const errors = parseBuildSpec(asciiJson(json)).diagnostics.filter(
        ({ severity, code }) => severity === "error" && /^BS[12]/.test(code),
      );
      const accepted = accepts(json);
      verdicts[accepted ? "accepted" : "refused"]++;
      expect(accepted).toBe(errors.length === 0);
    }),
    { numRuns: 2000, seed: 5 },
  );
  expect(verdicts.accepted).toBeGreaterThan(200);
  expect(verdicts.refused).toBeGreaterThan(200);
});
