/**
 * The model of build_spec.yaml; keys are the file's own.
 *
 * Source: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm
 */
export interface BuildSpecDocument {
  /**
   * Longest time of the whole file, in seconds.
   *
   * @default - the service's limit, 28800 (8 hours)
   */
  readonly timeoutInSeconds?: number;
  /**
   * Interpreter of the steps: `bash` or `/bin/sh`.
   *
   * @default "bash"
   */
  readonly shell?: string;
  /**
   * Whether a step stops at its first failing command; otherwise only the last one counts.
   *
   * @default false
   */
  readonly failImmediatelyOnError?: boolean;
  /**
   * User of the steps.
   *
   * @default "root"
   */
  readonly runAs?: string;
  /**
   * Variables of the stage.
   *
   * @default - none
   */
  readonly env?: BuildSpecEnv;
  /**
   * Files fetched before the first step.
   *
   * @default - none
   */
  readonly inputArtifacts?: InputArtifact[];
  /** What is done, one after the other; at least one. */
  readonly steps: BuildStep[];
  /**
   * What is saved after the last step.
   *
   * @default - nothing
   */
  readonly outputArtifacts?: OutputArtifact[];
}

/** Variables of a managed build stage. */
export interface BuildSpecEnv {
  /**
   * Initial values; a step may assign new ones, which the following steps see. Names are POSIX names; not `PATH`,
   * none that begins with `OCI`.
   *
   * @default - none
   */
  readonly variables?: { readonly [name: string]: string };
  /**
   * Variables read from the vault: name to OCID of the secret, literally.
   *
   * @default - none
   */
  readonly vaultVariables?: { readonly [name: string]: string };
  /**
   * Names whose values later stages get; no vault variable may be among them. At most 255 characters a value.
   *
   * @default - none
   */
  readonly exportedVariables?: string[];
}

/** Kinds of steps. */
export enum StepType {
  /** A shell script. */
  COMMAND = "Command",
  /** A scan of a Maven project for vulnerable dependencies. */
  VULNERABILITY_AUDIT = "VulnerabilityAudit",
}

/** One step of a build. */
export interface BuildStep {
  /** Kind of the step. */
  readonly type: StepType;
  /**
   * Name in the log; need not be unique.
   *
   * @default - "Step N"
   */
  readonly name?: string;
  /**
   * Script of a `Command` step; each step is a shell of its own that starts in the primary source's directory.
   *
   * @default - none; required for `Command`
   */
  readonly command?: string;
  /**
   * Longest time of the step, in seconds; the smallest of step, file and stage wins.
   *
   * @default - that of the file
   */
  readonly timeoutInSeconds?: number;
  /**
   * Interpreter of the step.
   *
   * @default - that of the file
   */
  readonly shell?: string;
  /**
   * Whether the step stops at its first failing command.
   *
   * @default - that of the file
   */
  readonly failImmediatelyOnError?: boolean;
  /**
   * User of the step.
   *
   * @default - that of the file
   */
  readonly runAs?: string;
  /**
   * Steps that run when this one fails; they do not rescue the build.
   *
   * @default - none
   */
  readonly onFailure?: BuildStep[];
  /**
   * OCID of the knowledge base of a `VulnerabilityAudit` step.
   *
   * @default - none; required for `VulnerabilityAudit`
   */
  readonly knowledgeBaseId?: string;
  /**
   * OCID of the compartment that keeps the audit.
   *
   * @default - the knowledge base's compartment
   */
  readonly vulnerabilityAuditCompartmentId?: string;
  /**
   * Name of the audit.
   *
   * @default - made by the service
   */
  readonly vulnerabilityAuditName?: string;
  /**
   * What a `VulnerabilityAudit` step scans.
   *
   * @default - none; required for `VulnerabilityAudit`
   */
  readonly configuration?: VulnerabilityAuditConfiguration;
}

/** What a vulnerability audit scans and what it lets pass. */
export interface VulnerabilityAuditConfiguration {
  /** Only `maven`. */
  readonly buildType: string;
  /** Path of the pom.xml. */
  readonly pomFilePath: string;
  /**
   * Patterns of packages to leave out, such as `com.oracle.*`.
   *
   * @default - none
   */
  readonly packagesToIgnore?: string[];
  /**
   * Highest CVSS v2 score that passes, 0 to 10.
   *
   * @default 0
   */
  readonly maxPermissibleCvssV2Score?: number;
  /**
   * Highest CVSS v3 score that passes, 0 to 10.
   *
   * @default 0
   */
  readonly maxPermissibleCvssV3Score?: number;
  /**
   * Free-form tags of the audit.
   *
   * @default - none
   */
  readonly freeFormTags?: { readonly [name: string]: string };
}

/** Kinds of inputs. */
export enum InputType {
  /** A `BINARY` output of an earlier build stage of the pipeline. */
  STAGE_ARTIFACT = "STAGE_ARTIFACT",
  /** A file that can be fetched without credentials. */
  URL = "URL",
  /** A file of a generic artifact, by `artifactId` or by `registryId`, `path` and `version`. */
  GENERIC_ARTIFACT = "GENERIC_ARTIFACT",
}

/** A file fetched before the first step. */
export interface InputArtifact {
  /** For a stage artifact, the name in `outputArtifacts` of an earlier build stage. */
  readonly name: string;
  /**
   * Kind of the input.
   *
   * @default - `URL` with a `url`, else `STAGE_ARTIFACT`
   */
  readonly type?: InputType;
  /** Path of the file to write; relative to the primary source. */
  readonly location: string;
  /**
   * Public address.
   *
   * @default - none
   */
  readonly url?: string;
  /**
   * OCID of the generic artifact.
   *
   * @default - none
   */
  readonly artifactId?: string;
  /**
   * OCID of the artifact registry, with `path` and `version`.
   *
   * @default - none
   */
  readonly registryId?: string;
  /**
   * Path in the artifact registry.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Version in the artifact registry.
   *
   * @default - none
   */
  readonly version?: string;
}

/** Kinds of outputs. */
export enum OutputType {
  /** One file. */
  BINARY = "BINARY",
  /** An image of the build runner's container engine. */
  DOCKER_IMAGE = "DOCKER_IMAGE",
}

/** Something the build makes, by the name that a deliver artifact stage maps. */
export interface OutputArtifact {
  /** Unique in the file; letters, digits, `_` and `-`. */
  readonly name: string;
  /** Kind of the output. */
  readonly type: OutputType;
  /** Path of the file, or local name of the image; `${VAR}` is filled in, `$VAR` is not. */
  readonly location: string;
  /**
   * OCID of the artifact registry that a `BINARY` output goes to from the build stage itself; not documented, seen in
   * specifications that ran in 2022.
   *
   * @default - none; a deliver artifact stage delivers
   */
  readonly registryId?: string;
  /**
   * Path in that registry; not documented.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Version in that registry; not documented.
   *
   * @default - none
   */
  readonly version?: string;
  /**
   * Image URI that a `DOCKER_IMAGE` output is pushed to from the build stage itself; not documented, seen in
   * specifications that ran in 2022.
   *
   * @default - none; a deliver artifact stage delivers
   */
  readonly imageUri?: string;
}
