import * as path from "node:path";
import { Command, Option } from "commander";
import { onOneLine } from "../report/control-characters";
import { CliEngine } from "../runner/engine/cli-engine";
import { Engine } from "../runner/engine/engine";
import { ExitCode } from "../runner/exit-code";
import { findLeftovers, Leftovers, removeLeftovers } from "../runner/leftovers/clean";

interface CleanOptions {
  readonly dryRun?: boolean;
  readonly engine: "docker" | "podman" | "none";
  readonly out: string;
}

/** @param engineOf the engine of a kind */
export function cleanCommand(
  finish: (exitCode: number) => void,
  engineOf: (kind: "docker" | "podman") => Engine = (kind) => new CliEngine(kind),
): Command {
  return new Command("clean")
    .description(
      "remove what runs have left that were killed, or were to keep it on a failure: containers and temporary " +
        "files; records are kept",
    )
    .option("--dry-run", "only say what would be removed")
    .addOption(
      new Option("--engine <kind>", "where to look for containers")
        .choices(["docker", "podman", "none"])
        .default("docker"),
    )
    .option("--out <dir>", "folder of the run records", ".oci-devops")
    .action(async (options: CleanOptions) => {
      finish(await clean(options, options.engine === "none" ? undefined : engineOf(options.engine)));
    });
}

async function clean({ dryRun, engine: kind, out }: CleanOptions, engine?: Engine): Promise<ExitCode> {
  const say = (line: string) => void process.stdout.write(`${onOneLine(line)}\n`);
  const complain = (line: string) => void process.stderr.write(`${onOneLine(line)}\n`);
  const answers = (await engine?.version().catch(() => undefined)) !== undefined;
  const found = await findLeftovers(answers ? engine : undefined, path.resolve(out));
  linesOf(found, dryRun ? "would be" : "is").forEach(say);
  const problems = dryRun ? [] : await removeLeftovers(found, engine);
  problems.forEach(complain);
  if (engine !== undefined && !answers) {
    complain(
      `no container engine answers to \`${kind} version\`, so containers are left; --engine none leaves them`,
    );
    return ExitCode.ENGINE;
  }
  return problems.length === 0 ? ExitCode.OK : ExitCode.FAILED;
}

function linesOf({ containers, folders, records, kept, unknown }: Leftovers, is: string): string[] {
  const after = (key: string) => (kept.has(key) ? ", kept after a failure," : "");
  const lines = [
    ...containers.map(
      ({ id, run }) => `container ${id.slice(0, 12)} of run ${run}${after(id)} ${is} removed`,
    ),
    ...folders.map((folder) => `${folder}${after(folder)} ${is} removed`),
    ...records.map((folder) => `run ${path.basename(folder)} ${is} recorded as LOST`),
  ];
  const left = unknown.map(
    ({ id, run }) =>
      `container ${id.slice(0, 12)} of run ${run} is left: its process cannot be seen from here`,
  );
  return [...(lines.length > 0 ? lines : ["nothing is left of runs that have ended"]), ...left];
}
