/** Images that `builder build` makes; a run takes the first one that the engine has. */
export const BUILDER_IMAGES: readonly string[] = [
  "oci-devops-local/builder:ol8",
  "oci-devops-local/builder:offline",
];
