import { Construct } from "constructs";
import { BuildPipelineStage, BuildPipelineStageProps } from "./build-pipeline-stage";
import { IContainerArtifact } from "../artifact/container-artifact";
import { action } from "../iam/action";

/** Properties of `DeliverArtifactStage`. */
export interface DeliverArtifactStageProps extends BuildPipelineStageProps {
  /** What goes where: name of an output of an earlier build specification to the artifact it is delivered as. */
  readonly artifacts: { readonly [outputName: string]: IContainerArtifact };
}

/**
 * A stage that pushes outputs of earlier managed build stages to the registry.
 *
 * Source: DevOps API `CreateDeliverArtifactStageDetails`.
 */
export class DeliverArtifactStage extends BuildPipelineStage {
  /** Output names and the artifacts they are delivered as. */
  public readonly artifacts: { readonly [outputName: string]: IContainerArtifact };

  /** @throws ValidationError when a value breaks a rule of the DevOps API */
  constructor(scope: Construct, id: string, props: DeliverArtifactStageProps) {
    super(scope, id, props);
    this.artifacts = props.artifacts;
    const entries = Object.entries(props.artifacts);
    this._make(
      "DELIVER_ARTIFACT",
      {
        deliverArtifactCollection: {
          items: entries.map(([artifactName, { artifactId }]) => ({ artifactName, artifactId })),
        },
      },
      entries.flatMap(([, artifact]) => [
        action("ocir-push-existing", {
          repoCompartment: artifact.repositoryCompartmentId,
          repoName: artifact.repositoryName,
        }),
        action("read-deploy-artifact-definition", { projectCompartment: artifact.project.compartmentId }),
      ]),
      entries.length === 0 ? ["artifacts is empty; name at least one output"] : [],
    );
  }
}
