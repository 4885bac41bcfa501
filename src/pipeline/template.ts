/** A part of a Terraform template: text, or an expression in `${...}`. */
export type TemplatePart = { readonly text: string } | { readonly expression: string };

/** Reads a Terraform template; `$${` and `%%{` stand for the texts `${` and `%{`. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  for (let i = 0; i < template.length;) {
    if (/^(\$\$\{|%%\{)/.test(template.slice(i, i + 3))) {
      text += template.slice(i + 1, i + 3);
      i += 3;
    } else if (template.startsWith("${", i)) {
      const end = endOfExpression(template, i + 2);
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ expression: template.slice(i + 2, end).trim() });
      i = end + 1;
    } else {
      text += template[i++];
    }
  }
  if (text !== "") parts.push({ text });
  return parts;
}

/** Index of the brace that closes an expression; braces may nest and stand in quoted strings. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < template.length; i++) {
    const c = template[i];
    if (quoted && c === "\\") i++;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === "{") depth++;
    else if (!quoted && c === "}" && depth-- === 0) return i;
  }
  return template.length;
}
