import * as path from "node:path";
import { restoreCache, saveCache } from "./cache-steps";
import { FunctionBuildOptions, FunctionPackaging, FunctionVulnerabilityAudit } from "./function-options";
import { functionBuildViolations } from "./function-rules";
import { FunctionRuntime } from "./function-runtime";
import { dockerBuild, fnBuild, nameImage } from "./image-steps";
import { testStep } from "./test-step";
import { BuildSpecDocument, BuildStep, OutputType, StepType } from "../model";
import { userError } from "../user-error";

/** What `BuildSpec.forFunction` builds, and how. */
export interface FunctionBuildSpecProps extends FunctionBuildOptions {
  /** Folder of the function in the primary source, such as `functions/retriever`; `.` for the source itself. */
  readonly functionDirectory: string;
  /**
   * Variables read from the vault: name to OCID of the secret.
   *
   * @default - none
   */
  readonly vaultVariables?: { readonly [name: string]: string };
}

/** Name of the one output of a function's build specification. */
export const FUNCTION_IMAGE_OUTPUT = "function_image";

/**
 * Builds the image under a name that no other run uses, so that the output is found by exactly that name.
 *
 * Name, version and runtime are read from func.yaml by the build and not here: so the specification stays the same when
 * they change, and does not depend on where the stack is synthesized.
 *
 * @throws Error that lists everything that is wrong
 */
export function functionBuildSpec(props: FunctionBuildSpecProps): BuildSpecDocument {
  const violations = functionBuildViolations(props, Object.keys(props.vaultVariables ?? {}));
  if (violations.length > 0) {
    throw userError(
      `the function cannot be built so:\n${violations.map((violation) => `  - ${violation}`).join("\n")}`,
    );
  }
  const { cache, vulnerabilityAudit, exportVersionAs = "FUNCTION_VERSION" } = props;
  const { testCommand, runTests = testCommand !== undefined } = props;
  const runtime = props.runtime?.name;
  return {
    timeoutInSeconds: props.timeoutInSeconds ?? 1800,
    shell: "bash",
    failImmediatelyOnError: true,
    env: {
      // Only declared variables carry over to the next step.
      variables: {
        FUNCTION_DIRECTORY: props.functionDirectory,
        FUNCTION_IMAGE: "function",
        CONTAINER_ENGINE: "docker",
        ...(cache && { CACHE_OBJECT: "none" }),
      },
      ...(props.vaultVariables && { vaultVariables: props.vaultVariables }),
      exportedVariables: [exportVersionAs, "FUNCTION_TAG"],
    },
    steps: [
      nameImage(),
      ...(cache ? [restoreCache(cache, runtime)] : []),
      ...(props.stepsBefore ?? []),
      ...(vulnerabilityAudit ? [auditStep(vulnerabilityAudit, props.functionDirectory)] : []),
      ...(runTests ? [testStep(testCommand, runtime)] : []),
      ...(cache ? [saveCache(cache, runtime)] : []),
      buildStep(props, exportVersionAs),
      ...(props.stepsAfter ?? []),
    ],
    outputArtifacts: [
      { name: FUNCTION_IMAGE_OUTPUT, type: OutputType.DOCKER_IMAGE, location: "${FUNCTION_IMAGE}" },
    ],
  };
}

function buildStep(
  { packaging, runtime, buildArgs = {} }: FunctionBuildSpecProps,
  versionName: string,
): BuildStep {
  const isOwnDockerfile = runtime?.name === FunctionRuntime.DOCKER.name;
  const usual = isOwnDockerfile ? FunctionPackaging.DOCKERFILE : FunctionPackaging.FN;
  return (packaging ?? usual) === FunctionPackaging.FN
    ? fnBuild(buildArgs, versionName)
    : dockerBuild(buildArgs, versionName);
}

/** Placeholders are filled in by the service; source: https://docs.oracle.com/en-us/iaas/Content/devops/using/scan-code.htm */
function auditStep(audit: FunctionVulnerabilityAudit, functionDirectory: string): BuildStep {
  const pomFile = audit.pomFilePath ?? path.posix.join(functionDirectory, "pom.xml");
  return {
    type: StepType.VULNERABILITY_AUDIT,
    name: "Audit the dependencies",
    configuration: {
      buildType: "maven",
      pomFilePath: `\${OCI_PRIMARY_SOURCE_DIR}/${pomFile}`,
      packagesToIgnore: audit.packagesToIgnore,
      maxPermissibleCvssV2Score: audit.maxPermissibleCvssV2Score,
      maxPermissibleCvssV3Score: audit.maxPermissibleCvssV3Score,
    },
    knowledgeBaseId: audit.knowledgeBaseId,
    vulnerabilityAuditCompartmentId: audit.vulnerabilityAuditCompartmentId,
    vulnerabilityAuditName: audit.vulnerabilityAuditName,
  };
}
