import { spawnSync } from "node:child_process";
import { Command } from "commander";
import { asciiJson } from "../report/ascii-json";
import { onOneLine } from "../report/control-characters";
import { fidelityLines } from "../report/fidelity-console";
import { BUILDER_IMAGES } from "../runner/build-runner/profile";
import { CliEngine } from "../runner/engine/cli-engine";
import { ExitCode } from "../runner/exit-code";
import { FIDELITY } from "../runner/fidelity/fidelity-table";

interface DoctorOptions {
  readonly fidelity?: boolean;
  readonly json?: boolean;
}

/** One thing that runs need or can use. */
interface Finding {
  readonly what: string;
  readonly isThere: boolean;
  /** Its version, or what to do without it. */
  readonly text: string;
}

export function doctorCommand(finish: (exitCode: number) => void): Command {
  return new Command("doctor")
    .description("show what this machine has for local runs, or how faithful they are")
    .option(
      "--fidelity",
      "the table of what a run does as the service does, how that is known, and its switches",
    )
    .option("--json", "print it as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 steps can run here, 125 they can run neither in a container nor on the host.",
    )
    .action(async (options: DoctorOptions) => finish(await doctor(options)));
}

async function doctor({ fidelity, json }: DoctorOptions): Promise<ExitCode> {
  if (fidelity) {
    process.stdout.write(`${json ? asciiJson(FIDELITY) : fidelityLines().join("\n")}\n`);
    return ExitCode.OK;
  }
  const engines = await Promise.all((["docker", "podman"] as const).map(engineFinding));
  const tools = TOOLS.map(toolFinding);
  const findings = [...engines.flat(), ...tools];
  print(json ? [asciiJson(findings)] : findings.map(lineOf));
  const canRun = findings.some(
    ({ what, isThere }) => isThere && (what === "docker" || what === "podman" || what === "bash"),
  );
  return canRun ? ExitCode.OK : ExitCode.ENGINE;
}

async function engineFinding(name: "docker" | "podman"): Promise<Finding[]> {
  const engine = new CliEngine(name);
  const version = await engine.version().catch(() => undefined);
  if (version === undefined) {
    return [{ what: name, isThere: false, text: `no engine answers to \`${name} version\`` }];
  }
  const images = await Promise.all(
    BUILDER_IMAGES.map(async (image) => ((await engine.image(image)) === undefined ? [] : [image])),
  );
  const found = images.flat();
  const builder =
    found.length > 0 ? found.join(", ") : "none; make one with `oci-devops-local builder build`";
  return [
    { what: name, isThere: true, text: version },
    { what: `${name}, builder image`, isThere: found.length > 0, text: builder },
  ];
}

const TOOLS = [
  { what: "bash", without: "--executor host needs it" },
  { what: "git", without: "sources are copied with all their files" },
  { what: "curl", without: "input artifacts of type URL need --artifact NAME=FILE" },
  { what: "shellcheck", without: "validate goes without its findings" },
] as const;

function toolFinding({ what, without }: (typeof TOOLS)[number]): Finding {
  const { status, stdout } = spawnSync(what, ["--version"], { encoding: "utf8", timeout: 10_000 });
  const version = /\d+(\.\d+)+/.exec(stdout ?? "")?.[0];
  return status === 0
    ? { what, isThere: true, text: version ?? "is there" }
    : { what, isThere: false, text: without };
}

function lineOf({ what, isThere, text }: Finding): string {
  return `${isThere ? "ok     " : "missing"} ${what}: ${text}`;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(onOneLine).join("\n")}\n`);
}
