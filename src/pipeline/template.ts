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
  for (let i = start; i < template.length; i++) {
    const c = template[i];
    if (c === '"') i = endOfString(template, i + 1);
    else if (c === "{") depth++;
    else if (c === "}" && depth-- === 0) return i;
  }
  return template.length;
}

/** Index of the quote that closes a string; templates may stand in it. */
function endOfString(template: string, start: number): number {
  for (let i = start; i < template.length; i++) {
    if (template[i] === "\\") i++;
    else if (template[i] === '"') return i;
    else if (template.startsWith("$${", i)) i += 2;
    else if (template.startsWith("${", i)) i = endOfExpression(template, i + 2);
  }
  return template.length;
}
