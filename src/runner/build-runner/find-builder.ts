import { Engine, EngineImage, EngineMachine, PullPolicy } from "../engine/engine";
import { isCi } from "../environment";
import { ExitCode, RunnerError } from "../exit-code";
import { containerLabels } from "../leftovers/container-labels";
import { thisProcess } from "../leftovers/owner";

/** The image in which the stages of a run run, and the machine that runs it. */
export interface Builder {
  readonly image: string;
  /** `PATH` of the image; undefined when it sets none. */
  readonly path?: string;
  readonly machine: EngineMachine;
  /** What else there is to know before the run. */
  readonly notes: readonly string[];
}

/** Images of this name are made here; asking a registry for them would run whatever somebody else has put there. */
const OURS = "oci-devops-local/";

/**
 * When images may be fetched.
 *
 * @param asked wins over everything
 * @returns by default `missing`; `never` in CI, where a run must not depend on what a registry has today
 */
export function pullPolicy(asked: PullPolicy | undefined, env: NodeJS.ProcessEnv): PullPolicy {
  return asked ?? (isCi(env) ? "never" : "missing");
}

/**
 * Finds the first of the images that the engine has or may fetch, and makes sure that it can run it.
 *
 * @throws RunnerError when there is none, or the engine cannot run it
 */
export async function findBuilder(
  engine: Engine,
  machine: EngineMachine,
  images: readonly string[],
  pull: PullPolicy,
): Promise<Builder> {
  const refusals: string[] = [];
  const foreign = images.filter((image) => !image.startsWith(OURS));
  const found =
    (pull === "always" ? await firstPulled(engine, foreign, refusals) : undefined) ??
    (await firstOf(engine, images)) ??
    (pull === "missing" ? await firstPulled(engine, foreign, refusals) : undefined);
  if (found === undefined) {
    throw new RunnerError(ExitCode.ENGINE, noBuilder(engine, images, foreign, pull, refusals));
  }
  const [image, { environment, architecture }] = found;
  const notes = await platformNotes(engine, machine, image, architecture);
  return { image, path: environment.get("PATH"), machine, notes };
}

type Found = readonly [image: string, EngineImage];

async function firstOf(engine: Engine, images: readonly string[]): Promise<Found | undefined> {
  for (const image of images) {
    const found = await engine.image(image);
    if (found !== undefined) return [image, found];
  }
  return undefined;
}

/** @param refusals gets what the engine says of those that it cannot fetch */
async function firstPulled(
  engine: Engine,
  images: readonly string[],
  refusals: string[],
): Promise<Found | undefined> {
  for (const image of images) {
    try {
      await engine.pull(image);
      return await firstOf(engine, [image]);
    } catch (error) {
      if (!(error instanceof RunnerError)) throw error;
      refusals.push(error.message);
    }
  }
  return undefined;
}

function noBuilder(
  engine: Engine,
  images: readonly string[],
  foreign: readonly string[],
  pull: PullPolicy,
  refusals: readonly string[],
): string {
  const fetch =
    foreign.length > 0 && pull === "never" ? `fetch it with \`${engine.name} pull ${foreign[0]}\`, ` : "";
  return [
    `the engine has none of the images ${images.join(", ")}; ${fetch}make one with \`oci-devops-local builder build\` ` +
      "(with --offline from Debian's packages alone) or name another with --builder",
    ...refusals,
  ].join("\n");
}

/** An image for another processor is slow where it runs at all. */
async function platformNotes(
  engine: Engine,
  { architecture }: EngineMachine,
  image: string,
  imageArchitecture: string,
): Promise<string[]> {
  if (["", architecture].includes(imageArchitecture)) return [];
  const what = `${image} is for ${imageArchitecture}, the engine's machine is ${architecture}`;
  const complaint = await tryOut(engine, image);
  if (complaint !== undefined) {
    throw new RunnerError(
      ExitCode.ENGINE,
      `${what}, and does not run it: ${complaint}; build one for ${architecture}, or set up emulation (binfmt_misc with qemu)`,
    );
  }
  return [`${what}: it runs under emulation, many times slower than the service`];
}

/** Starts a shell of the image; returns what is wrong with it. */
async function tryOut(engine: Engine, image: string): Promise<string | undefined> {
  let container: string | undefined;
  try {
    const labels = containerLabels(thisProcess(), "");
    container = await engine.create({ image, command: ["sh", "-c", "exit 0"], labels, mountsSocket: false });
    const child = engine.start(container);
    child.stdin.on("error", () => undefined).end();
    child.stdout.resume();
    let complaint = "";
    child.stderr.on("data", (data: Buffer) => (complaint = (complaint + data.toString()).slice(-500)));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    return code === 0 ? undefined : complaint.trim() || `exit code ${code}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    if (container !== undefined) await engine.remove(container);
  }
}
