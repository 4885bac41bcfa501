import * as fs from "node:fs";
import * as path from "node:path";
import { PresetRunOptions, runPreset } from "./preset-run";
import { FunctionBuildCache } from "../../../src/build-spec/presets/function-options";
import { functionBuildSpec, FunctionBuildSpecProps } from "../../../src/build-spec/presets/function-preset";
import { FunctionRuntime } from "../../../src/build-spec/presets/function-runtime";
import { temporaryFolder } from "../../support/temporary-folder";

const FOLDER = "functions/retriever";
const FILES = { [`${FOLDER}/func.yaml`]: "name: r\nversion: 1\nruntime: node\n" };
const LOCKED = { ...FILES, [`${FOLDER}/package-lock.json`]: "{}" };

const machine = temporaryFolder();

/** A build on a fresh machine whose tests add a line to a file in npm's cache. */
function build(
  options: PresetRunOptions,
  cache: Partial<FunctionBuildCache> = {},
  props: Partial<FunctionBuildSpecProps> = {},
) {
  const testCommand = 'mkdir -p "${HOME}/.npm" && echo fetched >>"${HOME}/.npm/index"';
  const spec = functionBuildSpec({
    functionDirectory: FOLDER,
    runtime: FunctionRuntime.NODE,
    testCommand,
    cache: { bucketName: "cache", ...cache },
    ...props,
  });
  const run = runPreset(spec, { files: LOCKED, machine, ...options });
  const transfers = run.calls.filter(({ words }) => words[0] === "oci").map(({ words }) => words);
  const index = path.join(machine, "home", ".npm", "index");
  return { ...run, transfers, cached: fs.existsSync(index) ? fs.readFileSync(index, "utf8") : "" };
}

const objects = (bucket: string) =>
  fs
    .readdirSync(bucket, { recursive: true })
    .map(String)
    .filter((f) => f.endsWith(".gz"));

describe("the cache of a function's build", () => {
  test("is saved by the first build and restored by the next, which saves none", () => {
    const bucket = temporaryFolder();
    const first = build({ bucket });
    expect([first.succeeded, first.cached]).toEqual([true, "fetched\n"]);
    expect(first.transfers.map((words) => words[3])).toEqual(["get", "put"]);
    expect(objects(bucket)).toEqual([expect.stringMatching(/^retriever\/[0-9a-f]{64}\.tar\.gz$/)]);

    const second = build({ bucket });
    expect([second.succeeded, second.cached]).toEqual([true, "fetched\nfetched\n"]);
    expect(second.transfers.map((words) => words[3])).toEqual(["get"]);
  });

  test("is another one when the lock file changes", () => {
    const bucket = temporaryFolder();
    build({ bucket });
    const changed = build({ bucket, files: { ...LOCKED, [`${FOLDER}/package-lock.json`]: "{ }" } });
    expect(changed.cached).toBe("fetched\n");
    expect(objects(bucket)).toHaveLength(2);
  });

  test("is asked for by exact names, and overwritten without a question", () => {
    const { transfers } = build({ bucket: temporaryFolder() }, { namespace: "acme" });
    const [get, put] = transfers;
    const object = expect.stringMatching(/^retriever\/[0-9a-f]{64}\.tar\.gz$/);
    const common = [
      "--namespace",
      "acme",
      "--bucket-name",
      "cache",
      "--name",
      object,
      "--file",
      expect.any(String),
    ];
    expect(get).toEqual(["oci", "os", "object", "get", ...common]);
    expect(put).toEqual(["oci", "os", "object", "put", ...common, "--force"]);
  });

  test("fails no build when it cannot be read or written", () => {
    const { succeeded, output } = build({});
    expect(succeeded).toBe(true);
    expect(output).toContain("that can be read");
    expect(output).toContain("could not be saved");
  });

  test("is made anew when what is there is no archive", () => {
    const bucket = temporaryFolder();
    build({ bucket });
    const [object] = objects(bucket);
    fs.writeFileSync(path.join(bucket, object), "damaged");
    const { succeeded, transfers } = build({ bucket });
    expect([succeeded, transfers.map((words) => words[3])]).toEqual([true, ["get", "put"]]);
    expect(build({ bucket }).cached).toBe("fetched\nfetched\n");
  });

  test("is left out when none of its key files is there", () => {
    const { succeeded, transfers, output } = build({ bucket: temporaryFolder(), files: FILES });
    expect([succeeded, transfers]).toEqual([true, []]);
    expect(output).toContain("There is none of package-lock.json package.json");
  });

  test("keeps nothing when the tests fail", () => {
    const bucket = temporaryFolder();
    const { succeeded } = build({ bucket }, {}, { testCommand: "exit 1" });
    expect([succeeded, objects(bucket)]).toEqual([false, []]);
  });

  test("may be of other folders and other files", () => {
    const bucket = temporaryFolder();
    const cache = { folders: ["node_modules", "${HOME}/.own cache"], keyFiles: ["own lock.txt"] };
    const files = { ...FILES, [`${FOLDER}/own lock.txt`]: "1" };
    const testCommand = [
      'mkdir -p node_modules "${HOME}/.own cache"',
      'touch node_modules/a "${HOME}/.own cache/b"',
    ].join("\n");
    expect(build({ bucket, files }, cache, { testCommand }).succeeded).toBe(true);
    const isThere = { testCommand: 'ls node_modules/a "${HOME}/.own cache/b"' };
    expect(build({ bucket, files }, cache, isThere).succeeded).toBe(true);
    expect(build({ files }, cache, isThere).succeeded).toBe(false);
  });

  test("is of every runtime's folders where no runtime is given", () => {
    const spec = functionBuildSpec({
      functionDirectory: FOLDER,
      runTests: true,
      cache: { bucketName: "cache" },
    });
    const text = spec.steps.map(({ command }) => command).join("\n");
    for (const name of ["/.npm", "/.m2/repository", "/go/pkg/mod", "pom.xml", "go.sum"]) {
      expect(text).toContain(name);
    }
  });

  test("acts as the pipeline unless told otherwise", () => {
    const spec = functionBuildSpec({
      functionDirectory: FOLDER,
      runTests: true,
      cache: { bucketName: "cache" },
    });
    expect(spec.steps[1].command).toContain('OCI_CLI_AUTH="${OCI_CLI_AUTH:-resource_principal}"');
  });
});
