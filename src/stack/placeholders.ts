/** cdktf's own tokens (`${TfToken[...]}`) and Terraform references (`${a.b}`) do not have this shape. */
const PLACEHOLDER = /(\${1,2})\{([a-zA-Z][a-zA-Z_0-9]*)\}/g;

/**
 * Writes OCI's own `${name}` placeholders so that Terraform hands them on instead of evaluating them.
 *
 * Terraform reads `$${name}` as the text `${name}`. A placeholder that is written so already stays as it is.
 */
export function keepPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, (_, _dollars, name: string) => `$\${${name}}`);
}

/** Names of the `${name}` placeholders in a text, in order, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[2]))];
}
