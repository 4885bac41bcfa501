import { action, DeclaredAction } from "./action";

/**
 * What a pipeline may do beyond what its stages need, to be granted with `BuildPipeline.grant` and
 * `FunctionDeployPipeline.grant`.
 *
 * Each becomes the narrowest statements that the permission catalogue knows for it.
 */
export class IamAction {
  /** Reads the value of a secret. */
  public static readSecret(compartmentId: string, secretId: string): DeclaredAction {
    return action("vault-variables", { secretCompartment: compartmentId, s1: secretId, s2: secretId });
  }

  /**
   * Pulls images of a private repository, such as the base image of a function.
   *
   * @param repositoryName without region, namespace and tag
   */
  public static pullImage(compartmentId: string, repositoryName: string): DeclaredAction {
    return action("ocir-pull-base-image", { baseCompartment: compartmentId, baseRepo: repositoryName });
  }

  /**
   * Pushes images to repositories that do not exist yet, which the service makes in the tenancy's root.
   *
   * This grants in the whole tenancy; `ContainerArtifact` makes the repository instead, and then it is not needed.
   * @param prefix what the names of the repositories begin with; letters, digits, `-`, `_` and `.`
   */
  public static pushToNewRepositories(tenancyId: string, prefix: string): DeclaredAction {
    return action("ocir-push-autocreate", { tenancy: tenancyId, prefix });
  }

  /** Uploads files to artifact repositories of a compartment. */
  public static publishGenericArtifact(compartmentId: string): DeclaredAction {
    return action("publish-generic-artifact", { artifactCompartment: compartmentId });
  }

  /** Downloads files of artifact repositories of a compartment. */
  public static readGenericArtifact(compartmentId: string): DeclaredAction {
    return action("read-generic-artifact", { artifactCompartment: compartmentId });
  }

  /** Calls a function. */
  public static invokeFunction(compartmentId: string, functionId: string): DeclaredAction {
    return action("invoke-function", { fnCompartment: compartmentId, fnOcid: functionId });
  }

  /** Publishes messages to the notification topics of a compartment. */
  public static notify(compartmentId: string): DeclaredAction {
    return action("notify", { topicCompartment: compartmentId });
  }

  /** Audits dependencies for vulnerabilities, with knowledge bases of a compartment. */
  public static auditVulnerabilities(compartmentId: string): DeclaredAction {
    return action("adm-audit", { admCompartment: compartmentId });
  }

  /** Attaches its runner to subnets and network security groups of a compartment. */
  public static usePrivateNetwork(compartmentId: string): DeclaredAction {
    return action("private-access", { vcnCompartment: compartmentId });
  }

  /** Reads a bundle of certificates of a code host with certificates of its own. */
  public static readCaBundle(compartmentId: string, bundleId: string): DeclaredAction {
    return action("tls-cabundle", { certCompartment: compartmentId, bundleOcid: bundleId });
  }

  private constructor() {}
}
