import * as fs from "node:fs";
import * as path from "node:path";
import Ajv from "ajv";
import { parseDocument, visit } from "yaml";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { buildSpecJsonSchema, JsonSchema } from "../../../src/build-spec/schema/json-schema";
import { OBJECT_NAMES, objectShape } from "../../../src/build-spec/schema/keys";
import { asciiJson } from "../../../src/report/ascii-json";

const ROOT = path.join(__dirname, "../../..");
const CASES = path.join(ROOT, "test/cases/specs");
const REFRESH = "npm run compile && node lib/cli/main.js schema > schema/build-spec.schema.json";

const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(buildSpecJsonSchema());

/** The file as JSON; numbers that JSON cannot write in the same way are texts. */
function asJson(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false, version: "1.2", merge: true });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === "number" && String(node.value) !== node.source) node.value = node.source;
    },
  });
  return JSON.parse(JSON.stringify(document.toJS()));
}

const cases = fs
  .readdirSync(CASES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => {
    const text = fs.readFileSync(path.join(CASES, name), "utf8");
    const errors = parseBuildSpec(text).diagnostics.filter(({ severity }) => severity === "error");
    return { name, text, codes: errors.map(({ code }) => code) };
  });
/** Without a mapping of values there is nothing to compare. */
const readable = cases.filter(({ codes }) => !codes.some((code) => code.startsWith("BS1")));

describe("the JSON Schema", () => {
  test("is the one in the package", () => {
    const file = fs.readFileSync(path.join(ROOT, "schema/build-spec.schema.json"), "utf8");
    const isFresh = file === `${asciiJson(buildSpecJsonSchema())}\n`;
    expect(isFresh ? "fresh" : `refresh it: ${REFRESH}`).toBe("fresh");
  });

  test("explains every object and every key", () => {
    const { definitions, ...spec } = buildSpecJsonSchema() as { definitions: Record<string, JsonSchema> };
    for (const name of OBJECT_NAMES) {
      const { description, properties } = name === "spec" ? (spec as JsonSchema) : definitions[name];
      const shape = objectShape(name);
      expect(description).toBe(shape.description);
      expect(Object.entries(properties as Record<string, JsonSchema>)).toEqual(
        Object.entries(shape.keys).map(([key, { description: text }]) => [
          key,
          expect.objectContaining({ description: text }),
        ]),
      );
    }
  });

  test("knows what the service takes by default", () => {
    expect(buildSpecJsonSchema()).toMatchObject({
      properties: {
        timeoutInSeconds: { default: 28_800 },
        shell: { default: "bash" },
        failImmediatelyOnError: { default: false },
        runAs: { default: "root" },
      },
      definitions: {
        configuration: {
          properties: {
            maxPermissibleCvssV2Score: { default: 0 },
            maxPermissibleCvssV3Score: { default: 0 },
          },
        },
      },
    });
  });

  test("accepts some of the cases and refuses others", () => {
    const verdicts = readable.map(({ text }) => accepts(asJson(text)));
    expect(verdicts.filter((accepted) => accepted).length).toBeGreaterThan(15);
    expect(verdicts.filter((accepted) => !accepted).length).toBeGreaterThan(15);
  });

  test.each(readable)("judges $name as the checker's BS2xx do", ({ text, codes }) => {
    expect(accepts(asJson(text))).toBe(!codes.some((code) => code.startsWith("BS2")));
  });

  test.each([
    ["version: 0.10", "timeoutInSeconds: 600"],
    ["version: 0.1", "timeoutInSeconds: 600.0"],
    ["version: 0.1", "timeoutInSeconds: 0x258"],
  ])("takes a number by its value, where the checker reads it as written: %s, %s", (...lines) => {
    const text = [...lines, "component: build", "steps: [{ type: Command, command: make }]"].join("\n");
    expect(accepts(parseDocument(text).toJS())).toBe(true);
    expect(parseBuildSpec(text).diagnostics.map(({ code }) => code)).toEqual(["BS204"]);
  });
});
