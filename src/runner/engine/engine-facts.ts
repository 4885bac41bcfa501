import { EngineImage, EngineMachine } from "./engine";

/** Names that systems have for processors, and the one that images have. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  aarch64: "arm64",
  armv7l: "arm",
  i386: "386",
  i686: "386",
};

/** What `docker info --format json` tells, as far as a run needs it. */
export interface DockerInfo {
  readonly ServerVersion?: string;
  readonly Architecture?: string;
  readonly NCPU?: number;
  readonly MemTotal?: number;
  readonly CpuCfsQuota?: boolean;
  readonly MemoryLimit?: boolean;
  readonly OperatingSystem?: string;
}

/** What `podman info --format json` tells, as far as a run needs it. */
export interface PodmanInfo {
  readonly host?: {
    readonly arch?: string;
    readonly cpus?: number;
    readonly memTotal?: number;
    readonly cgroupControllers?: readonly string[] | null;
    readonly remoteSocket?: { readonly path?: string; readonly exists?: boolean };
  };
}

/** The engine's machine; undefined when the client tells of none. */
export function machineOf(info: DockerInfo & PodmanInfo): EngineMachine | undefined {
  const { host } = info;
  if (host !== undefined) {
    const { arch = "", cpus = 0, memTotal = 0 } = host;
    const controllers = host.cgroupControllers ?? [];
    return {
      architecture: architecture(arch),
      cpus,
      memoryInBytes: memTotal,
      limitsCpus: controllers.includes("cpu"),
      limitsMemory: controllers.includes("memory"),
    };
  }
  // A client without an engine tells of itself and may succeed.
  if (!info.ServerVersion) return undefined;
  return {
    architecture: architecture(info.Architecture ?? ""),
    cpus: info.NCPU ?? 0,
    memoryInBytes: info.MemTotal ?? 0,
    limitsCpus: info.CpuCfsQuota ?? false,
    limitsMemory: info.MemoryLimit ?? false,
  };
}

/** What `image inspect` tells of an image. */
export interface InspectedImage {
  readonly Id: string;
  readonly Architecture?: string;
  readonly Config?: { readonly Env?: readonly string[] | null } | null;
}

export function imageOf({ Id, Architecture = "", Config }: InspectedImage): EngineImage {
  const environment = (Config?.Env ?? []).map((record): [string, string] => {
    const end = record.indexOf("=");
    return end < 0 ? [record, ""] : [record.slice(0, end), record.slice(end + 1)];
  });
  return { id: Id, architecture: architecture(Architecture), environment: new Map(environment) };
}

function architecture(name: string): string {
  return ARCHITECTURES[name] ?? name;
}
