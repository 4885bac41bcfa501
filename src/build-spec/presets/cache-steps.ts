import { FunctionBuildCache } from "./function-options";
import { RUNTIMES, runtimeOf } from "./runtimes";
import { doubleQuoted, ENTER_FUNCTION, script } from "./shell-text";
import { BuildStep, StepType } from "../model";

/** Longest time of a transfer, in seconds; a build that waits longer is slower than one without a cache. */
const TRANSFER_SECONDS = 300;

/**
 * The OCI CLI of the build runner acts as the pipeline; where it is not told so already, this tells it.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm
 */
const AS_PIPELINE = 'export OCI_CLI_AUTH="${OCI_CLI_AUTH:-resource_principal}"';

/** Folders and key files of a cache; what is not given is the runtime's, or every runtime's. */
export function cacheContent(
  { folders, keyFiles }: FunctionBuildCache,
  runtimeName?: string,
): { readonly folders: readonly string[]; readonly keyFiles: readonly string[] } {
  const runtimes =
    runtimeName === undefined ? RUNTIMES : [runtimeOf(runtimeName)].filter((r) => r !== undefined);
  return {
    folders: folders ?? [...new Set(runtimes.flatMap(({ cacheFolders }) => cacheFolders))],
    keyFiles: keyFiles ?? [...new Set(runtimes.flatMap(({ lockFiles }) => lockFiles))],
  };
}

/** Gets the cache that fits the key files, if there is one. Then `CACHE_OBJECT` is `none`: nothing is to be saved. */
export function restoreCache(cache: FunctionBuildCache, runtimeName?: string): BuildStep {
  const { folders, keyFiles } = cacheContent(cache, runtimeName);
  return {
    type: StepType.COMMAND,
    name: "Restore the cache",
    command: script(
      ENTER_FUNCTION,
      `KEY_FILES=(${keyFiles.map(doubleQuoted).join(" ")})`,
      "FOUND=()",
      'for FILE in "${KEY_FILES[@]}"; do',
      '  if [ -f "${FILE}" ]; then FOUND+=("${FILE}"); fi',
      "done",
      'if [ "${#FOUND[@]}" -eq 0 ]; then',
      '  echo "There is none of ${KEY_FILES[*]}, so that nothing is cached"',
      "else",
      '  KEY="$(sha256sum "${FOUND[@]}" | sha256sum | cut -d " " -f 1)"',
      '  CACHE_OBJECT="${FUNCTION_IMAGE%:*}/${KEY}.tar.gz"',
      ...indented(
        AS_PIPELINE,
        ...archive(folders),
        `if timeout ${TRANSFER_SECONDS} oci os object get ${object(cache)} &&`,
        '  tar --extract --gzip --file "${ARCHIVE}" --directory / -- "${FOLDERS[@]#/}"; then',
        '  echo "Restored ${CACHE_OBJECT}"',
        "  CACHE_OBJECT=none",
        "else",
        '  echo "There is no ${CACHE_OBJECT} that can be read; it is made after the tests"',
        "fi",
        'rm -rf "${TEMPORARY}"',
      ),
      "fi",
    ),
  };
}

/** Saves the folders where no cache was found; a failure is none of the build. */
export function saveCache(cache: FunctionBuildCache, runtimeName?: string): BuildStep {
  const { folders } = cacheContent(cache, runtimeName);
  return {
    type: StepType.COMMAND,
    name: "Save the cache",
    command: script(
      ENTER_FUNCTION,
      'if [ "${CACHE_OBJECT}" != none ]; then',
      ...indented(
        AS_PIPELINE,
        ...archive(folders),
        'mkdir -p -- "${FOLDERS[@]}"',
        'if tar --create --gzip --file "${ARCHIVE}" --directory / -- "${FOLDERS[@]#/}" &&',
        `  timeout ${TRANSFER_SECONDS} oci os object put ${object(cache)} --force; then`,
        '  echo "Saved ${CACHE_OBJECT}"',
        "else",
        '  echo "${CACHE_OBJECT} could not be saved; the next build fetches everything again"',
        "fi",
        'rm -rf "${TEMPORARY}"',
      ),
      "fi",
    ),
  };
}

/** The folders by their full paths, and a name for the archive of them. */
function archive(folders: readonly string[]): string[] {
  return [
    `mapfile -t FOLDERS < <(realpath --canonicalize-missing -- ${folders.map(doubleQuoted).join(" ")})`,
    'TEMPORARY="$(mktemp -d)"',
    'ARCHIVE="${TEMPORARY}/cache.tar.gz"',
  ];
}

function object({ bucketName, namespace }: FunctionBuildCache): string {
  return [
    ...(namespace === undefined ? [] : [`--namespace ${namespace}`]),
    `--bucket-name ${bucketName} --name "\${CACHE_OBJECT}" --file "\${ARCHIVE}"`,
  ].join(" ");
}

function indented(...lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
