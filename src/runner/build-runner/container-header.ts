import { DOCKER_ACCESS, DockerAccess, dockerAccessOf } from "./docker-access";
import { Builder } from "./find-builder";
import { profileOf } from "./profile";
import { DEFAULT_SHAPE, stageLimits } from "./stage-limits";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import type { RunRequest } from "../request/prepare";
import type { StageSpec } from "../stage/stage-spec";

/**
 * What containers of a run are made of, what they may take, and what steps reach from them.
 *
 * @param specs build specifications of the stages that run, by stage address
 */
export function containerHeader(
  { plan, dockerAccess, shape }: RunRequest,
  specs: ReadonlyMap<string, StageSpec>,
  builder: Builder,
): string[] {
  const builds = plan.stages.filter(
    (stage): stage is ManagedBuildPlan => stage.kind === "BUILD" && specs.has(stage.address),
  );
  const accesses = new Map<DockerAccess, string[]>();
  for (const { address, displayName } of builds) {
    const access = dockerAccessOf(specs.get(address)!, dockerAccess);
    accesses.set(access, [...(accesses.get(access) ?? []), displayName]);
  }
  const notes = builds.flatMap((stage) => {
    const limits = shape === "none" ? [] : stageLimits(stage.shape ?? DEFAULT_SHAPE, builder.machine).notes;
    const { system, note } = profileOf(stage.image);
    return [...(note === undefined ? [] : [`${system}: ${note}`]), ...limits];
  });
  return [
    ...[...accesses].flatMap(([access, stages]) => {
      const { summary, exposes } = DOCKER_ACCESS[access];
      const which = accesses.size > 1 ? ` for ${stages.join(", ")}` : "";
      return [
        `Executor${which}: container of ${builder.image}; ${summary}`,
        ...exposes.map((text) => `  - ${text}`),
      ];
    }),
    ...[...new Set([...builder.notes, ...notes])].map((text) => `Note: ${text}`),
  ];
}
