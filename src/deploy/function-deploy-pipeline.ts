import { Construct } from "constructs";
import { IDeployPipeline } from "./deploy-pipeline";
import { IOciFunction } from "./oci-function";
import { IContainerArtifact } from "../artifact/container-artifact";
import { action, DeclaredAction } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { iamSettingsOf } from "../iam/iam-settings";
import { PrincipalType } from "../iam/principal-type";
import { IDevopsProject } from "../project/devops-project";
import { DevopsDeployEnvironment } from "../provider/devops-deploy-environment";
import { DevopsDeployPipeline } from "../provider/devops-deploy-pipeline";
import { DevopsDeployStage } from "../provider/devops-deploy-stage";
import { keepPlaceholders } from "../stack/placeholders";
import { writeSerially } from "../stack/serial-writes";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** A parameter of a deployment pipeline. */
export interface DeployParameter {
  /**
   * Value of deployments that give none; 1 to 512 characters.
   *
   * @default - none; every deployment must give one
   */
  readonly defaultValue?: string;
  /**
   * What the parameter is for; 1 to 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Properties of `FunctionDeployPipeline`. */
export interface FunctionDeployPipelineProps extends TaggedProps {
  /** The project to make the pipeline in. */
  readonly project: IDevopsProject;
  /** The image that is deployed. */
  readonly artifact: IContainerArtifact;
  /** The function that gets the image. */
  readonly function: IOciFunction;
  /**
   * Parameters by name (letters, digits and underscores, a letter first); at most 100.
   *
   * @default - none; arguments of the deployment fill the artifact's placeholders all the same
   */
  readonly parameters?: { readonly [name: string]: DeployParameter };
  /**
   * Name shown in the console; 1 to 255 characters.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * What the pipeline does; at most 400 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A deployment pipeline with the one stage that gives a function a new image.
 *
 * Source: DevOps API `CreateDeployPipelineDetails`, `CreateFunctionDeployEnvironmentDetails`,
 * `CreateDeployFunctionStageDetails`.
 */
export class FunctionDeployPipeline extends Construct implements IDeployPipeline {
  public readonly pipelineId: string;
  public readonly project: IDevopsProject;
  public readonly requiredArguments: string[];
  /** OCID of the environment that stands for the function. */
  public readonly environmentId: string;
  /** OCID of the stage. */
  public readonly stageId: string;
  /** What the pipeline may do: read its image and update its function. */
  public readonly policy: DynamicGroupPolicy;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: FunctionDeployPipelineProps) {
    super(scope, id);
    const { project, artifact, parameters = {}, description, freeformTags, definedTags } = props;
    const displayName = props.displayName ?? id;
    const tags = { freeformTags, definedTags };
    this.project = project;
    this.requiredArguments = [...new Set([...artifact.placeholders, ...Object.keys(parameters)])].filter(
      (name) => parameters[name]?.defaultValue === undefined,
    );

    const items = Object.entries(parameters).map(([name, { defaultValue, description: text }]) => ({
      name,
      defaultValue: defaultValue && keepPlaceholders(defaultValue),
      description: text,
    }));
    const pipeline = {
      projectId: project.projectId,
      displayName,
      description,
      deployPipelineParameters: items.length > 0 ? { items } : undefined,
      ...tags,
    };
    this.pipelineId = new DevopsDeployPipeline(this, "Resource", pipeline).id;

    const environment = {
      projectId: project.projectId,
      displayName,
      deployEnvironmentType: "FUNCTION",
      functionId: props.function.functionId,
      ...tags,
    };
    this.environmentId = new DevopsDeployEnvironment(this, "Environment", environment).id;

    const stage = {
      deployPipelineId: this.pipelineId,
      deployStageType: "DEPLOY_FUNCTION",
      displayName,
      description: description ?? displayName,
      deployStagePredecessorCollection: { items: [{ id: this.pipelineId }] },
      functionDeployEnvironmentId: this.environmentId,
      dockerImageDeployArtifactId: artifact.artifactId,
      ...tags,
    };
    validate(this, [
      ["CreateDeployPipelineDetails", pipeline],
      ["CreateDeployEnvironmentDetails", environment],
      ["CreateDeployStageDetails", stage],
    ]);
    const resource = new DevopsDeployStage(this, "Stage", stage);
    writeSerially(project, resource);
    this.stageId = resource.id;

    this.policy = new DynamicGroupPolicy(this, "Policy", {
      principalType: PrincipalType.DEPLOY_PIPELINE,
      principalId: this.pipelineId,
      ...iamSettingsOf(project),
      actions: [
        action("deploy-read-devops-objects", { projectCompartment: project.compartmentId }),
        action("deploy-function", {
          fnCompartment: props.function.compartmentId,
          fnOcid: props.function.functionId,
        }),
        action("deploy-function-read-image", {
          repoCompartment: artifact.repositoryCompartmentId,
          repoName: artifact.repositoryName,
        }),
      ],
    });
  }

  /**
   * Lets the pipeline do something more, by the narrowest statements that are known for it; see `IamAction`.
   *
   * @throws ValidationError when a value could change the meaning of a statement
   */
  public grant(extra: DeclaredAction): void {
    this.policy.add(extra, this);
  }

  /**
   * Lets the pipeline do something that `IamAction` has nothing for; the report of `oci-devops-local policy` shows it.
   *
   * @param grant the part of a policy statement after `to`, such as
   * `read buckets in compartment id ocid1.compartment... where target.bucket.name = 'cache'`
   * @throws ValidationError with everything that is wrong with it
   */
  public allow(grant: string): void {
    this.policy.allow(grant, this);
  }
}
