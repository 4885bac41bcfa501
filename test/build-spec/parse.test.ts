import * as fs from "node:fs";
import * as path from "node:path";
import { parseBuildSpec } from "../../src/build-spec/parse";

const HEAD = "version: 0.1\ncomponent: build\n";
const STEPS = "steps:\n  - type: Command\n    command: make\n";

const caseText = (name: string) => fs.readFileSync(path.join(__dirname, "../cases/specs", name), "utf8");
const readCase = (name: string) => parseBuildSpec(caseText(name)).document;
/** Findings of a file as `line:column CODE`. */
const findings = (text: string) =>
  parseBuildSpec(text).diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe("a parsed build_spec.yaml", () => {
  test("has every section", () => {
    expect(readCase("valid/every-section.yaml")).toEqual({
      version: "0.1",
      component: "build",
      timeoutInSeconds: 6000,
      shell: "bash",
      failImmediatelyOnError: true,
      runAs: "root",
      env: {
        variables: { MODE: "release", IMAGE_TAG: "none" },
        vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1.iad.example" },
        exportedVariables: ["IMAGE_TAG"],
      },
      inputArtifacts: [
        { name: "base_layer", type: "STAGE_ARTIFACT", location: "${OCI_WORKSPACE_DIR}/base.tar" },
        { name: "kubectl", type: "URL", url: "https://example.com/kubectl", location: "bin/kubectl" },
        {
          name: "settings",
          type: "GENERIC_ARTIFACT",
          artifactId: "ocid1.genericartifact.oc1.iad.example",
          location: "settings.json",
        },
        {
          name: "schema",
          type: "GENERIC_ARTIFACT",
          registryId: "ocid1.artifactrepository.oc1.iad.example",
          path: "schema.json",
          version: "1.0",
          location: "schema.json",
        },
      ],
      steps: [
        {
          type: "Command",
          name: "Compile",
          timeoutInSeconds: 600,
          shell: "/bin/sh",
          failImmediatelyOnError: false,
          runAs: "builder",
          command: 'make "$MODE"\nIMAGE_TAG=$(git rev-parse --short HEAD)\n',
          onFailure: [
            {
              type: "Command",
              timeoutInSeconds: 40,
              shell: "bash",
              runAs: "root",
              command: 'echo "compile failed"\n',
            },
          ],
        },
      ],
      outputArtifacts: [
        { name: "report", type: "BINARY", location: "target/report.zip" },
        { name: "image", type: "DOCKER_IMAGE", location: "app:latest" },
      ],
    });
  });

  test("has the last of duplicate keys", () => {
    expect(readCase("valid/duplicate-keys.yaml")).toMatchObject({
      timeoutInSeconds: 1200,
      env: { variables: { MODE: "release" } },
      steps: [{ name: "second" }],
    });
  });

  test("has nothing where a section is null", () => {
    expect(readCase("valid/null-sections.yaml")).toEqual({
      version: "0.1",
      component: "build",
      env: {},
      steps: [{ type: "Command", command: "make" }],
    });
  });

  test("has variables as they are written, and an empty text for none", () => {
    expect(readCase("valid/numbers-as-values.yaml")?.env?.variables).toEqual({
      RETRIES: "700",
      RATIO: "0.10",
      MODE: "0644",
      AT: "12:30:00",
      DAY: "2021-11-05",
      VERBOSE: "yes",
      TRACE: "true",
      MASK: "0x1F",
      EMPTY: "",
    });
  });

  test("has scripts without carriage returns", () => {
    expect(readCase("valid/crlf.yaml")?.steps[0].command).toBe("cd src\nmake\n");
  });

  test("has scripts with all their blanks, as each kind of block keeps them", () => {
    expect(readCase("valid/block-scalars.yaml")?.steps.map((step) => step.command)).toEqual([
      ...["make\n", "make test", "make clean\n\n", "make all"],
      "make \t \n\n\t- not: [yaml] # here\n",
    ]);
  });

  test("has what an alias stands for", () => {
    const [first, second] = readCase("valid/aliases.yaml")!.steps;
    expect(second.onFailure).toEqual(first.onFailure);
  });

  test.each([
    ["true", true],
    ["True", true],
    ["FALSE", false],
    ['"false"', false],
  ])("has the boolean %s", (written, value) => {
    const { document } = parseBuildSpec(`${HEAD}failImmediatelyOnError: ${written}\n${STEPS}`);
    expect(document?.failImmediatelyOnError).toBe(value);
  });

  test("has a name such as __proto__ as any other", () => {
    const { document } = parseBuildSpec(`${HEAD}env:\n  variables:\n    __proto__: a\n${STEPS}`);
    expect(Object.entries(document!.env!.variables!)).toEqual([["__proto__", "a"]]);
  });
});

describe("the findings of a build_spec.yaml", () => {
  test("come all at once: of names, types and of what belongs together", () => {
    expect(findings(caseText("invalid/everything-at-once.yaml"))).toEqual([
      ...["1:1 BS201", "1:10 BS204", "3:3 BS202", "8:7 BS302", "9:7 BS306", "11:11 BS204", "13:5 BS301"],
      ...["16:5 BS201", "16:11 BS204"],
    ]);
  });

  test("are about the last of duplicate keys only", () => {
    expect(findings(`${HEAD}steps: none\n${STEPS}`)).toEqual(["4:1 BS104"]);
  });

  test("say where the value stands, what it is and what to write", () => {
    const { diagnostics } = parseBuildSpec(
      `${HEAD}steps:\n  - type: Command\n    command: make\n  - type: Comman\n`,
    );
    expect(diagnostics).toMatchObject([
      {
        code: "BS204",
        severity: "error",
        ...{ line: 6, column: 11, endLine: 6, endColumn: 17 },
        message: 'steps[1].type is "Comman"',
        fix: "write Command or VulnerabilityAudit",
      },
    ]);
  });

  test("name AWS CodeBuild, and nothing else of its file", () => {
    const { diagnostics } = parseBuildSpec(caseText("invalid/aws-codebuild.yaml"));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0].message).toContain("AWS CodeBuild");
  });

  test("have an error for an alias of nothing, even where the value is ignored", () => {
    expect(parseBuildSpec(`${HEAD}${STEPS}x: *nothing\n`).diagnostics).toContainEqual(
      expect.objectContaining({ severity: "error", line: 6, column: 4 }),
    );
  });
});

describe("the position of a value", () => {
  const { positionOf } = parseBuildSpec(caseText("valid/every-section.yaml"));

  test.each([
    [["timeoutInSeconds"], 3, 19],
    [["env", "variables", "IMAGE_TAG"], 10, 16],
    [["env", "exportedVariables", 0], 14, 7],
    [["inputArtifacts", 1], 20, 5],
    [["inputArtifacts", 1, "url"], 22, 10],
    [["steps"], 36, 3],
    [["steps", 0, "name"], 37, 11],
  ])("%j is %i:%i", (at, line, column) => {
    expect(positionOf(at)).toEqual({ line, column });
  });

  test("is a block's first line of text", () => {
    expect(positionOf(["steps", 0, "command"])).toEqual({ line: 43, column: 1 });
    expect(positionOf(["steps", 0, "onFailure", 0, "command"])).toEqual({ line: 51, column: 1 });
  });

  test("is that of the nearest value above it when it does not exist", () => {
    expect(positionOf(["steps", 0, "nothing"])).toEqual({ line: 36, column: 5 });
    expect(positionOf(["steps", 7, "command"])).toEqual({ line: 36, column: 3 });
  });

  test("is the first character when there is no document", () => {
    expect(parseBuildSpec("").positionOf(["steps", 0])).toEqual({ line: 1, column: 1 });
  });

  test("is the same with CRLF and a byte order mark", () => {
    const text = `\uFEFF${caseText("valid/every-section.yaml").replace(/\n/g, "\r\n")}`;
    const variant = parseBuildSpec(text);
    expect(variant.positionOf(["steps", 0, "command"])).toEqual({ line: 43, column: 1 });
    expect(variant.positionOf(["steps", 0, "name"])).toEqual({ line: 37, column: 11 });
  });
});
