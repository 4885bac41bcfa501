/** Objects of build_spec.yaml; `spec` is the file itself. */
export type ObjectName = "spec" | "env" | "step" | "onFailure" | "configuration" | "input" | "output";

/** What a value of build_spec.yaml may be. */
export type Shape =
  | { readonly kind: "string" | "integer" | "score" | "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "map"; readonly of: Shape; readonly names?: RegExp }
  | { readonly kind: "list"; readonly of: Shape; readonly atLeast?: number }
  | { readonly kind: "object"; readonly object: ObjectName };

export interface Key {
  readonly shape: Shape;
  /** What it is for, with its unit and limits. */
  readonly description: string;
  readonly required?: boolean;
  /** What the service takes when the key is absent, where that is one value. */
  readonly default?: string | number | boolean;
  /** Rule for the text of a string. */
  readonly pattern?: RegExp;
}

export interface ObjectShape {
  readonly description: string;
  readonly keys: Record<string, Key>;
  /** The service ignores keys it does not know, except where a variable would be lost by it. */
  readonly unknownKeys: "warning" | "error";
}

const text: Shape = { kind: "string" };
const seconds: Shape = { kind: "integer" };
const flag: Shape = { kind: "boolean" };
const score: Shape = { kind: "score" };
const VARIABLE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const ARTIFACT_NAME = /^[a-zA-Z0-9_-]+$/;
const variables: Shape = { kind: "map", of: text, names: VARIABLE_NAME };

/** Keys of steps and of onFailure blocks; without them the file's own hold. */
const execution = {
  timeoutInSeconds: {
    shape: seconds,
    description:
      "Longest time of the step, in seconds. The file's by default; the smallest of step, file and stage wins.",
  },
  shell: { shape: text, description: "Interpreter of the step: bash or /bin/sh. The file's by default." },
  failImmediatelyOnError: {
    shape: flag,
    description: "Whether the step stops at its first failing command. The file's by default.",
  },
  runAs: { shape: text, description: "User of the step; must exist on the runner. The file's by default." },
} satisfies Record<string, Key>;

/**
 * Every object of build_spec.yaml with its keys.
 *
 * Source: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm and what public specs do.
 */
const OBJECTS: Record<ObjectName, ObjectShape> = {
  spec: {
    description: "What a managed build stage of OCI DevOps does: its variables, inputs, steps and outputs.",
    unknownKeys: "warning",
    keys: {
      version: {
        shape: { kind: "enum", values: ["0.1"] },
        required: true,
        description: "Version of the format: 0.1.",
      },
      component: {
        shape: { kind: "enum", values: ["build"] },
        required: true,
        description: "What the file is for: build.",
      },
      timeoutInSeconds: {
        shape: seconds,
        default: 28_800,
        description: "Longest time of all steps together, in seconds; at most 28800 (8 hours).",
      },
      shell: { shape: text, default: "bash", description: "Interpreter of the steps: bash or /bin/sh." },
      failImmediatelyOnError: {
        shape: flag,
        default: false,
        description:
          "Whether a step stops at its first failing command; otherwise its last command decides alone.",
      },
      runAs: {
        shape: text,
        default: "root",
        description: "User of the steps; must exist on the runner.",
      },
      env: { shape: { kind: "object", object: "env" }, description: "Variables of the stage." },
      inputArtifacts: {
        shape: { kind: "list", of: { kind: "object", object: "input" } },
        description: "Files that are fetched before the first step.",
      },
      steps: {
        shape: { kind: "list", of: { kind: "object", object: "step" }, atLeast: 1 },
        required: true,
        description: "What is done, one step after the other; at least one.",
      },
      outputArtifacts: {
        shape: { kind: "list", of: { kind: "object", object: "output" } },
        description: "Files and images that are saved after the last step.",
      },
    },
  },
  env: {
    description: "Variables of the stage; every other variable is lost at the end of its step.",
    unknownKeys: "error",
    keys: {
      variables: {
        shape: variables,
        description:
          "Names and first values. A step may assign a new value, which the following steps see. " +
          "A name has letters, digits and underscores, no digit first; not PATH.",
      },
      vaultVariables: {
        shape: variables,
        description: "Names and OCIDs of vault secrets, written out: parameters are not filled in here.",
      },
      exportedVariables: {
        shape: { kind: "list", of: text },
        description:
          "Names of variables that later stages of the run get; assign them in a step. A name has at most 255 " +
          "letters, digits and underscores, a letter first, and does not begin with OCI; a value has at most 255 " +
          "characters. No vault variable may be among them.",
      },
    },
  },
  step: {
    description: "One step of the build.",
    unknownKeys: "warning",
    keys: {
      type: {
        shape: { kind: "enum", values: ["Command", "VulnerabilityAudit"] },
        required: true,
        description:
          "Command runs a shell script, VulnerabilityAudit scans a Maven project for vulnerable dependencies.",
      },
      name: { shape: text, description: "Name in the log; need not be unique. Step N by default." },
      command: {
        shape: text,
        description:
          "Script of a Command step, which needs it. Each step is a shell of its own that starts in the directory " +
          "of the primary source.",
      },
      ...execution,
      onFailure: {
        shape: { kind: "list", of: { kind: "object", object: "onFailure" } },
        description: "What is run when the step fails; the build fails all the same.",
      },
      configuration: {
        shape: { kind: "object", object: "configuration" },
        description: "What a VulnerabilityAudit step scans, which needs it.",
      },
      knowledgeBaseId: {
        shape: text,
        description:
          "OCID of the knowledge base of a VulnerabilityAudit step, which needs it; ${NAME} is filled in.",
      },
      vulnerabilityAuditCompartmentId: {
        shape: text,
        description:
          "OCID of the compartment that keeps the audit; ${NAME} is filled in. That of the knowledge base by default.",
      },
      vulnerabilityAuditName: {
        shape: text,
        description: "Name of the audit; ${NAME} is filled in. Made by the service by default.",
      },
    },
  },
  onFailure: {
    description: "What is run when a step fails; no later step runs, and no output is saved.",
    unknownKeys: "warning",
    keys: {
      type: { shape: { kind: "enum", values: ["Command"] }, required: true, description: "Only Command." },
      name: { shape: text, description: "Name in the log." },
      ...execution,
      command: { shape: text, required: true, description: "Script to run." },
      onFailure: {
        shape: { kind: "list", of: { kind: "object", object: "onFailure" } },
        description: "Ignored: what is run on failure has no onFailure of its own.",
      },
    },
  },
  configuration: {
    description: "What a vulnerability audit scans, and what it lets pass.",
    unknownKeys: "warning",
    keys: {
      buildType: {
        shape: { kind: "enum", values: ["maven"] },
        required: true,
        description: "Build tool of the project: only maven.",
      },
      pomFilePath: {
        shape: text,
        required: true,
        description: "Path of the pom.xml; ${NAME} is filled in.",
      },
      packagesToIgnore: {
        shape: { kind: "list", of: text },
        description: "Patterns of packages to leave out, such as com.oracle.* or group:artifact:version.",
      },
      maxPermissibleCvssV2Score: {
        shape: score,
        default: 0,
        description: "Highest CVSS v2 score that passes, from 0 to 10.",
      },
      maxPermissibleCvssV3Score: {
        shape: score,
        default: 0,
        description: "Highest CVSS v3 score that passes, from 0 to 10.",
      },
      freeFormTags: { shape: { kind: "map", of: text }, description: "Free-form tags of the audit." },
    },
  },
  input: {
    description: "A file that is fetched before the first step; ${NAME} is filled in, also for parameters.",
    unknownKeys: "warning",
    keys: {
      name: {
        shape: text,
        required: true,
        pattern: ARTIFACT_NAME,
        description:
          "Letters, digits, - and _. For a stage artifact, the name of an output of an earlier build stage.",
      },
      type: {
        shape: { kind: "enum", values: ["STAGE_ARTIFACT", "URL", "GENERIC_ARTIFACT"] },
        description:
          "STAGE_ARTIFACT is a BINARY output of an earlier build stage, URL a public file, GENERIC_ARTIFACT a file " +
          "of an artifact registry. URL by default where url stands, else STAGE_ARTIFACT.",
      },
      location: {
        shape: text,
        required: true,
        description: "Path of the file to write; relative to the primary source.",
      },
      url: { shape: text, description: "Address of a URL input, readable without credentials." },
      artifactId: { shape: text, description: "OCID of the generic artifact." },
      registryId: {
        shape: text,
        description: "OCID of the artifact registry, with path and version, in place of artifactId.",
      },
      path: { shape: text, description: "Path of the generic artifact in its registry." },
      version: { shape: text, description: "Version of the generic artifact in its registry." },
    },
  },
  output: {
    description: "A file or image of the build, under the name that a deliver artifact stage maps.",
    unknownKeys: "warning",
    keys: {
      name: {
        shape: text,
        required: true,
        pattern: ARTIFACT_NAME,
        description: "Letters, digits, - and _; unique in the file.",
      },
      type: {
        shape: { kind: "enum", values: ["BINARY", "DOCKER_IMAGE"] },
        required: true,
        description: "BINARY is one file, DOCKER_IMAGE an image of the runner's container engine.",
      },
      location: {
        shape: text,
        required: true,
        description:
          "Path of the file, relative to the primary source, or name[:tag] of the image. ${VAR} is filled in, $VAR " +
          "is not, and pipeline parameters are not.",
      },
      registryId: {
        shape: text,
        description:
          "Not documented: OCID of the artifact registry that the build stage itself delivers a BINARY output to.",
      },
      path: { shape: text, description: "Not documented: path in that registry." },
      version: { shape: text, description: "Not documented: version in that registry." },
      imageUri: {
        shape: text,
        description: "Not documented: address that the build stage itself pushes a DOCKER_IMAGE output to.",
      },
    },
  },
};

/** Every object of build_spec.yaml. */
export const OBJECT_NAMES = Object.keys(OBJECTS) as readonly ObjectName[];

/** The keys of an object of build_spec.yaml. */
export function objectShape(name: ObjectName): ObjectShape {
  return OBJECTS[name];
}
