export type ObjectName = "spec" | "env" | "step" | "onFailure" | "configuration" | "input" | "output";

/** What a value of build_spec.yaml may be. */
export type Shape =
  | { readonly kind: "string" | "integer" | "score" | "boolean" | "scalar" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "map"; readonly of: Shape; readonly names?: RegExp }
  | { readonly kind: "list"; readonly of: Shape; readonly atLeast?: number }
  | { readonly kind: "object"; readonly object: ObjectName };

export interface Key {
  readonly shape: Shape;
  readonly required?: boolean;
  /** Rule for the text of a scalar. */
  readonly pattern?: RegExp;
}

export interface ObjectShape {
  readonly keys: Record<string, Key>;
  /** The service ignores keys it does not know, except where a variable would be lost by it. */
  readonly unknownKeys: "warning" | "error";
}

const text: Shape = { kind: "string" };
const seconds: Shape = { kind: "integer" };
const VARIABLE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const ARTIFACT_NAME = /^[a-zA-Z0-9_-]+$/;
const variables: Key = { shape: { kind: "map", of: { kind: "scalar" }, names: VARIABLE_NAME } };

const common = {
  timeoutInSeconds: { shape: seconds },
  shell: { shape: text },
  failImmediatelyOnError: { shape: { kind: "boolean" } },
  runAs: { shape: text },
} satisfies Record<string, Key>;

const step = {
  name: { shape: { kind: "scalar" } },
  command: { shape: text },
  ...common,
  onFailure: { shape: { kind: "list", of: { kind: "object", object: "onFailure" } } },
  configuration: { shape: { kind: "object", object: "configuration" } },
  knowledgeBaseId: { shape: text },
  vulnerabilityAuditCompartmentId: { shape: text },
  vulnerabilityAuditName: { shape: text },
} satisfies Record<string, Key>;

/**
 * Every object of build_spec.yaml with its keys.
 *
 * Source: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm and what public specs do.
 */
const OBJECTS: Record<ObjectName, ObjectShape> = {
  spec: {
    unknownKeys: "warning",
    keys: {
      version: { shape: { kind: "scalar" }, required: true, pattern: /^0\.1$/ },
      component: { shape: { kind: "enum", values: ["build"] }, required: true },
      ...common,
      env: { shape: { kind: "object", object: "env" } },
      inputArtifacts: { shape: { kind: "list", of: { kind: "object", object: "input" } } },
      steps: { shape: { kind: "list", of: { kind: "object", object: "step" }, atLeast: 1 }, required: true },
      outputArtifacts: { shape: { kind: "list", of: { kind: "object", object: "output" } } },
    },
  },
  env: {
    unknownKeys: "error",
    keys: {
      variables,
      vaultVariables: variables,
      exportedVariables: { shape: { kind: "list", of: { kind: "string" } } },
    },
  },
  step: {
    unknownKeys: "warning",
    keys: {
      type: { shape: { kind: "enum", values: ["Command", "VulnerabilityAudit"] }, required: true },
      ...step,
    },
  },
  onFailure: {
    unknownKeys: "warning",
    keys: {
      type: { shape: { kind: "enum", values: ["Command"] }, required: true },
      name: { shape: { kind: "scalar" } },
      ...common,
      command: { shape: text, required: true },
    },
  },
  configuration: {
    unknownKeys: "warning",
    keys: {
      buildType: { shape: { kind: "enum", values: ["maven"] }, required: true },
      pomFilePath: { shape: text, required: true },
      packagesToIgnore: { shape: { kind: "list", of: text } },
      maxPermissibleCvssV2Score: { shape: { kind: "score" } },
      maxPermissibleCvssV3Score: { shape: { kind: "score" } },
      freeFormTags: { shape: { kind: "map", of: { kind: "scalar" } } },
    },
  },
  input: {
    unknownKeys: "warning",
    keys: {
      name: { shape: text, required: true, pattern: ARTIFACT_NAME },
      type: { shape: { kind: "enum", values: ["STAGE_ARTIFACT", "URL", "GENERIC_ARTIFACT"] } },
      location: { shape: text, required: true },
      url: { shape: text },
      artifactId: { shape: text },
      registryId: { shape: text },
      path: { shape: text },
      version: { shape: { kind: "scalar" } },
    },
  },
  output: {
    unknownKeys: "warning",
    keys: {
      name: { shape: text, required: true, pattern: ARTIFACT_NAME },
      type: { shape: { kind: "enum", values: ["BINARY", "DOCKER_IMAGE"] }, required: true },
      location: { shape: text, required: true },
      registryId: { shape: text },
      path: { shape: text },
      version: { shape: { kind: "scalar" } },
      imageUri: { shape: text },
    },
  },
};

/** The keys of an object of build_spec.yaml. */
export function objectShape(name: ObjectName): ObjectShape {
  return OBJECTS[name];
}
