import { ObjectName, objectShape, Shape } from "./schema/keys";

/**
 * The order in which the documentation has the keys of each object.
 *
 * Source: https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm and, for audits,
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/scan-code.htm
 */
const ORDER: Readonly<Record<ObjectName, readonly string[]>> = {
  spec: words(`version component timeoutInSeconds shell failImmediatelyOnError runAs
    env inputArtifacts steps outputArtifacts`),
  env: words("variables vaultVariables exportedVariables"),
  step: words(`type name timeoutInSeconds shell failImmediatelyOnError runAs command
    configuration knowledgeBaseId vulnerabilityAuditCompartmentId vulnerabilityAuditName onFailure`),
  onFailure: words("type name timeoutInSeconds shell failImmediatelyOnError runAs command onFailure"),
  configuration: words(`buildType pomFilePath packagesToIgnore
    maxPermissibleCvssV2Score maxPermissibleCvssV3Score freeFormTags`),
  input: words("name type url artifactId registryId path version location"),
  output: words("name type location registryId path version imageUri"),
};

function words(text: string): string[] {
  return text.split(/\s+/);
}

/**
 * A value with the keys of every object in the documentation's order; keys that the format does not have come last, as
 * they stand. Maps of names keep the author's order.
 */
export function inDocumentationOrder(value: unknown, shape: Shape): unknown {
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item) => inDocumentationOrder(item, shape.of));
  }
  if (shape.kind !== "object" || typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  const { keys } = objectShape(shape.object);
  const rank = (key: string) => {
    const place = ORDER[shape.object].indexOf(key);
    return place < 0 ? Infinity : place;
  };
  const entries = Object.entries(value).sort(([a], [b]) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  return Object.fromEntries(
    entries.map(([key, member]) => [
      key,
      Object.hasOwn(keys, key) ? inDocumentationOrder(member, keys[key].shape) : member,
    ]),
  );
}
