import { containerHeader } from "./container-header";
import { EngineImage, EngineMachine } from "../engine/engine";
import { RunnerError } from "../exit-code";
import type { CheckedRun } from "../request/prepare";

/** What can be told of the engine before a run. */
export interface EngineLook {
  /** Undefined when no engine answers, or none is needed. */
  readonly machine?: EngineMachine;
  readonly notes: readonly string[];
}

/** Looks at the container engine that a run would use; nothing is fetched, nothing is started. */
export async function lookAtEngine({ request, running, needsEngine }: CheckedRun): Promise<EngineLook> {
  const { engine, executor, builderImages } = request;
  const isHost = executor === "host";
  const onHost = isHost ? ["steps run on this machine itself, as you and without any isolation"] : [];
  if (!needsEngine) return { notes: onHost };
  const name = engine?.name ?? "docker";
  try {
    const machine = await engine?.machine();
    if (engine === undefined || machine === undefined) {
      const none = `no container engine answers to \`${name} version\`; the run needs one`;
      return { notes: [...onHost, none] };
    }
    if (isHost) return { machine, notes: onHost };
    const image = await firstImage(builderImages, (each) => engine.image(each));
    if (image === undefined) {
      const missing = `the engine has none of the images ${builderImages.join(", ")}; the run needs one`;
      return { machine, notes: [missing] };
    }
    const header = containerHeader(request, running, { image, machine, notes: [] });
    return { machine, notes: header.map((line) => line.replace(/^Note: /, "")) };
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { notes: [...onHost, `${error.message}; the run needs a container engine`] };
  }
}

async function firstImage(
  images: readonly string[],
  look: (image: string) => Promise<EngineImage | undefined>,
): Promise<string | undefined> {
  for (const image of images) if ((await look(image)) !== undefined) return image;
  return undefined;
}
