/**
 * The Terraform types that the changelog says the release to come makes anew.
 *
 * @param changelog the text of CHANGELOG.md
 */
export function announcedReplacements(changelog: string): string[] {
  const [, unreleased = ""] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
  return [...unreleased.matchAll(/^- replaces `(oci_\w+)`/gm)].map(([, type]) => type);
}
