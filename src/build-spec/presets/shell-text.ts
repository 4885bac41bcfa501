/** A word for the shell in which only `${NAME}` is expanded. */
export function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"`]|\$(?!\{[a-zA-Z_]\w*\})/g, "\\$&")}"`;
}

/** Lines of a script, with the last line feed that a literal block ends with. */
export function script(...lines: readonly string[]): string {
  return [...lines, ""].join("\n");
}

/** Where a function's own files are; every step of a build starts in the primary source's directory instead. */
export const ENTER_FUNCTION = 'cd "${OCI_PRIMARY_SOURCE_DIR}/${FUNCTION_DIRECTORY}" || exit';

/**
 * Defines `field NAME`: a field of the function's func.yaml, without quotes, comment and blanks around it; nothing when
 * there is none.
 *
 * The Fn CLI looks for func.yaml, then for func.yml.
 */
export const DEFINE_FIELD = [
  "FUNC_FILE=func.yaml",
  'if [ ! -f "${FUNC_FILE}" ]; then FUNC_FILE=func.yml; fi',
  "# A field of func.yaml, without quotes, comment and blanks around it.",
  "field() {",
  '  if [ ! -f "${FUNC_FILE}" ]; then return; fi',
  '  sed -En "s/^$1:[[:space:]]*([^#]*[^#[:space:]])[[:space:]]*(#.*)?$/\\1/p" "${FUNC_FILE}" | tr -d "\\"\'\\r"',
  "}",
];
