import { ManagedBuildPlan, PipelinePlan } from "../../pipeline/pipeline-plan";

/**
 * What is wrong with the names of sources: each is the name of a folder in the workspace, and the primary source is one
 * of them.
 */
export function wrongSourceNames(stages: readonly ManagedBuildPlan[]): string[] {
  return stages.flatMap(({ displayName, sources, primarySource }) => {
    const names = sources.map(({ name }) => name);
    return [
      ...names
        .filter((name) => !isFolderName(name))
        .map(
          (name) =>
            `stage ${displayName}: source ${JSON.stringify(name)} cannot be a folder in the workspace; ` +
            "a name is not empty, . or .., and has no / and no NUL",
        ),
      ...names
        .filter((name, i) => names.indexOf(name) < i)
        .map((name) => `stage ${displayName}: two sources are named ${JSON.stringify(name)}; rename one`),
      ...(names.includes(primarySource)
        ? []
        : [
            `stage ${displayName}: the primary source ${JSON.stringify(primarySource)} is none of its sources; ` +
              `there are: ${names.map((name) => JSON.stringify(name)).join(", ") || "none"}`,
          ]),
    ];
  });
}

/** Names of the sources of a pipeline, each once. */
export function sourceNames({ stages }: PipelinePlan): string[] {
  const sources = stages.flatMap((stage) => (stage.kind === "BUILD" ? stage.sources : []));
  return [...new Set(sources.map(({ name }) => name))];
}

/** Problems with sources that are given and that the pipeline does not have. */
export function unknownSources(plan: PipelinePlan, given: Iterable<string>): string[] {
  const names = sourceNames(plan);
  return [...given]
    .filter((name) => !names.includes(name))
    .map((name) => `--source ${name}: the pipeline has no such source; it has ${names.join(", ")}`);
}

function isFolderName(name: string): boolean {
  return !["", ".", ".."].includes(name) && !/[/\0]/.test(name);
}
