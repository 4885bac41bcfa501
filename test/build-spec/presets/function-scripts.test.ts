import { spawnSync } from "node:child_process";
import { checkBuildSpec } from "../../../src/build-spec/check-build-spec";
import { StepType } from "../../../src/build-spec/model";
import { FunctionPackaging } from "../../../src/build-spec/presets/function-options";
import { functionBuildSpec, FunctionBuildSpecProps } from "../../../src/build-spec/presets/function-preset";
import { FunctionRuntime } from "../../../src/build-spec/presets/function-runtime";
import { RUNTIMES } from "../../../src/build-spec/presets/runtimes";
import { renderBuildSpec } from "../../../src/build-spec/render";
import { loadShellParser, ShellParser } from "../../../src/build-spec/shell/shell-parser";

const CACHE = { bucketName: "cache", namespace: "acme" };

/** Builds that use every piece of script there is. */
const BUILDS: [string, Partial<FunctionBuildSpecProps>][] = [
  ["a plain one", {}],
  ["with a Dockerfile", { packaging: FunctionPackaging.DOCKERFILE, buildArgs: { A: "b ${c}", D: "'e' $f" } }],
  ["with build arguments for Fn", { buildArgs: { A: "b ${c}" } }],
  ["of any runtime, with tests and cache", { runTests: true, cache: CACHE }],
  ["under another name", { exportVersionAs: "imageVersion" }],
  [
    "with folders of one's own",
    { testCommand: "make", cache: { ...CACHE, folders: ["a b"], keyFiles: ["c d"] } },
  ],
  [
    "with an audit and steps",
    {
      runtime: FunctionRuntime.JAVA,
      vulnerabilityAudit: { knowledgeBaseId: "ocid1.admknowledgebase.oc1.iad.kb" },
      stepsBefore: [{ type: StepType.COMMAND, command: "make\n" }],
      stepsAfter: [{ type: StepType.COMMAND, command: "make\n" }],
      vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1.iad.token" },
    },
  ],
  ...RUNTIMES.map(({ word }): [string, Partial<FunctionBuildSpecProps>] => [
    `of ${word}, with tests and cache`,
    { runtime: FunctionRuntime.of(word), runTests: true, cache: CACHE },
  ]),
];

const specOf = (props: Partial<FunctionBuildSpecProps>) =>
  functionBuildSpec({ functionDirectory: "functions/retriever", ...props });
const scriptsOf = (props: Partial<FunctionBuildSpecProps>) =>
  specOf(props).steps.flatMap(({ command }) => command ?? []);

const hasShellCheck = spawnSync("shellcheck", ["--version"]).status === 0;
const testWithShellCheck = hasShellCheck || process.env.REQUIRE_SHELLCHECK === "1" ? test : test.skip;

describe.each(BUILDS)("the scripts of a build %s", (_, props) => {
  let shell: ShellParser;
  beforeAll(async () => (shell = await loadShellParser()));

  test("are bash", () => {
    for (const input of scriptsOf(props)) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    }
  });

  // Variables of the service and of other steps are assigned elsewhere, and some are assigned for them.
  testWithShellCheck("have no finding of ShellCheck", () => {
    for (const input of scriptsOf(props)) {
      const options = ["--shell=bash", "--exclude=SC2154,SC2034", "-"];
      const { status, stdout } = spawnSync("shellcheck", options, { input, encoding: "utf8" });
      expect([status, stdout]).toEqual([0, ""]);
    }
  });

  test.each(["OL7_X86_64_STANDARD_10", "OL8_X86_64_STANDARD_10"])(
    "have no finding of ours on %s",
    (image) => {
      expect(checkBuildSpec(renderBuildSpec(specOf(props)), shell, { image })).toEqual([]);
    },
  );
});
