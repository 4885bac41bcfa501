import * as fs from "node:fs";
import * as path from "node:path";
import { InputArtifact, InputType } from "../../build-spec/model";
import { ManagedBuildPlan } from "../../pipeline/pipeline-plan";
import { ExitCode, RunnerError } from "../exit-code";
import { FileEntry } from "../files";
import { resolvePlaceholders } from "../placeholders";
import { StageContext } from "./stage-context";
import { StageSpec } from "./stage-spec";

/** Files of this machine that stand for artifacts which only OCI or the network has. */
export interface LocalArtifacts {
  /** By the name of the input, its URL or the OCID of the artifact. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders by the OCID of the artifact registry they stand for; a file is at `PATH/VERSION` or at `PATH`. */
  readonly registries: ReadonlyMap<string, string>;
}

/** Nothing stands for anything. */
export const NO_ARTIFACTS: LocalArtifacts = { files: new Map(), registries: new Map() };

/** The file that a user has given for an input; undefined when there is none. */
export function standIn(
  { name, url, artifactId }: InputArtifact,
  { files }: LocalArtifacts,
): string | undefined {
  const key = [name, url, artifactId].find((each) => each !== undefined && files.has(each));
  return key === undefined ? undefined : files.get(key);
}

/** Kind of an input, by its own words or by its keys. */
export function inputType({ type, url }: InputArtifact): InputType {
  return type ?? (url === undefined ? InputType.STAGE_ARTIFACT : InputType.URL);
}

/**
 * The files of a stage's input artifacts, at their places in the build runner.
 *
 * @param values what fills the `${NAME}` of the inputs: parameters and predefined variables
 * @param fetchUrl fetches a URL to a file of this machine
 * @throws RunnerError that lists every input that cannot be had
 */
export async function inputFiles(
  plan: ManagedBuildPlan,
  spec: StageSpec,
  workspace: string,
  values: ReadonlyMap<string, string>,
  context: StageContext,
  fetchUrl: (url: string) => Promise<string>,
): Promise<FileEntry[]> {
  const problems: string[] = [];
  const entries: FileEntry[] = [];
  for (const given of spec.document.inputArtifacts ?? []) {
    const input = filledIn(given, values);
    try {
      const file = await localFile(input, context, fetchUrl);
      const target = input.location.startsWith("/")
        ? input.location
        : `${workspace}/${plan.primarySource}/${input.location}`;
      const { size } = fs.statSync(file);
      entries.push({
        path: path.posix.normalize(target),
        mode: 0o644,
        content: { kind: "file", file, size },
      });
    } catch (error) {
      problems.push(`input artifact ${input.name}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new RunnerError(ExitCode.FAILED, problems.join("\n"));
  return entries;
}

/** Only the braced form is filled in, and what nothing gives a value stays. */
function filledIn(input: InputArtifact, values: ReadonlyMap<string, string>): InputArtifact {
  const fill = (text?: string) => (text === undefined ? undefined : resolvePlaceholders(text, values).text);
  return {
    ...input,
    location: fill(input.location)!,
    url: fill(input.url),
    artifactId: fill(input.artifactId),
    registryId: fill(input.registryId),
    path: fill(input.path),
    version: fill(input.version),
  };
}

async function localFile(
  input: InputArtifact,
  { localArtifacts, outputs, folder }: StageContext,
  fetchUrl: (url: string) => Promise<string>,
): Promise<string> {
  const type = inputType(input);
  const given = standIn(input, localArtifacts);
  if (given !== undefined) return regularFile(given);
  switch (type) {
    case InputType.STAGE_ARTIFACT: {
      const output = outputs.get(input.name);
      if (output?.type !== "BINARY") throw new Error("no earlier stage has saved a file of that name");
      return path.join(folder.path, output.saved.file);
    }
    case InputType.URL:
      if (input.url === undefined) throw new Error("it has no url");
      return fetchUrl(input.url);
    case InputType.GENERIC_ARTIFACT:
      return registryFile(input, localArtifacts);
  }
}

function registryFile(input: InputArtifact, { registries }: LocalArtifacts): string {
  const { name, registryId, path: below, version = "" } = input;
  const folder = registries.get(registryId ?? "");
  if (registryId === undefined || below === undefined || folder === undefined) {
    throw new Error(
      `only OCI has it; give a file with --artifact ${name}=FILE` +
        (registryId ? `, or a folder for the registry with --artifact-registry ${registryId}=DIR` : ""),
    );
  }
  const candidates = [path.join(folder, below, version), path.join(folder, below)].filter((file) =>
    isBelow(folder, file),
  );
  const found = candidates.find(isFile);
  if (found === undefined) throw new Error(`there is neither ${candidates.join(" nor ")}`);
  return found;
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function regularFile(file: string): string {
  if (!isFile(file)) throw new Error(`${file} is no file`);
  return file;
}
