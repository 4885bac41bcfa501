import { cacheContent } from "./cache-steps";
import { FunctionBuildOptions } from "./function-options";
import { FunctionRuntime } from "./function-runtime";
import { runtimeOf } from "./runtimes";

/** Variables of the steps; a name of the user's would change them. */
export const OWN_VARIABLES = [
  "FUNCTION_DIRECTORY",
  "FUNCTION_IMAGE",
  "FUNCTION_TAG",
  "CONTAINER_ENGINE",
  "CACHE_OBJECT",
];

const VARIABLE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Source: DevOps API, `ExportedVariable`. */
const EXPORTED_NAME = /^(?!oci)[a-z][a-z_0-9]{0,254}$/i;
/** Source: https://docs.oracle.com/iaas/Content/Object/Tasks/managingbuckets.htm */
const BUCKET_NAME = /^[a-zA-Z0-9._-]{1,256}$/;

/** Everything that is wrong with how a function is to be built. */
export function functionBuildViolations(
  options: FunctionBuildOptions,
  vaultNames: readonly string[] = [],
): string[] {
  return [
    ...wrongNames(options, vaultNames),
    ...wrongTests(options),
    ...wrongAudit(options),
    ...wrongCache(options),
  ];
}

/** A name that is more than a name to the shell would be run by it. */
function wrongNames(
  { buildArgs = {}, exportVersionAs }: FunctionBuildOptions,
  vaultNames: readonly string[],
): string[] {
  const taken = vaultNames.filter((name) => OWN_VARIABLES.includes(name));
  return [
    ...Object.keys(buildArgs)
      .filter((name) => !VARIABLE_NAME.test(name))
      .map(
        (name) =>
          `buildArgs: ${quoted(name)} is no name; use letters, digits and underscores, no digit first`,
      ),
    ...taken.map((name) => `vaultVariables: the build has a variable ${name} of its own; use another name`),
    ...(exportVersionAs === undefined || isExportable(exportVersionAs)
      ? []
      : [
          `exportVersionAs: ${quoted(exportVersionAs)} cannot be exported; use at most 255 letters, digits and ` +
            `underscores, a letter first, none that begins with OCI, and none of ${OWN_VARIABLES.join(", ")}`,
        ]),
  ];
}

function isExportable(name: string): boolean {
  return EXPORTED_NAME.test(name) && !OWN_VARIABLES.includes(name);
}

function wrongTests({ runTests, testCommand, runtime }: FunctionBuildOptions): string[] {
  if (testCommand?.trim() === "") return ["testCommand is empty; write the commands that test the function"];
  const isUnknown = runtime !== undefined && runtimeOf(runtime.name) === undefined;
  return runTests && testCommand === undefined && isUnknown
    ? [`runTests: of the tests of the runtime ${quoted(runtime.name)} nothing is known; set testCommand`]
    : [];
}

/** Source: https://docs.oracle.com/en-us/iaas/Content/devops/using/scan-code.htm */
function wrongAudit({ vulnerabilityAudit, runtime }: FunctionBuildOptions): string[] {
  if (vulnerabilityAudit === undefined || (runtime && runtimeOf(runtime.name)?.isMaven)) return [];
  const is = runtime === undefined ? "runtime is not set" : `runtime is ${quoted(runtime.name)}`;
  return [
    `vulnerabilityAudit: the service audits projects that are built with Maven only, and ${is}; ` +
      "set FunctionRuntime.JAVA or FunctionRuntime.KOTLIN, or leave the audit out",
  ];
}

function wrongCache(options: FunctionBuildOptions): string[] {
  const { cache, runtime, runTests, testCommand, stepsBefore = [] } = options;
  if (cache === undefined) return [];
  const { folders, keyFiles } = cacheContent(cache, runtime?.name);
  const isUsed = (runTests ?? testCommand !== undefined) || stepsBefore.length > 0;
  const names = [
    ["bucketName", cache.bucketName],
    ["namespace", cache.namespace],
  ] as const;
  return [
    ...names
      .filter(([, name]) => name !== undefined && !BUCKET_NAME.test(name))
      .map(
        ([key, name]) =>
          `cache.${key}: ${quoted(name!)} is no name; write it out with letters, digits, hyphens, underscores and ` +
          "periods: Terraform fills nothing in here",
      ),
    ...(folders.length === 0 ? [`cache.folders: ${nothingKnown(runtime)}`] : []),
    ...(keyFiles.length === 0 ? [`cache.keyFiles: ${nothingKnown(runtime)}`] : []),
    ...(isUsed
      ? []
      : [
          "cache: nothing would fill it, for the image is built in containers of its own; set runTests or stepsBefore, " +
            "or leave it out",
        ]),
  ];
}

function nothingKnown(runtime?: FunctionRuntime): string {
  const of = runtime === undefined ? "" : ` of the runtime ${quoted(runtime.name)}`;
  return `nothing is named, and nothing is known${of}; name at least one`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
