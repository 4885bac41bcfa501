/** The file of the package with a section for each code, which `explain` prints. */
export const DOCUMENTATION_FILE = "docs/diagnostics.md";

const DOCUMENTATION = `https://github.com/cdktf-oci-devops/cdktf-oci-devops/blob/main/${DOCUMENTATION_FILE}`;
const SHELLCHECK = "https://www.shellcheck.net/wiki/";

/** The address of a code's explanation. */
export function documentationUrl(code: string): string {
  return code.startsWith("SC") ? `${SHELLCHECK}${code}` : `${DOCUMENTATION}#${code.toLowerCase()}`;
}
