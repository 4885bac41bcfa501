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
  const build = packaging === FunctionPackaging.FN ? FN_BUILD : dockerBuild(props.buildArgs ?? {});
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
        // The run's id makes the name unique; repository names take lower case only.
        command: [
          'FUNCTION_NAME="$(basename "$(realpath "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}")")"',
          'FUNCTION_IMAGE="${FUNCTION_NAME,,}:${OCI_BUILD_RUN_ID##*.}"',
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

const FN_BUILD = [
  'cd "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}"',
  "fn build --verbose",
  'field() { sed -n "s/^$1:[[:space:]]*//p" func.yaml | tr -d "\\"\'\\r"; }',
  'docker tag "$(field name):$(field version)" "${FUNCTION_IMAGE}"',
];

function dockerBuild(buildArgs: { readonly [name: string]: string }): string[] {
  return [
    'cd "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}"',
    "docker build \\",
    ...Object.entries(buildArgs).map(([name, value]) => `  --build-arg ${name}=${doubleQuoted(value)} \\`),
    '  --tag "${FUNCTION_IMAGE}" .',
  ];
}

/** A word for the shell in which only `${NAME}` is expanded. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"`]|\$(?!\{[a-zA-Z_]\w*\})/g, "\\$&")}"`;
}
