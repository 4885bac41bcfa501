import * as fc from "fast-check";
import { BuildSpecDocument, InputType, OutputType, StepType } from "../../src/build-spec/model";

/** Texts that some YAML reader takes for something else than a text. */
const TRICKY = [
  ...[
    "",
    " ",
    "~",
    "null",
    "Null",
    "yes",
    "Yes",
    "no",
    "NO",
    "on",
    "off",
    "y",
    "n",
    "true",
    "False",
    "=",
    "<<",
  ],
  ...["017", "0o17", "0x1F", "0b1", "1_000", "1e3", "+1", ".5", ".inf", ".NaN", "12:30:00", "190:20:30.15"],
  ...[
    "0.1",
    "700",
    "2021-11-05",
    "2021-11-05T10:00:00Z",
    "- a",
    "-",
    "? a",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
  ],
  ...[
    "'a",
    '"a',
    "a'b",
    'a"b',
    "*a",
    "&a",
    "!a",
    "!!int 1",
    "%a",
    "@a",
    "`a`",
    "|",
    ">-",
    "[a",
    "{a: 1}",
    "a, b",
  ],
  ...[
    "---",
    "...",
    "--- a",
    "a\\nb",
    "\\",
    "${A}",
    "$A",
    "a\tb",
    "\ta",
    "a ",
    " a",
    "http://a:80/#b",
    "😀",
    "é",
  ],
];
const LINES = [
  "",
  " ",
  "\t",
  "  ",
  "make",
  "\tmake",
  "  make",
  "make \t",
  "# make",
  "a: b",
  "- a",
  "...",
  "---",
];
const VARIABLES = ["MODE", "_x", "y", "N", "yes", "NO", "on", "Off", "null", "NULL", "true", "__proto__"];
const ARTIFACTS = ["017", "no", "-", "--", "---", "1e3", "1_000", "null", "0x1F"];

const word = fc.oneof(
  fc.constantFrom(...TRICKY),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
);
const lines = fc.array(fc.oneof(fc.constantFrom(...LINES), word), { minLength: 1, maxLength: 6 });
const script = fc.oneof(
  word,
  lines.map((all) => all.join("\n")),
  lines.map((all) => all.map((line) => `${line}\n`).join("")),
  fc.string({ unit: fc.constantFrom(..."a \t\n\r#:-'\"|\\é") }),
);

const variableName = fc.oneof(
  fc.constantFrom(...VARIABLES),
  fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,9}$/).filter((name) => name !== "PATH" && !/^oci_/i.test(name)),
);
const exportedName = fc.oneof(
  fc.constantFrom("TAG", "y", "NO", "on", "Null"),
  fc.stringMatching(/^[a-zA-Z][a-zA-Z_0-9]{0,9}$/).filter((name) => !/^oci/i.test(name)),
);
const artifactName = fc.oneof(fc.constantFrom(...ARTIFACTS), fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/));

/** Vault variables are exported by none. */
const env = fc
  .record(
    {
      variables: fc.dictionary(variableName, script, { maxKeys: 5 }),
      vaultVariables: fc.dictionary(variableName, word, { maxKeys: 3 }),
      exportedVariables: fc.array(exportedName, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .map(({ exportedVariables, ...other }) => ({
    ...other,
    ...(exportedVariables && {
      exportedVariables: exportedVariables.filter((name) => !Object.hasOwn(other.vaultVariables ?? {}, name)),
    }),
  }));

const settings = {
  timeoutInSeconds: fc.integer({ min: 1, max: 99_999 }),
  shell: fc.constantFrom("bash", "/bin/sh"),
  failImmediatelyOnError: fc.boolean(),
  runAs: fc.oneof(fc.constantFrom("root", "1000"), word),
};
const commandKeys = { ...settings, type: fc.constant(StepType.COMMAND), name: word, command: script };
const onFailure = fc.array(fc.record(commandKeys, { requiredKeys: ["type", "command"] }), { maxLength: 2 });
const commandStep = fc.record({ ...commandKeys, onFailure }, { requiredKeys: ["type", "command"] });

const score = fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10);
const configuration = fc.record(
  {
    buildType: fc.constant("maven"),
    pomFilePath: word,
    packagesToIgnore: fc.array(word, { maxLength: 3 }),
    maxPermissibleCvssV2Score: score,
    maxPermissibleCvssV3Score: score,
    freeFormTags: fc.dictionary(word, word, { maxKeys: 3 }),
  },
  { requiredKeys: ["buildType", "pomFilePath"] },
);
const auditStep = fc.record(
  {
    type: fc.constant(StepType.VULNERABILITY_AUDIT),
    name: word,
    knowledgeBaseId: word,
    vulnerabilityAuditCompartmentId: word,
    vulnerabilityAuditName: word,
    configuration,
  },
  { requiredKeys: ["type", "knowledgeBaseId", "configuration"] },
);

const input = fc.oneof(
  fc.record(
    { name: artifactName, location: word, type: fc.constant(InputType.STAGE_ARTIFACT) },
    { requiredKeys: ["name", "location"] },
  ),
  fc.record(
    { name: artifactName, location: word, type: fc.constant(InputType.URL), url: word },
    { requiredKeys: ["name", "location", "url"] },
  ),
  fc.record({
    name: artifactName,
    location: word,
    type: fc.constant(InputType.GENERIC_ARTIFACT),
    artifactId: word,
  }),
  fc.record({
    name: artifactName,
    location: word,
    type: fc.constant(InputType.GENERIC_ARTIFACT),
    registryId: word,
    path: word,
    version: word,
  }),
);
const output = fc.oneof(
  fc.record({
    name: artifactName,
    type: fc.constantFrom(...Object.values(OutputType)),
    location: word,
  }),
  fc.record({
    name: artifactName,
    type: fc.constant(OutputType.BINARY),
    location: word,
    registryId: word,
    path: word,
    version: word,
  }),
  fc.record({
    name: artifactName,
    type: fc.constant(OutputType.DOCKER_IMAGE),
    location: word,
    imageUri: word,
  }),
);

/** Any document that the service accepts. */
export const buildSpecDocument: fc.Arbitrary<BuildSpecDocument> = fc.record(
  {
    ...settings,
    env,
    inputArtifacts: fc.array(input, { maxLength: 3 }),
    steps: fc.array(fc.oneof({ weight: 4, arbitrary: commandStep }, auditStep), {
      minLength: 1,
      maxLength: 4,
    }),
    outputArtifacts: fc.uniqueArray(output, { maxLength: 3, selector: ({ name }) => name }),
  },
  { requiredKeys: ["steps"] },
);
