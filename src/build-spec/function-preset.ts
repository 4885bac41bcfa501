import { BuildSpecDocument, OutputType, StepType } from "./model";

/** How a function's image is built. */
export enum FunctionPackaging {
  /** By the Fn CLI from func.yaml (`fn build`). */
  FN = "FN",
  /** By the container engine from the function's own Dockerfile. */
  DOCKERFILE = "DOCKERFILE",
}

/** What `BuildSpec.forFunction` builds, and how. */
export interface FunctionBuildSpecProps {
  /** Folder of the function in the primary source, such as `functions/retriever`; `.` for the source itself. */
  readonly functionDirectory: string;
  /**
   * How the image is built.
   *
   * @default FunctionPackaging.FN
   */
  readonly packaging?: FunctionPackaging;
  /**
   * Build arguments of the Dockerfile: name to text, in which `${NAME}` is a parameter or variable of the build.
   *
   * @default - none
   */
  readonly buildArgs?: { readonly [name: string]: string };
  /**
   * Variables read from the vault: name to OCID of the secret.
   *
   * @default - none
   */
  readonly vaultVariables?: { readonly [name: string]: string };
  /**
   * Longest time of the build, in seconds.
   *
   * @default 1800
   */
  readonly timeoutInSeconds?: number;
}

/** Name of the one output of a function's build specification. */
export const FUNCTION_IMAGE_OUTPUT = "function_image";

/**
 * Builds the image under a name that no other run uses, so that the output is found by exactly that name.
 *
 * `fn build` names the image after func.yaml, so it is tagged again.
 */
export function functionBuildSpec(props: FunctionBuildSpecProps): BuildSpecDocument {
  const { functionDirectory, packaging = FunctionPackaging.FN, timeoutInSeconds = 1800 } = props;
  const buildArgs = buildArguments(props.buildArgs ?? {});
  const build = packaging === FunctionPackaging.FN ? fnBuild(buildArgs) : dockerBuild(buildArgs);
  return {
    timeoutInSeconds,
    shell: "bash",
    failImmediatelyOnError: true,
    env: {
      variables: { FUNCTION_DIRECTORY: functionDirectory, FUNCTION_IMAGE: "function" },
      ...(props.vaultVariables && { vaultVariables: props.vaultVariables }),
    },
    steps: [
      {
        type: StepType.COMMAND,
        name: "Name the image",
        // The run's id makes the name unique; repository names take lower-case letters, digits and single hyphens.
        command: [
          'FUNCTION_NAME="$(basename "$(realpath "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}")")"',
          'FUNCTION_NAME="$(tr A-Z a-z <<< "${FUNCTION_NAME}" | LC_ALL=C sed -E "s/[^a-z0-9]+/-/g; s/^-|-$//g")"',
          'FUNCTION_IMAGE="${FUNCTION_NAME:-function}:${OCI_BUILD_RUN_ID##*.}"',
          'echo "Building ${FUNCTION_IMAGE}"',
          "",
        ].join("\n"),
      },
      { type: StepType.COMMAND, name: "Build the image", command: [...build, ""].join("\n") },
    ],
    outputArtifacts: [
      { name: FUNCTION_IMAGE_OUTPUT, type: OutputType.DOCKER_IMAGE, location: "${FUNCTION_IMAGE}" },
    ],
  };
}

function fnBuild(buildArgs: readonly string[]): string[] {
  return [
    'cd "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}"',
    ["fn build --verbose", ...buildArgs].join(" "),
    "# A field of func.yaml, without quotes, comment and blanks around it.",
    'field() { sed -En "s/^$1:[[:space:]]*([^#]*[^#[:space:]])[[:space:]]*(#.*)?$/\\1/p" func.yaml | tr -d "\\"\'\\r"; }',
    'docker tag "$(field name):$(field version)" "${FUNCTION_IMAGE}"',
  ];
}

function dockerBuild(buildArgs: readonly string[]): string[] {
  return [
    'cd "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}"',
    "docker build \\",
    ...buildArgs.map((argument) => `  ${argument} \\`),
    '  --tag "${FUNCTION_IMAGE}" .',
  ];
}

/** @throws Error when a name would be more than a name to the shell */
function buildArguments(buildArgs: { readonly [name: string]: string }): string[] {
  return Object.entries(buildArgs).map(([name, value]) => {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      throw new Error(
        `build argument ${JSON.stringify(name)}: a name takes letters, digits and underscores, no digit first`,
      );
    }
    return `--build-arg ${name}=${doubleQuoted(value)}`;
  });
}

/** A word for the shell in which only `${NAME}` is expanded. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"`]|\$(?!\{[a-zA-Z_]\w*\})/g, "\\$&")}"`;
}
