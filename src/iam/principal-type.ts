/** Kinds of resources that act by themselves, as `resource.type` and `request.principal.type` name them. */
export enum PrincipalType {
  /** A build pipeline, its managed build stages included. */
  BUILD_PIPELINE = "devopsbuildpipeline",
  /** A deployment pipeline. */
  DEPLOY_PIPELINE = "devopsdeploypipeline",
  /** A code repository: mirroring and push triggers. */
  REPOSITORY = "devopsrepository",
  /** A connection to an external code host. */
  CONNECTION = "devopsconnection",
  /** A trigger that an external code host calls. */
  TRIGGER = "devopstrigger",
}
