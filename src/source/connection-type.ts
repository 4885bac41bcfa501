/** Kinds of external code hosts and of the credential that opens them. */
export enum ConnectionType {
  /** GitHub with a personal access token. */
  GITHUB = "GITHUB_ACCESS_TOKEN",
  /** GitLab.com with a personal access token. */
  GITLAB = "GITLAB_ACCESS_TOKEN",
  /** A GitLab server of one's own; needs `baseUrl`. */
  GITLAB_SERVER = "GITLAB_SERVER_ACCESS_TOKEN",
  /** Bitbucket Cloud with an app password; needs `username`. */
  BITBUCKET_CLOUD = "BITBUCKET_CLOUD_APP_PASSWORD",
  /** A Bitbucket server of one's own; needs `baseUrl`. */
  BITBUCKET_SERVER = "BITBUCKET_SERVER_ACCESS_TOKEN",
  /** Oracle Visual Builder Studio; needs `baseUrl`. */
  VISUAL_BUILDER_STUDIO = "VBS_ACCESS_TOKEN",
}

/** The name build sources and triggers use for the same code host. */
export function sourceTypeOf(type: ConnectionType): string {
  return type.replace(/_(ACCESS_TOKEN|APP_PASSWORD)$/, "");
}
