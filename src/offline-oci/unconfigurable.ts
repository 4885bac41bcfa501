import { AttributePath, blocksIn, formatPath } from "./attribute-path";
import { Finding } from "./check-config";
import { BlockSchema } from "./provider-schema";
import { ValueMap } from "./value";

/** Attributes that only OCI sets and that a configuration gives all the same. */
export function unconfigurable(block: BlockSchema, config: ValueMap, at: AttributePath = []): Finding[] {
  const own = Object.entries(block.attributes ?? {})
    .filter(([, { computed, optional, required }]) => computed && !optional && !required)
    .filter(([name]) => (config[name] ?? null) !== null)
    .map(([name]): Finding => {
      const path = [...at, name];
      const summary = `${formatPath(path)} is set by OCI alone; leave it out`;
      return {
        severity: "error",
        path,
        summary,
        detail: "Schema of the provider: computed, and neither required nor optional.",
      };
    });
  return [
    ...own,
    ...blocksIn(block, config, at).flatMap((inner) => unconfigurable(inner.block, inner.value, inner.path)),
  ];
}
