import * as fs from "node:fs";
import * as path from "node:path";
import {
  ArtifactPlan,
  BuildRunnerShapePlan,
  DeploymentPlan,
  ManagedBuildPlan,
  PipelinePlan,
  PlanParameter,
  SourcePlan,
  StagePlan,
} from "./pipeline-plan";
import { PlanError } from "./plan-error";
import { Block, blocks, Resource, Stack, Unknown } from "./stack";
import { inOrder } from "./stage-order";

const PIPELINE = "oci_devops_build_pipeline";
const STAGE = "oci_devops_build_pipeline_stage";

/**
 * The plan of one build pipeline of a stack.
 *
 * @param wanted display name, Terraform name or part of the construct path; may be left out when there is only one
 * @throws PlanError when there is no such pipeline or something it needs is not known here
 */
export function readPlan(stack: Stack, wanted?: string): PipelinePlan {
  return new PlanReader(stack).pipeline(findPipeline(stack, wanted));
}

function findPipeline(stack: Stack, wanted?: string): Resource {
  const all = stack.resources(PIPELINE);
  const nameOf = (pipeline: Resource) => stack.evaluate(pipeline.body.display_name).text || pipeline.name;
  // An exact name wins over a part of another pipeline's path.
  const readings: ((pipeline: Resource) => boolean)[] = [
    (pipeline) => nameOf(pipeline) === wanted,
    (pipeline) => pipeline.name === wanted,
    (pipeline) => wanted !== undefined && (pipeline.constructPath?.split("/").includes(wanted) ?? false),
  ];
  const matching =
    wanted === undefined
      ? all
      : (readings.map((reading) => all.filter(reading)).find((found) => found.length > 0) ?? []);
  if (matching.length === 1) return matching[0];
  const names = all.map((pipeline) => {
    const isShared = all.some((other) => other !== pipeline && nameOf(other) === nameOf(pipeline));
    return `  ${nameOf(pipeline)}${isShared ? ` (${pipeline.address})` : ""}`;
  });
  const problem =
    all.length === 0
      ? "has no build pipeline"
      : wanted === undefined
        ? `has ${all.length} build pipelines; name one of:\n${names.join("\n")}`
        : `has ${matching.length === 0 ? "no" : matching.length} build pipeline ${wanted}; there are:\n${names.join("\n")}`;
  throw new PlanError([`${stack.file} ${problem}`]);
}

/** Reads one pipeline and collects on the way what is not known. */
class PlanReader {
  private readonly problems: string[] = [];

  constructor(private readonly stack: Stack) {}

  pipeline(pipeline: Resource): PipelinePlan {
    const stages = this.stack
      .resources(STAGE)
      .filter((stage) => this.stack.referenced(stage.body.build_pipeline_id)?.address === pipeline.address)
      .map((stage) => this.stage(stage));
    const plan: PipelinePlan = {
      displayName: this.nameOf(pipeline),
      address: pipeline.address,
      pipelineId: this.idOf(pipeline),
      parameters: this.parameters(pipeline.body.build_pipeline_parameters, pipeline.address),
      stages: inOrder(stages, this.problems),
    };
    if (this.problems.length > 0) throw new PlanError([...new Set(this.problems)]);
    return plan;
  }

  private stage(stage: Resource): StagePlan {
    const { body } = stage;
    const pipeline = this.stack.referenced(body.build_pipeline_id);
    const predecessors = items(body.build_pipeline_stage_predecessor_collection)
      .filter(({ id }) => this.stack.referenced(id)?.address !== pipeline?.address)
      .flatMap(({ id }) => {
        const found = this.stack.referenced(id);
        if (
          found?.address.startsWith(`${STAGE}.`) &&
          found.body.build_pipeline_id === body.build_pipeline_id
        ) {
          return [found.address];
        }
        const what = found?.address ?? String(id);
        this.problems.push(`${stage.address}: predecessor ${what} is no stage of this pipeline`);
        return [];
      });
    const common = {
      displayName: this.nameOf(stage),
      address: stage.address,
      stageId: this.idOf(stage),
      predecessors,
    };
    const kind = String(body.build_pipeline_stage_type);
    switch (kind) {
      case "BUILD":
        return { kind, ...common, ...this.managedBuild(stage) };
      case "DELIVER_ARTIFACT":
        return {
          kind,
          ...common,
          deliveries: items(body.deliver_artifact_collection).map((item) => ({
            outputName: this.text(item.artifact_name, stage.address),
            artifact: this.artifact(item.artifact_id, stage.address),
          })),
        };
      case "TRIGGER_DEPLOYMENT_PIPELINE":
        return {
          kind,
          ...common,
          passAllParameters: this.text(body.is_pass_all_parameters_enabled, stage.address) === "true",
          deployment: this.deployment(body.deploy_pipeline_id, stage.address),
        };
      case "WAIT":
        return {
          kind,
          ...common,
          duration: this.text(blocks(body.wait_criteria)[0]?.wait_duration, stage.address),
        };
      default:
        this.problems.push(`${stage.address}: build_pipeline_stage_type ${kind} is not known`);
        return { kind: "WAIT", ...common, duration: "PT0S" };
    }
  }

  private managedBuild({ name, body, address }: Resource): Omit<ManagedBuildPlan, "kind" | keyof CommonKeys> {
    const sources = items(body.build_source_collection).map((item) => this.source(item, address));
    const generated = path.join(this.stack.directory, "build-specs", name, "build_spec.yaml");
    const timeout = Number(this.text(body.stage_execution_timeout_in_seconds, address));
    return {
      image: this.text(body.image, address),
      shape: this.shape(blocks(body.build_runner_shape_config)[0], address),
      buildSpecFile: this.text(body.build_spec_file, address) || "build_spec.yaml",
      generatedSpec: fs.existsSync(generated) ? generated : undefined,
      sources,
      primarySource: this.text(body.primary_build_source, address) || (sources[0]?.name ?? ""),
      timeoutInSeconds: timeout > 0 ? timeout : undefined,
    };
  }

  private shape(config: Block | undefined, at: string): BuildRunnerShapePlan | undefined {
    if (config === undefined || this.text(config.build_runner_type, at) !== "CUSTOM") return undefined;
    const number = (name: string) => {
      const { length } = this.problems;
      const text = this.text(config[name], at);
      // What is not known has been told.
      if (this.problems.length === length && !/^\d{1,4}$/.test(text)) {
        this.problems.push(
          `${at}: ${name} of a CUSTOM build_runner_shape_config is a whole number, not "${text}"`,
        );
      }
      return Number(text);
    };
    return { ocpus: number("ocpus"), memoryInGbs: number("memory_in_gbs") };
  }

  private source(item: Block, at: string): SourcePlan {
    const repository = this.stack.referenced(item.repository_id);
    const mirrored = blocks(repository?.body.mirror_repository_config)[0]?.repository_url;
    // The address of a project's own repository is only known to OCI; the mirrored one says as much.
    const ownUrl = this.stack.referenced(item.repository_url) === undefined ? item.repository_url : undefined;
    return {
      name: this.text(item.name, at),
      url: this.text(ownUrl ?? mirrored ?? repository?.body.name, at),
      branch: this.text(item.branch, at),
    };
  }

  private deployment(reference: unknown, at: string): DeploymentPlan {
    const pipeline = this.stack.referenced(reference);
    if (pipeline === undefined) {
      const text = this.text(reference, at);
      return { displayName: text, pipelineId: text, parameters: [], functions: [] };
    }
    const stages = this.stack
      .resources("oci_devops_deploy_stage")
      .filter(({ body }) => this.stack.referenced(body.deploy_pipeline_id)?.address === pipeline.address)
      .filter(({ body }) => body.deploy_stage_type === "DEPLOY_FUNCTION");
    return {
      displayName: this.nameOf(pipeline),
      pipelineId: this.idOf(pipeline),
      parameters: this.parameters(pipeline.body.deploy_pipeline_parameters, at),
      functions: stages.map(({ body, address }) => ({
        functionId: this.stack.evaluate(
          this.stack.referenced(body.function_deploy_environment_id)?.body.function_id,
        ).text,
        artifact: this.artifact(body.docker_image_deploy_artifact_id, address),
      })),
    };
  }

  private artifact(reference: unknown, at: string): ArtifactPlan {
    const artifact = this.stack.referenced(reference);
    if (!artifact?.address.startsWith("oci_devops_deploy_artifact.")) {
      this.problems.push(
        `${at}: ${String(reference)} is not an artifact of this stack; its address is not known here`,
      );
      return { artifactId: "", displayName: "", substitutesPlaceholders: false };
    }
    const source = blocks(artifact.body.deploy_artifact_source)[0] ?? {};
    return {
      artifactId: this.idOf(artifact),
      displayName: this.nameOf(artifact),
      imageUri: source.image_uri === undefined ? undefined : this.text(source.image_uri, artifact.address),
      substitutesPlaceholders: artifact.body.argument_substitution_mode === "SUBSTITUTE_PLACEHOLDERS",
    };
  }

  private parameters(collection: unknown, at: string): PlanParameter[] {
    return items(collection).map(({ name, default_value: preset }) => ({
      name: this.text(name, at),
      defaultValue: preset === undefined ? undefined : this.text(preset, at),
    }));
  }

  private nameOf({ body, name }: Resource): string {
    return this.stack.evaluate(body.display_name).text || name;
  }

  private idOf({ address }: Resource): string {
    return this.stack.evaluate(`\${${address}.id}`).text;
  }

  private text(value: unknown, at: string): string {
    const { text, unknown } = this.stack.evaluate(value);
    this.problems.push(...unknown.map((u: Unknown) => `${at}: ${u.expression} has no value; ${u.hint}`));
    return text;
  }
}

interface CommonKeys {
  displayName: unknown;
  address: unknown;
  stageId: unknown;
  predecessors: unknown;
}

function items(collection: unknown): Block[] {
  return blocks(collection).flatMap((block) => blocks(block.items));
}
