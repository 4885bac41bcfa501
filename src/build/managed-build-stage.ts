import { Token } from "cdktf";
import { Construct } from "constructs";
import { BuildPipelineStage, BuildPipelineStageProps } from "./build-pipeline-stage";
import { BuildRunnerImage, BuildRunnerShape } from "./build-runner";
import { keepCommitted, wrongWriteTo } from "./committed-spec";
import { BuildSpec } from "../build-spec/build-spec";
import { StepType } from "../build-spec/model";
import { action } from "../iam/action";
import { typeOfOcid } from "../ocid/ocid-type";
import { BuildSource } from "../source/build-source";
import { writeAtSynth } from "../stack/synth-file";
import { IVaultSecret } from "../vault/vault-secret";

/** Properties of `ManagedBuildStage`. */
export interface ManagedBuildStageProps extends BuildPipelineStageProps {
  /** What to check out; the first is the primary source, which holds the build specification. */
  readonly sources: BuildSource[];
  /**
   * What to do.
   *
   * @default - the file at `buildSpecFile`, not checked
   */
  readonly buildSpec?: BuildSpec;
  /**
   * Path of the build specification in the primary source.
   *
   * @default "build_spec.yaml"
   */
  readonly buildSpecFile?: string;
  /**
   * Path of the committed copy of a generated build specification, such as `functions/retriever/build_spec.yaml`:
   * synth fails when it is not what the stack generates, and `oci-devops-local spec --write` writes it.
   *
   * It is relative to the working directory of the synthesis and stays in it; to write elsewhere, give a full path.
   *
   * @default - the copy is not compared
   */
  readonly writeTo?: string;
  /**
   * Secrets that the build specification's `vaultVariables` name; the pipeline gets to read exactly these.
   *
   * @default - none
   */
  readonly vaultSecrets?: IVaultSecret[];
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
   * Longest time of the stage, in seconds.
   *
   * @default - decided by the service
   */
  readonly stageExecutionTimeoutInSeconds?: number;
}

/**
 * A stage that runs the steps of a build specification on a machine of the service.
 *
 * A generated specification is written at synth to `build-specs/<logical id of the stage>/build_spec.yaml` beside
 * the stack's cdk.tf.json; commit it to the source as `buildSpecFile`, by `writeTo`.
 *
 * Source: DevOps API `CreateBuildStageDetails`.
 */
export class ManagedBuildStage extends BuildPipelineStage {
  /** What the stage does. */
  public readonly buildSpec: BuildSpec;
  /** Path of the build specification in the primary source. */
  public readonly buildSpecFile: string;

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: ManagedBuildStageProps) {
    super(scope, id, props);
    const { sources, shape, vaultSecrets = [] } = props;
    this.buildSpecFile = props.buildSpecFile ?? props.buildSpec?.sourcePath ?? "build_spec.yaml";
    this.buildSpec = props.buildSpec ?? BuildSpec.fromSourcePath(this.buildSpecFile);

    const text = this.buildSpec.isGenerated ? this.buildSpec.render() : undefined;
    this._make(
      "BUILD",
      {
        image: (props.image ?? BuildRunnerImage.OL8_X86_64_STANDARD_10).name,
        buildSpecFile: this.buildSpecFile,
        primaryBuildSource: sources[0]?.name,
        buildSourceCollection: { items: sources.map(sourceItem) },
        buildRunnerShapeConfig: shape && {
          buildRunnerType: shape.buildRunnerType,
          ocpus: shape.ocpus,
          memoryInGbs: shape.memoryInGbs,
        },
        stageExecutionTimeoutInSeconds: props.stageExecutionTimeoutInSeconds,
      },
      [
        ...sources.flatMap((source) => source.actions),
        ...vaultSecrets.map(({ secretId, compartmentId }) =>
          action("vault-variables", { secretCompartment: compartmentId, s1: secretId, s2: secretId }),
        ),
        ...auditCompartments(this.buildSpec, props.pipeline.project.compartmentId).map((admCompartment) =>
          action("adm-audit", { admCompartment }),
        ),
      ],
      [...wrongSources(sources), ...unresolvedText(text), ...wrongWriteTo(props.writeTo, this.buildSpec)],
    );
    if (text !== undefined) {
      writeAtSynth(this, `build-specs/${this._logicalId}/build_spec.yaml`, () => text);
      keepCommitted(this, text, props.writeTo);
    }
  }
}

/** Compartments of vulnerability audits; the project's where the step names none, or one that only a run knows. */
function auditCompartments({ document }: BuildSpec, projectCompartment: string): string[] {
  const audits = (document?.steps ?? []).filter(({ type }) => type === StepType.VULNERABILITY_AUDIT);
  return audits.map(({ vulnerabilityAuditCompartmentId: id }) =>
    id !== undefined && typeOfOcid(id) !== undefined ? id : projectCompartment,
  );
}

function sourceItem({ name, connectionType, repositoryUrl, branch, repository, connection }: BuildSource) {
  return {
    name,
    connectionType,
    repositoryUrl,
    branch,
    repositoryId: repository?.repositoryId,
    connectionId: connection?.connectionId,
  };
}

/** The file is committed to the source, where nobody fills in what Terraform knows. */
function unresolvedText(text?: string): string[] {
  return text !== undefined && Token.isUnresolved(text)
    ? [
        "buildSpec holds a value that only Terraform knows, such as a variable or another resource's OCID; " +
          "write it out (OCIDs of vaultVariables, too)",
      ]
    : [];
}

function wrongSources(sources: readonly BuildSource[]): string[] {
  const names = sources.map((source) => source.name);
  const repeated = names.filter((name, i) => names.indexOf(name) < i);
  return [
    ...(sources.length === 0 ? ["sources is empty; a managed build stage needs at least one"] : []),
    ...repeated.map((name) => `two sources are named ${name}; each needs its own directory`),
  ];
}
