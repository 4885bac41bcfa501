import { outcomeOf, streamOf } from "../engine/client";
import { Engine } from "../engine/engine";
import { ExitCode, RunnerError } from "../exit-code";
import { directory, FileEntry, textFile } from "../files";
import { withoutNames } from "./image-archive";
import { Machine } from "../machine/machine";
import { scriptText } from "../session/script-text";

/** Where an engine inside a container keeps its images: a volume that goes with the container. */
export const NESTED_STORAGE = "/.oci-devops-images";

const folderOf = (sessionDirectory: string) => `${sessionDirectory}/nested`;
const engineOf = (machine: Machine) => `${folderOf(machine.sessionDirectory)}/engine`;

/** The start of a container's first process that makes the container an engine before it becomes what it is to be. */
export function nestedCommand(sessionDirectory: string): string[] {
  const folder = folderOf(sessionDirectory);
  return ["sh", `${folder}/nested.sh`, folder, NESTED_STORAGE];
}

/**
 * What an engine inside a container is made of.
 *
 * @param tools names by which steps know it
 * @returns files, and the folder of the commands
 */
export function nestedFiles(
  sessionDirectory: string,
  tools: readonly string[],
): { files: FileEntry[]; commands: string } {
  const folder = folderOf(sessionDirectory);
  const commands = `${folder}/bin`;
  const links = tools.map((name): FileEntry => {
    return { path: `${commands}/${name}`, mode: 0o777, content: { kind: "link", target: "../engine" } };
  });
  const script = textFile(`${folder}/nested.sh`, scriptText("nested.sh"));
  return { files: [directory(folder), script, directory(commands), ...links], commands };
}

const ID = /^[0-9a-f]{64}$/;
/** Longest that podman tells of an image, in bytes. */
const MAX_INSPECTION = 4_194_304;

/** What podman tells of an image. */
interface NestedImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
}

/**
 * Takes an image out of the engine inside a machine.
 *
 * @param engine gets the image, without a name
 * @returns its id there; undefined when there is none inside of exactly this name
 * @throws RunnerError when it does not get through
 */
export async function takeNestedImage(
  machine: Machine,
  engine: Engine,
  reference: string,
): Promise<string | undefined> {
  const missing = (error: Error) =>
    new RunnerError(
      ExitCode.ENGINE,
      `the engine in ${machine.description} cannot be asked: ${error.message}`,
    );
  const inspect = [engineOf(machine), "image", "inspect", reference];
  const child = machine.exec(machine.user, inspect);
  // Steps may have put anything in the place of the engine.
  let length = 0;
  child.stdout.on("data", (data: Buffer) => {
    length += data.length;
    if (length > MAX_INSPECTION) child.kill("SIGKILL");
  });
  const { code, stdout } = await outcomeOf(child, missing);
  const image = code === 0 ? parsed(stdout) : undefined;
  if (image === undefined || !isNamed(image, reference)) return undefined;
  const save = [engineOf(machine), "save", "--quiet", "--format", "docker-archive", image.Id];
  const failure = (complaint: string) =>
    new RunnerError(ExitCode.ENGINE, `image ${reference} cannot be taken out: ${complaint.trim()}`);
  return engine.load(withoutNames(streamOf(machine.exec(machine.user, save), failure, missing)));
}

function parsed(text: string): NestedImage | undefined {
  try {
    const [image] = JSON.parse(text) as NestedImage[];
    return ID.test(image.Id) ? image : undefined;
  } catch {
    return undefined;
  }
}

/** Podman also finds names that only end like the one that is asked for. */
function isNamed({ Id, RepoTags, RepoDigests }: NestedImage, reference: string): boolean {
  if ([Id, `sha256:${Id}`].includes(reference)) return true;
  const hasTag = /[:@][^/]*$/.test(reference);
  const full = hasTag ? reference : `${reference}:latest`;
  const names = [...(RepoTags ?? []), ...(RepoDigests ?? [])];
  return ["", "docker.io/", "docker.io/library/"].some((prefix) => names.includes(prefix + full));
}
