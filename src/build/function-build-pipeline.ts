import * as path from "node:path";
import { Construct } from "constructs";
import { BuildParameter, BuildPipeline } from "./build-pipeline";
import { BuildRunnerImage, BuildRunnerShape } from "./build-runner";
import { DeliverArtifactStage } from "./deliver-artifact-stage";
import { ManagedBuildStage } from "./managed-build-stage";
import { Trigger } from "./trigger";
import { TriggerDeploymentStage } from "./trigger-deployment-stage";
import { IContainerArtifact } from "../artifact/container-artifact";
import { BuildSpec } from "../build-spec/build-spec";
import { FunctionBuildCache, FunctionBuildOptions } from "../build-spec/presets/function-options";
import { FUNCTION_IMAGE_OUTPUT, FunctionBuildSpecProps } from "../build-spec/presets/function-preset";
import { functionBuildViolations } from "../build-spec/presets/function-rules";
import { IDeployPipeline } from "../deploy/deploy-pipeline";
import { DeclaredAction } from "../iam/action";
import { DynamicGroupPolicy } from "../iam/dynamic-group-policy";
import { IDevopsProject } from "../project/devops-project";
import { BuildSource } from "../source/build-source";
import { TaggedProps } from "../stack/tags";
import { ValidationError } from "../validation/validation-error";
import { IVaultSecret } from "../vault/vault-secret";

/** Which pushes start a function's build. */
export interface FunctionTrigger {
  /**
   * Branch whose pushes start the build.
   *
   * @default - the branch of the source
   */
  readonly branch?: string;
  /**
   * Only pushes that touch one of these files: 1 to 10 globs of at most 512 characters.
   *
   * @default - every push
   */
  readonly includePaths?: string[];
  /**
   * Not pushes that, of the included files, touch only these: 1 to 10 globs of at most 512 characters.
   *
   * @default - none
   */
  readonly excludePaths?: string[];
}

/** Properties of `FunctionBuildPipeline`. */
export interface FunctionBuildPipelineProps extends TaggedProps, FunctionBuildOptions {
  /** The project to make the pipeline in. */
  readonly project: IDevopsProject;
  /** Where the function's code is. */
  readonly source: BuildSource;
  /** Folder of the function in the source. */
  readonly functionDirectory: string;
  /** What the image is delivered as. */
  readonly artifact: IContainerArtifact;
  /**
   * The deployment pipeline that is started with the new image.
   *
   * @default - the pipeline ends with the delivery
   */
  readonly deployTo?: IDeployPipeline;
  /**
   * Secrets that the build reads, by the name of the variable that holds each.
   *
   * @default - none
   */
  readonly vaultVariables?: { readonly [name: string]: IVaultSecret };
  /**
   * A build specification of one's own, whose output `function_image` is the image.
   *
   * @default - BuildSpec.forFunction of `functionDirectory` and the options of `FunctionBuildOptions`
   */
  readonly buildSpec?: BuildSpec;
  /**
   * Path of the build specification in the source.
   *
   * @default - build_spec.yaml in the function's folder
   */
  readonly buildSpecFile?: string;
  /**
   * Path of the committed copy of a generated build specification: synth fails when it is not what the stack
   * generates, and `oci-devops-local spec --write` writes it.
   *
   * It is relative to the working directory of the synthesis and stays in it; to write elsewhere, give a full path.
   *
   * @default - the copy is not compared
   */
  readonly writeTo?: string;
  /**
   * Parameters by name (letters, digits and underscores, a letter first); at most 100.
   *
   * @default - none
   */
  readonly parameters?: { readonly [name: string]: BuildParameter };
  /**
   * Which pushes start the pipeline.
   *
   * @default - none; it is started by hand
   */
  readonly trigger?: FunctionTrigger;
  /**
   * Image of the build runner.
   *
   * @default BuildRunnerImage.OL8_X86_64_STANDARD_10
   */
  readonly image?: BuildRunnerImage;
  /**
   * Size of the build runner.
   *
   * @default BuildRunnerShape.DEFAULT
   */
  readonly shape?: BuildRunnerShape;
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
 * From a push to a function's new image: the pipeline, its stages, the build specification, the trigger and the
 * grants that all of it needs.
 */
export class FunctionBuildPipeline extends Construct {
  /** The pipeline. */
  public readonly pipeline: BuildPipeline;
  /** The stage that builds the image. */
  public readonly buildStage: ManagedBuildStage;
  /** The stage that pushes it to the registry. */
  public readonly deliverStage: DeliverArtifactStage;
  /** The stage that starts the deployment; undefined without `deployTo`. */
  public readonly deploymentStage?: TriggerDeploymentStage;
  /** The trigger; undefined without `trigger`. */
  public readonly trigger?: Trigger;
  /** The build specification. */
  public readonly buildSpec: BuildSpec;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: FunctionBuildPipelineProps) {
    super(scope, id);
    const { project, source, functionDirectory, artifact, deployTo, vaultVariables = {} } = props;
    const tags = { freeformTags: props.freeformTags, definedTags: props.definedTags };

    const violations = props.buildSpec
      ? needless(props)
      : functionBuildViolations(props, Object.keys(vaultVariables));
    if (violations.length > 0) throw new ValidationError(this, violations);
    this.buildSpec = props.buildSpec ?? BuildSpec.forFunction(specProps(props));
    this.pipeline = new BuildPipeline(this, "Pipeline", {
      project,
      displayName: props.displayName ?? id,
      description: props.description,
      parameters: props.parameters,
      ...tags,
    });
    this.buildStage = new ManagedBuildStage(this, "Build", {
      pipeline: this.pipeline,
      sources: [source],
      buildSpec: this.buildSpec,
      buildSpecFile:
        props.buildSpecFile ??
        this.buildSpec.sourcePath ??
        path.posix.join(functionDirectory, "build_spec.yaml"),
      writeTo: props.writeTo,
      vaultSecrets: Object.values(vaultVariables),
      image: props.image,
      shape: props.shape,
      ...tags,
    });
    this.deliverStage = new DeliverArtifactStage(this, "Deliver", {
      pipeline: this.pipeline,
      artifacts: { [FUNCTION_IMAGE_OUTPUT]: artifact },
      ...tags,
    });
    this.deploymentStage =
      deployTo &&
      new TriggerDeploymentStage(this, "Deploy", {
        pipeline: this.pipeline,
        deployPipeline: deployTo,
        ...tags,
      });
    this.trigger = props.trigger && this.pushTrigger(props.trigger, source, tags);
    if (props.cache) this.allow(useOfBucket(props.cache, project));
  }

  /** What the pipeline may do. */
  public get policy(): DynamicGroupPolicy {
    return this.pipeline.policy;
  }

  /**
   * Lets the pipeline do something more, by the narrowest statements that are known for it; see `IamAction`.
   *
   * @throws ValidationError when a value could change the meaning of a statement
   */
  public grant(action: DeclaredAction): void {
    this.pipeline.grant(action);
  }

  /**
   * Lets the pipeline do something that `IamAction` has nothing for; the report of `oci-devops-local policy` shows it.
   *
   * @param grant the part of a policy statement after `to`, such as
   * `read buckets in compartment id ocid1.compartment... where target.bucket.name = 'cache'`
   * @throws ValidationError with everything that is wrong with it
   */
  public allow(grant: string): void {
    this.pipeline.allow(grant);
  }

  private pushTrigger(trigger: FunctionTrigger, source: BuildSource, tags: TaggedProps): Trigger {
    const { branch = source.branch, includePaths, excludePaths } = trigger;
    return new Trigger(this, "Trigger", {
      pipeline: this.pipeline,
      source: new BuildSource({ ...source, branch }),
      includePaths,
      excludePaths,
      ...tags,
    });
  }
}

/** The options that make a build specification; the compiler asks for each of them. */
const SPEC_OPTIONS: Readonly<Record<keyof FunctionBuildOptions, true>> = {
  packaging: true,
  runtime: true,
  buildArgs: true,
  runTests: true,
  testCommand: true,
  vulnerabilityAudit: true,
  cache: true,
  stepsBefore: true,
  stepsAfter: true,
  exportVersionAs: true,
  timeoutInSeconds: true,
};

function specOptions(props: FunctionBuildOptions): FunctionBuildOptions {
  const given = Object.entries(props).filter(
    ([name, value]) => Object.hasOwn(SPEC_OPTIONS, name) && value !== undefined,
  );
  return Object.fromEntries(given) as FunctionBuildOptions;
}

function needless(props: FunctionBuildPipelineProps): string[] {
  const given = Object.keys(specOptions(props));
  return given.length === 0
    ? []
    : [`${given.join(", ")}: they say how to make a buildSpec; with one of your own leave them out`];
}

function specProps(props: FunctionBuildPipelineProps): FunctionBuildSpecProps {
  const secrets = Object.entries(props.vaultVariables ?? {}).map(([name, { secretId }]) => [name, secretId]);
  return {
    ...specOptions(props),
    functionDirectory: props.functionDirectory,
    vaultVariables: secrets.length > 0 ? Object.fromEntries(secrets) : undefined,
  };
}

/**
 * Reading and writing objects of a cache's bucket; the catalogue has no action for Object Storage.
 *
 * Source: https://docs.oracle.com/iaas/Content/Identity/Reference/objectstoragepolicyreference.htm: GetObject needs
 * OBJECT_READ, PutObject and the uploads in parts OBJECT_CREATE and, for an object that is there, OBJECT_OVERWRITE.
 */
function useOfBucket({ bucketName, compartmentId }: FunctionBuildCache, project: IDevopsProject): string {
  const permissions = ["OBJECT_READ", "OBJECT_CREATE", "OBJECT_OVERWRITE"];
  const any = permissions.map((permission) => `request.permission = '${permission}'`).join(", ");
  return (
    `manage objects in compartment id ${compartmentId ?? project.compartmentId} ` +
    `where all {target.bucket.name = '${bucketName}', any {${any}}}`
  );
}
