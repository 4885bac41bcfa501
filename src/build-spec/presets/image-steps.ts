import { DEFINE_FIELD, doubleQuoted, ENTER_FUNCTION, script } from "./shell-text";
import { BuildStep, StepType } from "../model";

/**
 * Names the image and finds the container engine.
 *
 * The run's id makes the name unique; repository names take lower-case letters, digits and single hyphens. Oracle
 * Linux 8 has Podman, also behind the name docker: https://docs.oracle.com/iaas/Content/devops/using/add_buildstage.htm
 */
export function nameImage(): BuildStep {
  return {
    type: StepType.COMMAND,
    name: "Name the image",
    command: script(
      'if ! command -v docker >/dev/null || [[ "$(docker --version 2>/dev/null)" == *podman* ]]; then',
      "  CONTAINER_ENGINE=podman",
      "fi",
      'FUNCTION_NAME="$(basename "$(realpath "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}")")"',
      'FUNCTION_NAME="$(LC_ALL=C sed -E "s/[^a-z0-9]+/-/g; s/^-|-$//g" <<< "${FUNCTION_NAME,,}")"',
      'FUNCTION_TAG="${OCI_BUILD_RUN_ID##*.}"',
      'FUNCTION_IMAGE="${FUNCTION_NAME:-function}:${FUNCTION_TAG}"',
      'echo "Building ${FUNCTION_IMAGE} with ${CONTAINER_ENGINE}"',
    ),
  };
}

/**
 * Builds by the Fn CLI, which names the image after func.yaml, so that it is tagged again.
 *
 * Fn puts `FN_REGISTRY` before that name and refuses a docker older than 17.5, for which it takes a Podman of that name.
 * Every setting of it is also a variable with FN_ before it. Source: https://github.com/fnproject/cli, config/config.go
 * (Init, ContainerEngineType) and common/common.go.
 */
export function fnBuild(buildArgs: BuildArguments, versionName: string): BuildStep {
  const build = [
    'FN_REGISTRY="" FN_CONTAINER_ENGINETYPE="${CONTAINER_ENGINE}" fn build --verbose',
    ...buildArguments(buildArgs),
  ];
  return buildStep(
    [
      build.join(" "),
      ...DEFINE_FIELD,
      'BUILT_IMAGE="$(field name):$(field version)"',
      '"${CONTAINER_ENGINE}" image inspect "${BUILT_IMAGE}" >/dev/null',
      '"${CONTAINER_ENGINE}" tag "${BUILT_IMAGE}" "${FUNCTION_IMAGE}"',
    ],
    versionName,
  );
}

/** Builds by the container engine from the function's Dockerfile. */
export function dockerBuild(buildArgs: BuildArguments, versionName: string): BuildStep {
  return buildStep(
    [
      '"${CONTAINER_ENGINE}" build \\',
      ...buildArguments(buildArgs).map((argument) => `  ${argument} \\`),
      '  --tag "${FUNCTION_IMAGE}" .',
      ...DEFINE_FIELD,
    ],
    versionName,
  );
}

/** Name to text, in which `${NAME}` is expanded. */
export type BuildArguments = { readonly [name: string]: string };

function buildStep(build: readonly string[], versionName: string): BuildStep {
  return {
    type: StepType.COMMAND,
    name: "Build the image",
    command: script(
      ENTER_FUNCTION,
      ...build,
      "# Podman keeps a name without a registry under localhost/.",
      'if "${CONTAINER_ENGINE}" image inspect "localhost/${FUNCTION_IMAGE}" >/dev/null 2>&1; then',
      '  FUNCTION_IMAGE="localhost/${FUNCTION_IMAGE}"',
      "fi",
      '"${CONTAINER_ENGINE}" image inspect "${FUNCTION_IMAGE}" >/dev/null',
      "# What an image tag may hold: letters, digits, _, . and -, the last two not first; at most 128.",
      'VERSION="$(field version | LC_ALL=C sed -E "s/[^A-Za-z0-9_.-]+/-/g; s/^[.-]+//" | cut -c 1-128)"',
      `${versionName}="\${VERSION:-\${FUNCTION_TAG}}"`,
      `echo "Built \${FUNCTION_IMAGE}, version \${${versionName}}"`,
    ),
  };
}

function buildArguments(buildArgs: BuildArguments): string[] {
  return Object.entries(buildArgs).map(([name, value]) => `--build-arg ${name}=${doubleQuoted(value)}`);
}
