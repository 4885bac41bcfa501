import { AddressOutline, ArgumentOutline, DeliverOutline, DeploymentOutline } from "./outline";
import type { OutlineContext } from "./outline-run";
import { ArtifactPlan, DeliverArtifactPlan, TriggerDeploymentPlan } from "../../pipeline/pipeline-plan";
import { resolvePlaceholders } from "../placeholders";

/** What a deliver artifact stage delivers. */
export function outlineDelivery(
  plan: DeliverArtifactPlan,
  context: OutlineContext,
): Pick<DeliverOutline, "kind" | "deliveries"> {
  return {
    kind: plan.kind,
    deliveries: plan.deliveries.map(({ outputName, artifact }) => ({
      outputName,
      artifact: artifact.displayName,
      artifactId: artifact.artifactId,
      image:
        artifact.imageUri === undefined ? undefined : outlineAddress(artifact, knownValues(context), context),
    })),
  };
}

/** The deployment that a stage starts: what the pipeline passes wins over the deployment's own defaults. */
export function outlineDeployment(
  plan: TriggerDeploymentPlan,
  context: OutlineContext,
): Pick<DeploymentOutline, "kind" | "deployment" | "deploymentPipelineId" | "arguments" | "functions"> {
  const { deployment, passAllParameters } = plan;
  const values = new Map<string, ArgumentOutline>();
  for (const { name, defaultValue: value } of deployment.parameters) {
    if (value !== undefined) values.set(name, { name, value, from: "default of the deployment" });
  }
  if (passAllParameters) {
    for (const [name, value] of context.parameters) values.set(name, { name, value, from: "parameter" });
    for (const [name, value] of context.exported) {
      values.set(name, { name, value, from: "exported variable" });
    }
    for (const [name, exportedBy] of context.exportedBy) {
      values.set(name, { name, from: "exported variable", exportedBy });
    }
  }
  const known = new Map(
    [...values.values()].flatMap(({ name, value }): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const exporting = passAllParameters ? context : { exportedBy: new Map<string, string>() };
  return {
    kind: plan.kind,
    deployment: deployment.displayName,
    deploymentPipelineId: deployment.pipelineId,
    arguments: [...values.values()],
    functions: deployment.functions.map(({ functionId, artifact }) => ({
      functionId,
      image: outlineAddress(artifact, known, exporting),
    })),
  };
}

/** Values that no stage before replaces by an exported variable. */
function knownValues({ parameters, exported, exportedBy }: OutlineContext): Map<string, string> {
  return new Map([...parameters, ...exported].filter(([name]) => !exportedBy.has(name)));
}

function outlineAddress(
  { imageUri = "", substitutesPlaceholders }: ArtifactPlan,
  values: ReadonlyMap<string, string>,
  { exportedBy }: Pick<OutlineContext, "exportedBy">,
): AddressOutline {
  if (!substitutesPlaceholders) return { address: imageUri, open: [] };
  const { text, missing } = resolvePlaceholders(imageUri, values);
  const names = [...new Set(missing)];
  return { address: text, open: names.map((name) => ({ name, exportedBy: exportedBy.get(name) })) };
}
