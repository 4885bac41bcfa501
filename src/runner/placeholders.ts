/** A text with its `${name}` placeholders filled in, and the names that nothing fills. */
export function resolvePlaceholders(
  text: string,
  values: ReadonlyMap<string, string>,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const resolved = text.replace(/\$\{([a-zA-Z_][a-zA-Z0-9_]*)\}/g, (whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) missing.push(name);
    return value ?? whole;
  });
  return { text: resolved, missing };
}

/** The names of a text's `${name}` placeholders. */
export function placeholderNames(text: string): readonly string[] {
  return [...new Set(resolvePlaceholders(text, new Map()).missing)];
}
