import { ArtifactPlan, DeliverArtifactPlan, DeliveryPlan } from "../../pipeline/pipeline-plan";
import { Delivery, StageOutput } from "../events";
import { ExitCode, RunnerError } from "../exit-code";
import { resolvePlaceholders } from "../placeholders";
import { pipelineValues, StageContext } from "./stage-context";

/**
 * Delivers outputs as the service does, to this machine: an image gets its resolved address and an archive in the
 * run's folder; with a registry it is pushed there, too.
 *
 * @throws RunnerError when an output is missing or a placeholder has no value
 */
export async function runDeliverArtifact(plan: DeliverArtifactPlan, context: StageContext): Promise<void> {
  const stage = plan.displayName;
  const log = (text: string) => context.emit({ type: "log", stage, text });
  log("Provisioning environment for delivering the artifacts.");
  for (const { outputName, artifact } of plan.deliveries) {
    log(`Starting UPLOAD_ARTIFACT ${outputName}`);
    const output = context.outputs.get(outputName);
    if (output === undefined) {
      throw new RunnerError(ExitCode.FAILED, `no earlier stage has saved the output ${outputName}`);
    }
    const delivery = await deliver({ outputName, artifact }, output, stage, context);
    context.emit({ type: "delivered", stage, delivery });
    log(`Completed UPLOAD_ARTIFACT ${outputName} successfully to the deploy artifact ${artifact.artifactId}`);
  }
  log("Completed Deliver Artifact stage.");
}

/** The address of an artifact's image with the pipeline's values in it. */
export function resolvedImageUri(artifact: ArtifactPlan, values: ReadonlyMap<string, string>): string {
  const uri = artifact.imageUri ?? "";
  if (!artifact.substitutesPlaceholders) return uri;
  const { text, missing } = resolvePlaceholders(uri, values);
  if (missing.length > 0) {
    throw new RunnerError(
      ExitCode.FAILED,
      `artifact ${artifact.displayName}: nothing gives ${missing.map((name) => `\${${name}}`).join(", ")} of ${uri} ` +
        "a value; make it a parameter of the pipeline, export it from the build specification or pass --param",
    );
  }
  return text;
}

async function deliver(
  { outputName, artifact }: DeliveryPlan,
  output: StageOutput,
  stage: string,
  context: StageContext,
): Promise<Delivery> {
  if (output.type === "BINARY") return { outputName, ...output.saved };
  const imageUri = resolvedImageUri(artifact, pipelineValues(context));
  context.emit({
    type: "log",
    stage,
    text: `Starting OCIR upload for artifact ${artifact.displayName}, image uri: ${imageUri}`,
  });
  const engine = context.engine!;
  await engine.tag(output.imageId, imageUri).catch((error: Error) => {
    throw new RunnerError(ExitCode.FAILED, `${imageUri} cannot be the address of an image: ${error.message}`);
  });
  const digest = context.registry === undefined ? undefined : await push(imageUri, context.registry, context);
  const saved = await context.folder.saveArtifact(`${outputName}.tar`, engine.save(imageUri));
  return { outputName, imageUri, imageId: output.imageId, digest, ...saved };
}

/** Pushes to a registry of the user's instead of the one in the address; path and tag stay. */
async function push(imageUri: string, registry: string, { engine }: StageContext): Promise<string> {
  const reference = `${registry}/${imageUri.split("/").slice(1).join("/")}`;
  await engine!.tag(imageUri, reference);
  return engine!.push(reference);
}
