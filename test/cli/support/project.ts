import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder, writeFiles } from "../../runner/support/temporary";

/** A folder with a synthesized stack and a source `app`, as a user has it. */
export interface Project {
  readonly folder: string;
  readonly source: string;
}

/** A stack with one pipeline per name; each has one managed build stage and a parameter `version`. */
export function stackOf(...pipelines: readonly string[]): string {
  const each = (block: (name: string) => object, suffix = "") =>
    Object.fromEntries(pipelines.map((name) => [`${name}${suffix}`, block(name)]));
  return JSON.stringify({
    resource: {
      oci_devops_build_pipeline: each((name) => ({
        display_name: name,
        build_pipeline_parameters: { items: [{ name: "version", default_value: "0.1" }] },
      })),
      oci_devops_build_pipeline_stage: each(
        (name) => ({
          build_pipeline_id: `\${oci_devops_build_pipeline.${name}.id}`,
          build_pipeline_stage_type: "BUILD",
          build_pipeline_stage_predecessor_collection: {
            items: [{ id: `\${oci_devops_build_pipeline.${name}.id}` }],
          },
          build_source_collection: {
            items: [{ name: "app", branch: "main", repository_url: "https://example.invalid/app" }],
          },
          build_spec_file: "build_spec.yaml",
          display_name: "Build",
          image: "OL8_X86_64_STANDARD_10",
          primary_build_source: "app",
        }),
        "-stage",
      ),
    },
  });
}

/** Writes a project whose pipeline runs this one command. */
export function projectOf(command: string, more: object = {}, sourceName = "app"): Project {
  const folder = temporaryFolder("project");
  const steps = [{ type: "Command", name: "the step", command }];
  writeFiles(folder, {
    "cdktf.out/stacks/main/cdk.tf.json": stackOf("build-app"),
    [`${sourceName}/build_spec.yaml`]: JSON.stringify(
      { version: 0.1, component: "build", steps, ...more },
      null,
      2,
    ),
  });
  return { folder, source: path.join(folder, sourceName) };
}

/** Folders of the runs that a project has recorded. */
export function runsOf({ folder }: Project): string[] {
  const runs = path.join(folder, ".oci-devops", "runs");
  return fs.existsSync(runs) ? fs.readdirSync(runs).map((name) => path.join(runs, name)) : [];
}

/** The records of a project's runs. */
export function recordsOf(project: Project): Record<string, unknown>[] {
  return runsOf(project).map(
    (folder) => JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8")) as Record<string, unknown>,
  );
}

/** Everything that a run has written, as one text; files that are being removed meanwhile are left out. */
export function writtenBy(run: string): string {
  const entries = ifThere(() => fs.readdirSync(run, { recursive: true, withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => ifThere(() => fs.readFileSync(path.join(entry.parentPath, entry.name), "latin1")))
    .join("\n");
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
