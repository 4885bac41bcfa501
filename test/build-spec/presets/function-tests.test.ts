import { runPreset } from "./preset-run";
import { functionBuildSpec } from "../../../src/build-spec/presets/function-preset";
import { FunctionRuntime } from "../../../src/build-spec/presets/function-runtime";
import { RUNTIMES, runtimeOf } from "../../../src/build-spec/presets/runtimes";

const FOLDER = "functions/retriever";
const PYTHON = ["python3 -m pip install --requirement requirements.txt pytest", "python3 -m pytest"];

/** Every runtime of the Fn CLI: its class, func.yaml's word with a version, a file, and the calls that test it. */
const CASES: [FunctionRuntime, string, string, string[]][] = [
  [FunctionRuntime.NODE, "node22", "package-lock.json", ["npm ci", "npm test"]],
  [FunctionRuntime.PYTHON, "python3.12", "requirements.txt", PYTHON],
  [FunctionRuntime.JAVA, "java17", "pom.xml", ["mvn --batch-mode test"]],
  [FunctionRuntime.KOTLIN, "kotlin", "pom.xml", ["mvn --batch-mode test"]],
  [FunctionRuntime.GO, "go1.24", "go.mod", ["go test ./..."]],
  [FunctionRuntime.RUBY, "ruby3.3", "Gemfile", ["bundle install", "bundle exec rake test"]],
  [FunctionRuntime.CSHARP, "dotnet8.0", "Function.sln", ["dotnet test"]],
];

const funcYaml = (runtime: string) => `name: retriever\nversion: 0.0.7\nruntime: ${runtime}\n`;
const filesOf = (runtime: string, file: string) => ({
  [`${FOLDER}/func.yaml`]: funcYaml(runtime),
  [`${FOLDER}/${file}`]: "",
});

describe("the tests of a function", () => {
  test("are known for every runtime that Fn has images for", () => {
    expect(CASES.map(([{ name }]) => name).sort()).toEqual(RUNTIMES.map(({ word }) => word).sort());
    expect(RUNTIMES.filter(({ test: commands }) => commands.length === 0)).toEqual([]);
  });

  test.each(CASES)(
    "are those of its runtime, before the image is built: $name",
    (runtime, word, file, tests) => {
      const spec = functionBuildSpec({ functionDirectory: FOLDER, runtime, runTests: true });
      const { succeeded, calls } = runPreset(spec, { files: filesOf(word, file) });
      expect(succeeded).toBe(true);
      expect(calls.map(({ cwd }) => cwd)).toEqual(Array(calls.length).fill(FOLDER));
      const [lastButOne, last] = calls.slice(-2).map(({ words }) => words[0]);
      expect([lastButOne, last]).toEqual(["fn", "docker"]);
      expect(calls.slice(0, -2).map(({ words }) => words.join(" "))).toEqual(tests);
    },
  );

  test.each(CASES)("are those of func.yaml's runtime where none is given: $name", (_, word, file, tests) => {
    const spec = functionBuildSpec({ functionDirectory: FOLDER, runTests: true });
    const { succeeded, calls } = runPreset(spec, { files: filesOf(word, file) });
    expect(succeeded).toBe(true);
    expect(calls.slice(0, -2).map(({ words }) => words.join(" "))).toEqual(tests);
  });

  test.each(CASES)("end the build when they fail: $name", (runtime, word, file, tests) => {
    const tool = tests[0].split(" ")[0];
    const spec = functionBuildSpec({ functionDirectory: FOLDER, runtime, runTests: true });
    const { succeeded, calls } = runPreset(spec, { files: filesOf(word, file), exitCodes: { [tool]: 1 } });
    expect(succeeded).toBe(false);
    expect(calls.map(({ words }) => words.join(" "))).toEqual([tests[0]]);
  });

  test.each(["docker", "rust", ""])("are not guessed for the runtime %j of func.yaml", (word) => {
    const spec = functionBuildSpec({ functionDirectory: FOLDER, runTests: true });
    const { succeeded, calls, output } = runPreset(spec, { files: filesOf(word, "x") });
    expect([succeeded, calls]).toEqual([false, []]);
    expect(output).toContain(`The runtime of func.yaml is "${word}"`);
  });

  test("of Node.js install without a lock file, too", () => {
    const spec = functionBuildSpec({
      functionDirectory: FOLDER,
      runtime: FunctionRuntime.NODE,
      runTests: true,
    });
    const { calls } = runPreset(spec, { files: filesOf("node", "package.json") });
    expect(calls[0].words).toEqual(["npm", "install"]);
  });

  test("are one's own commands, one after the other", () => {
    const testCommand = "own-tests one\nown-tests two\n\n";
    const spec = functionBuildSpec({
      functionDirectory: FOLDER,
      runtime: FunctionRuntime.DOCKER,
      testCommand,
    });
    const { calls } = runPreset(spec, { files: filesOf("docker", "Dockerfile") });
    expect(calls.slice(0, 2).map(({ words }) => words.join(" "))).toEqual(["own-tests one", "own-tests two"]);
  });

  test("do not run unless they are asked for", () => {
    const names = (props: object) =>
      functionBuildSpec({ functionDirectory: FOLDER, ...props }).steps.map(({ name }) => name);
    expect(names({ runtime: FunctionRuntime.NODE })).not.toContain("Test the function");
    expect(names({ runTests: false, testCommand: "own-tests" })).not.toContain("Test the function");
  });
});

describe("a runtime's name", () => {
  test.each([
    ["java", "java"],
    ["java8", "java"],
    ["dotnet8.0", "dotnet"],
    ["node", "node"],
  ])("may have a version: %s", (name, word) => {
    expect(runtimeOf(name)?.word).toBe(word);
  });

  test.each(["docker", "javascript", "Node", "", "17"])("that nothing is known of is unknown: %j", (name) => {
    expect(runtimeOf(name)).toBeUndefined();
  });
});
