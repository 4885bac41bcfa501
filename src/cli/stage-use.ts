import { BuildSpecDocument, OutputType } from "../build-spec/model";
import { StageDelivery, StagePlaceholder, StageUse } from "../build-spec/stage-use";
import { ArtifactPlan, ManagedBuildPlan, PipelinePlan, StagePlan } from "../pipeline/pipeline-plan";
import { placeholderNames } from "../runner/placeholders";

/**
 * How a pipeline uses the build specification of one of its stages.
 *
 * @param documents what is known of the specifications of its stages, by their addresses
 */
export function stageUse(
  pipeline: PipelinePlan,
  stage: ManagedBuildPlan,
  documents: ReadonlyMap<string, Partial<BuildSpecDocument>>,
): StageUse {
  const position = pipeline.stages.indexOf(stage);
  const earlier = documentsOf(pipeline.stages.slice(0, position), documents);
  const others = documentsOf(
    pipeline.stages.filter((other) => other !== stage),
    documents,
  );
  const parameters = pipeline.parameters.map(({ name }) => name);
  const given = new Set([...parameters, ...others.flatMap(exportedIn)]);
  const savedElsewhere = new Set(others.flatMap((document) => outputsIn(document).map(({ name }) => name)));
  return {
    stage: stage.displayName,
    image: stage.image,
    timeoutInSeconds: stage.timeoutInSeconds,
    parameters,
    exportedBefore: earlier.flatMap(exportedIn),
    savedBefore: earlier.flatMap((document) =>
      outputsIn(document).flatMap(({ name, type }) => (type === OutputType.BINARY ? [name] : [])),
    ),
    deliveries: deliveries(pipeline).filter(({ outputName }) => !savedElsewhere.has(outputName)),
    placeholders: placeholders(pipeline).filter(({ name }) => !given.has(name)),
  };
}

function documentsOf(
  stages: readonly StagePlan[],
  documents: ReadonlyMap<string, Partial<BuildSpecDocument>>,
): Partial<BuildSpecDocument>[] {
  return stages.flatMap(({ address }) => documents.get(address) ?? []);
}

// What could not be read of a file with errors is missing in its lists.
function exportedIn({ env }: Partial<BuildSpecDocument>): string[] {
  return (env?.exportedVariables ?? []).filter((name) => name !== undefined);
}

function outputsIn({ outputArtifacts = [] }: Partial<BuildSpecDocument>) {
  return outputArtifacts.filter((output) => output !== undefined);
}

function deliveries({ stages }: PipelinePlan): StageDelivery[] {
  return stages.flatMap((stage) =>
    stage.kind === "DELIVER_ARTIFACT"
      ? stage.deliveries.map(({ outputName, artifact }) => ({
          stage: stage.displayName,
          outputName,
          isImage: artifact.imageUri !== undefined,
        }))
      : [],
  );
}

/** What the artifacts need that are delivered, or deployed with all parameters of the pipeline. */
function placeholders({ stages }: PipelinePlan): StagePlaceholder[] {
  const found = stages.flatMap((stage): StagePlaceholder[] => {
    switch (stage.kind) {
      case "DELIVER_ARTIFACT":
        return stage.deliveries.flatMap(({ artifact }) => placeholdersOf(artifact));
      case "TRIGGER_DEPLOYMENT_PIPELINE": {
        const defaults = stage.deployment.parameters.flatMap(({ name, defaultValue }) =>
          defaultValue === undefined ? [] : [name],
        );
        return stage.deployment.functions
          .flatMap(({ artifact }) => placeholdersOf(artifact))
          .filter(({ name }) => !defaults.includes(name));
      }
      default:
        return [];
    }
  });
  return [...new Map(found.map((placeholder) => [JSON.stringify(placeholder), placeholder])).values()];
}

function placeholdersOf({
  displayName,
  imageUri,
  substitutesPlaceholders,
}: ArtifactPlan): StagePlaceholder[] {
  return substitutesPlaceholders
    ? placeholderNames(imageUri ?? "").map((name) => ({ name, artifact: displayName }))
    : [];
}
