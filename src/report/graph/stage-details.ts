import { StageOutline, StepOutline } from "../../runner/outline/outline";
import { addressText, numbered, placeOf } from "../outline-texts";

/** What a graph shows of a stage, a line each. */
export function stageDetails(stage: StageOutline): string[] {
  switch (stage.kind) {
    case "BUILD":
      return (stage.spec?.steps ?? []).flatMap(stepLines);
    case "DELIVER_ARTIFACT":
      return stage.deliveries.map(
        ({ outputName, artifact, image }) =>
          `${outputName} to ${image === undefined ? `artifact ${artifact}` : addressText(image)}`,
      );
    case "TRIGGER_DEPLOYMENT_PIPELINE":
      return [
        `deployment pipeline ${stage.deployment}`,
        ...stage.functions.map(({ functionId, image }) => `${functionId} gets ${addressText(image)}`),
      ];
    case "WAIT":
      return [stage.duration];
  }
}

function stepLines(step: StepOutline): string[] {
  return [
    `step ${numbered(step)} (${placeOf(step)})${step.isSkipped ? ", skipped" : ""}`,
    ...step.onFailure.map((failure) => `on failure ${numbered(failure)} (${placeOf(failure)})`),
  ];
}
