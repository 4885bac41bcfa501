import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { build, FOLDER, FUNC_YAML, run } from "./function-run";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { FunctionPackaging } from "../../../src/build-spec/presets/function-options";
import { functionBuildSpec, FunctionBuildSpecProps } from "../../../src/build-spec/presets/function-preset";
import { renderBuildSpec } from "../../../src/build-spec/render";

/** What `docker tag` and `docker build --tag` take, without a registry. */
const IMAGE_NAME = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*:\w[\w.-]{0,127}$/;

describe("a function's specification", () => {
  test("delivers one image, and fails fast after half an hour at most", () => {
    expect(functionBuildSpec({ functionDirectory: FOLDER })).toMatchObject({
      timeoutInSeconds: 1800,
      shell: "bash",
      failImmediatelyOnError: true,
      outputArtifacts: [{ name: "function_image", type: "DOCKER_IMAGE", location: "${FUNCTION_IMAGE}" }],
    });
  });

  test("has the vault variables and the time that it is given", () => {
    const vaultVariables = { NPM_TOKEN: "ocid1.vaultsecret.oc1.iad.npm" };
    const spec = functionBuildSpec({ functionDirectory: FOLDER, vaultVariables, timeoutInSeconds: 60 });
    expect(spec.env?.vaultVariables).toEqual(vaultVariables);
    expect(spec.timeoutInSeconds).toBe(60);
  });

  test("has no vault variables when it is given none", () => {
    expect(functionBuildSpec({ functionDirectory: FOLDER }).env).not.toHaveProperty("vaultVariables");
  });

  test.each(Object.values(FunctionPackaging))(
    "is accepted by the parser without a finding: %s",
    (packaging) => {
      const spec = functionBuildSpec({ functionDirectory: FOLDER, packaging, buildArgs: { A: "b" } });
      expect(parseBuildSpec(renderBuildSpec(spec)).diagnostics).toEqual([]);
    },
  );

  test("has scripts of valid shell syntax for any build arguments", () => {
    const buildArgs = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,5}$/), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(buildArgs, fc.constantFrom(...Object.values(FunctionPackaging)), (args, packaging) => {
        const { steps } = functionBuildSpec({ functionDirectory: FOLDER, packaging, buildArgs: args });
        for (const command of steps.flatMap((step) => step.command ?? [])) {
          const { status, stderr } = spawnSync("bash", ["-n"], { input: command, encoding: "utf8" });
          expect([status, stderr]).toEqual([0, ""]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("the image of a function", () => {
  test("has the folder's name and the run's id", () => {
    expect(build().image).toBe("retriever:amaaaaaarun1");
  });

  test("has another name in another run", () => {
    const other = build({}, { runId: "ocid1.devopsbuildrun.oc1.iad.amaaaaaarun2" });
    expect(other.image).toBe("retriever:amaaaaaarun2");
  });

  test("has the source's name when the source is the function", () => {
    const { image, calls } = build({ functionDirectory: "." }, { sourceName: "Retriever" });
    expect(image).toBe("retriever:amaaaaaarun1");
    expect(calls.map(({ cwd }) => cwd)).toEqual(["."]);
  });

  test.each([
    ...["functions/Tweet Retriever", "functions/RETRIEVER", "functions/tweet_retriever", "functions/a.b"],
    ...[
      "functions/a  b",
      "functions/under___score",
      "functions/-dash",
      "functions/end-",
      "functions/_private",
    ],
    ...["functions/it's", "functions/a$b", "functions/a&b;c", "functions/`date`", 'functions/"quoted"'],
    ...["functions/$(touch x)", "functions/*", "functions/Größe", "functions/関数", "my functions/retriever"],
  ])("has a name that the container engine takes, and is built in its folder: %s", (functionDirectory) => {
    const { succeeded, image, calls } = build({ functionDirectory });
    expect(succeeded).toBe(true);
    expect(calls).toEqual([{ cwd: functionDirectory, words: ["docker", "build", "--tag", image, "."] }]);
    expect(image).toMatch(IMAGE_NAME);
  });

  test.each(["functions/retriever/", "./functions/retriever", "functions/../functions/retriever"])(
    "has the folder's name however the folder is written: %s",
    (functionDirectory) => {
      const { image, calls } = build({ functionDirectory });
      expect(image).toBe("retriever:amaaaaaarun1");
      expect(calls.map(({ cwd }) => cwd)).toEqual([FOLDER]);
    },
  );

  test("is not built when its folder is missing", () => {
    const { succeeded, calls, output } = build({}, { files: {} });
    expect(succeeded).toBe(false);
    expect(calls).toEqual([]);
    expect(output).toMatch(/functions\/retriever: No such file or directory/);
  });
});

describe("a build argument", () => {
  /** The words that `docker build` gets for build arguments. */
  const words = (buildArgs: { [name: string]: string }, env = {}) =>
    build({ buildArgs }, { env }).calls[0].words.slice(2, -3);

  test.each([
    ...[
      "plain",
      "",
      " ",
      "with blanks  and\ttabs",
      'say "hi"',
      "it's",
      "$HOME",
      "$$",
      "$(date)",
      "`date`",
      "\\",
    ],
    ...[
      "a\\b\\\\",
      "\\$HOME",
      "${",
      "${}",
      "${1}",
      "${A:-b}",
      "${A",
      "$",
      "!!",
      "*",
      "~",
      "a;b&c|d",
      "# no",
      "é😀",
    ],
    ...["two\nlines", "line\\\nline", "\n", "--flag", "a=b", "\\`", '\\"', "$'a'", '$"a"', "{a,b}", "%s"],
  ])("is handed on to the letter: %j", (value) => {
    expect(words({ VALUE: value })).toEqual(["--build-arg", `VALUE=${value}`]);
  });

  test("is handed on to the letter whatever its text", () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(..."$`\\\"'{}() \n!*"), fc.string({ unit: "grapheme" })),
    });
    const value = text.filter((t) => !/\$\{[a-zA-Z_]\w*\}|\0/.test(t));
    const values = fc.array(value, { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(values, (all) => {
        const buildArgs = Object.fromEntries(all.map((text_, i) => [`V${i}`, text_]));
        expect(words(buildArgs)).toEqual(all.flatMap((text_, i) => ["--build-arg", `V${i}=${text_}`]));
      }),
      { numRuns: 20 },
    );
  });

  test("has the values of parameters in it", () => {
    const env = { baseImage: "node:20-slim", imageVersion: "1.2" };
    expect(words({ BASE: "${baseImage}", NOTE: "v${imageVersion}, not $imageVersion" }, env)).toEqual([
      ...["--build-arg", "BASE=node:20-slim"],
      ...["--build-arg", "NOTE=v1.2, not $imageVersion"],
    ]);
  });

  test.each(["a b", "$HOME", "`date`", "$(date)", '"', "'", "\\", "*", "${other}", "two\nlines"])(
    "has a parameter's value as it is: %j",
    (value) => {
      expect(words({ A: "<${name}>" }, { name: value, other: "x" })).toEqual(["--build-arg", `A=<${value}>`]);
    },
  );

  test("keeps its place among others", () => {
    expect(words({ B: "1", A: "2", C: "3" })).toEqual([
      ...["--build-arg", "B=1", "--build-arg", "A=2", "--build-arg", "C=3"],
    ]);
  });

  test.each(["A B", "A;date", "$(date)", ""])("is refused when its name is no name: %j", (name) => {
    expect(() => functionBuildSpec({ functionDirectory: FOLDER, buildArgs: { [name]: "a" } })).toThrow();
  });
});

describe("a function packaged by the Fn CLI", () => {
  const fnBuild = (funcYaml: string, more: Partial<FunctionBuildSpecProps> = {}, options = {}) =>
    run(
      { functionDirectory: "functions/Tweet Retriever", ...more },
      { files: { "functions/Tweet Retriever/func.yaml": funcYaml }, ...options },
    );
  const cwd = "functions/Tweet Retriever";

  test("is built in its folder, and its image is tagged again", () => {
    const { succeeded, calls, image } = fnBuild(FUNC_YAML);
    expect(succeeded).toBe(true);
    expect(calls).toEqual([
      { cwd, words: ["fn", "build", "--verbose", "registry=", "engine=docker"] },
      { cwd, words: ["docker", "tag", "retriever:0.0.7", image] },
    ]);
    expect(image).toBe("tweet-retriever:amaaaaaarun1");
  });

  test("is looked for by exactly the name that func.yaml gives it", () => {
    const { inspected, image } = fnBuild(FUNC_YAML);
    expect(inspected).toEqual(["retriever:0.0.7", `localhost/${image}`, image]);
  });

  test("fails when there is no image of that name, and tags nothing", () => {
    const { succeeded, calls } = fnBuild(FUNC_YAML, {}, { env: { docker_inspect: "1" } });
    expect(succeeded).toBe(false);
    expect(calls.map(({ words }) => words[0])).toEqual(["fn"]);
  });

  test("does not get a registry before its name, whatever FN_REGISTRY says", () => {
    const [{ words }] = fnBuild(FUNC_YAML, {}, { env: { FN_REGISTRY: "iad.ocir.io/acme" } }).calls;
    expect(words).toContain("registry=");
  });

  test.each([
    ["CRLF", FUNC_YAML.replace(/\n/g, "\r\n")],
    ["single quotes", FUNC_YAML.replace("retriever", "'retriever'").replace("0.0.7", "'0.0.7'")],
    ["double quotes", FUNC_YAML.replace("retriever", '"retriever"').replace("0.0.7", '"0.0.7"')],
    ["more blanks", FUNC_YAML.replace("name: ", "name:    ")],
    ["blanks at the end of lines", FUNC_YAML.replace(/\n/g, " \t\n")],
    ["comments", FUNC_YAML.replace(/\n/g, " # comment\n")],
    ["no last line feed", "version: 0.0.7\nname: retriever"],
    ["keys of the same name further in", `${FUNC_YAML}triggers:\n  - name: t\n    version: 9\n`],
  ])("has the name and version of a func.yaml with %s", (_, funcYaml) => {
    const { calls, exported } = fnBuild(funcYaml);
    expect(calls[1].words.slice(0, 3)).toEqual(["docker", "tag", "retriever:0.0.7"]);
    expect(exported.FUNCTION_VERSION).toBe("0.0.7");
  });

  test("may have a func.yml", () => {
    const files = { [`${cwd}/func.yml`]: FUNC_YAML };
    expect(fnBuild("", {}, { files }).calls[1].words[2]).toBe("retriever:0.0.7");
  });

  test("fails when fn fails, and tags nothing", () => {
    const { succeeded, calls } = fnBuild(FUNC_YAML, {}, { exitCodes: { fn: 3 } });
    expect(succeeded).toBe(false);
    expect(calls.map(({ words }) => words[0])).toEqual(["fn"]);
  });

  test("gets its build arguments", () => {
    const [call] = fnBuild(
      FUNC_YAML,
      { buildArgs: { MODE: "${mode} $HOME" } },
      { env: { mode: "a b" } },
    ).calls;
    expect(call.words.slice(0, -2)).toEqual(["fn", "build", "--verbose", "--build-arg", "MODE=a b $HOME"]);
  });
});
