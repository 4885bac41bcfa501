import { Construct, IConstruct } from "constructs";
import { IDevopsProject } from "../project/devops-project";
import { ArtifactsContainerRepository } from "../provider/artifacts-container-repository";
import { DevopsDeployArtifact } from "../provider/devops-deploy-artifact";
import { keepPlaceholders, placeholdersOf } from "../stack/placeholders";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** A container image that build pipelines deliver and deployment pipelines deploy. */
export interface IContainerArtifact extends IConstruct {
  /** OCID of the deploy artifact. */
  readonly artifactId: string;
  /** Path of the repository in the registry, without region, namespace and tag. */
  readonly repositoryName: string;
  /** OCID of the compartment the container repository is in. */
  readonly repositoryCompartmentId: string;
  /** Names of the `${name}` placeholders in the image's address. */
  readonly placeholders: string[];
  /** The project the artifact belongs to. */
  readonly project: IDevopsProject;
}

/** Properties of `ContainerArtifact`. */
export interface ContainerArtifactProps extends TaggedProps {
  /** The project to make the artifact in. */
  readonly project: IDevopsProject;
  /** Region of the registry: its key (`iad`) or its name (`us-ashburn-1`). */
  readonly region: string;
  /** Object Storage namespace of the tenancy. */
  readonly namespace: string;
  /** Path of the repository in the registry, such as `team/functions/retriever`. */
  readonly repositoryName: string;
  /**
   * Tag of the image; `${name}` placeholders are filled in by the pipelines.
   *
   * @default "${imageVersion}"
   */
  readonly tag?: string;
  /**
   * OCID of the compartment of the container repository.
   *
   * @default - the project's compartment
   */
  readonly repositoryCompartmentId?: string;
  /**
   * Whether to make the container repository.
   *
   * A push to a repository that does not exist creates it in the root compartment, which takes a grant on the
   * whole tenancy; so it should exist before the first build.
   *
   * @default true
   */
  readonly createRepository?: boolean;
  /**
   * Whether anybody may pull the image.
   *
   * @default false
   */
  readonly isPublic?: boolean;
  /**
   * Name shown in the console; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the image is; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** What the registry takes as the path of a repository: lower case parts joined by `.`, `_`, `__`, `-` and `/`. */
const REPOSITORY_NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;

/**
 * A container image in the OCI registry: the repository, and the artifact by which pipelines know it.
 *
 * Source: DevOps API `CreateDeployArtifactDetails`, `OcirDeployArtifactSource`.
 */
export class ContainerArtifact extends Construct implements IContainerArtifact {
  public readonly artifactId: string;
  public readonly repositoryName: string;
  public readonly repositoryCompartmentId: string;
  public readonly placeholders: string[];
  public readonly project: IDevopsProject;
  /** Address of the image as pipelines see it, such as `iad.ocir.io/ns/team/fn:${imageVersion}`. */
  public readonly imageUri: string;

  /** @throws ValidationError when a value breaks a rule of the DevOps API or of the registry */
  constructor(scope: Construct, id: string, props: ContainerArtifactProps) {
    super(scope, id);
    const {
      project,
      region,
      namespace,
      repositoryName,
      tag = "${imageVersion}",
      freeformTags,
      definedTags,
    } = props;
    this.project = project;
    this.repositoryName = repositoryName;
    this.repositoryCompartmentId = props.repositoryCompartmentId ?? project.compartmentId;
    this.imageUri = `${region}.ocir.io/${namespace}/${repositoryName}:${tag}`;
    this.placeholders = placeholdersOf(this.imageUri);

    const details = {
      projectId: project.projectId,
      displayName: props.displayName ?? id,
      description: props.description,
      deployArtifactType: "DOCKER_IMAGE",
      argumentSubstitutionMode: this.placeholders.length > 0 ? "SUBSTITUTE_PLACEHOLDERS" : "NONE",
      deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: keepPlaceholders(this.imageUri) },
      freeformTags,
      definedTags,
    };
    validate(this, [["CreateDeployArtifactDetails", details]], wrongName(repositoryName));

    if (props.createRepository ?? true) {
      new ArtifactsContainerRepository(this, "Repository", {
        compartmentId: this.repositoryCompartmentId,
        displayName: repositoryName,
        isPublic: props.isPublic ?? false,
        freeformTags,
        definedTags,
      });
    }
    this.artifactId = new DevopsDeployArtifact(this, "Resource", details).id;
  }
}

function wrongName(repositoryName: string): string[] {
  const placeholders = placeholdersOf(repositoryName);
  if (placeholders.length > 0) {
    return [
      `repositoryName is ${JSON.stringify(repositoryName)}; a repository is made once and granted by its name, so ` +
        "only the tag can hold placeholders",
    ];
  }
  const literal = repositoryName.replace(/\$\{[^}]*\}/g, "x");
  return REPOSITORY_NAME.test(literal)
    ? []
    : [
        `repositoryName is ${JSON.stringify(repositoryName)}; the registry takes lower-case letters and digits, ` +
          "joined by one of . _ - and /",
      ];
}
