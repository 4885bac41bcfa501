/** A piece of a script; both count from 1, columns in Unicode characters, a tab is one. */
export interface ShellCheckRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding of `shellcheck --format=json1`. */
export interface ShellCheckComment extends ShellCheckRange {
  readonly file: string;
  readonly level: string;
  readonly code: number;
  readonly message: string;
  readonly fix?: { readonly replacements: readonly ShellCheckReplacement[] } | null;
}

export interface ShellCheckReplacement extends ShellCheckRange {
  readonly replacement: string;
}

/** The findings in an output; undefined when it is anything else. */
export function commentsIn(output: string): ShellCheckComment[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(output);
  } catch {
    return undefined;
  }
  const comments = isObject(parsed) ? parsed.comments : undefined;
  return Array.isArray(comments) && comments.every(isComment) ? comments : undefined;
}

function isComment(value: unknown): value is ShellCheckComment {
  return (
    isRange(value) &&
    typeof value.file === "string" &&
    typeof value.level === "string" &&
    Number.isInteger(value.code) &&
    typeof value.message === "string" &&
    (value.fix === undefined || value.fix === null || isFix(value.fix))
  );
}

function isFix(value: unknown): boolean {
  return isObject(value) && Array.isArray(value.replacements) && value.replacements.every(isReplacement);
}

function isReplacement(value: unknown): boolean {
  return isRange(value) && typeof value.replacement === "string";
}

function isRange(value: unknown): value is Record<string, unknown> {
  return (
    isObject(value) &&
    ["line", "column", "endLine", "endColumn"].every(
      (key) => Number.isInteger(value[key]) && Number(value[key]) > 0,
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
