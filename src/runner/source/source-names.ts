import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";

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

function isFolderName(name: string): boolean {
  return !["", ".", ".."].includes(name) && !/[/\0]/.test(name);
}
