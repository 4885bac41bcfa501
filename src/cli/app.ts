import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../runner/exit-code";

/**
 * Runs the program that synthesizes the stacks, as cdktf does: by the shell, without Terraform's variables, with the
 * memory that TypeScript may need, and on past errors of annotations, which `cdktf synth` reports. What it prints goes
 * to standard error.
 *
 * @param app the command; by default the `app` of the folder's cdktf.json
 * @throws RunnerError when there is no command, or it fails
 */
export async function runApp(
  app: string | undefined,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const command = app ?? appOf(folder);
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("TF_VAR_"));
  const env = {
    NODE_OPTIONS: "--max-old-space-size=4096",
    ...Object.fromEntries(own),
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
    ...environment,
  };
  // This process lives on to clear up. The app of a terminal gets Ctrl-C from there, too; a second one does no harm.
  let stoppedBy: NodeJS.Signals | undefined;
  const stderr = process.stderr.fd;
  const child = spawn(command, { shell: true, cwd: folder, env, stdio: ["ignore", stderr, stderr] });
  const stop = (signal: NodeJS.Signals) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  STOPPING.forEach((signal) => process.on(signal, stop));
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...how) => resolve(how));
    });
    if (stoppedBy !== undefined) {
      throw new RunnerError(stoppedBy === "SIGINT" ? ExitCode.INTERRUPTED : ExitCode.TERMINATED, "stopped");
    }
    if (code !== 0) {
      throw new RunnerError(
        ExitCode.USAGE,
        `the app \`${command}\` has ended with ${signal ?? code}, see above; the build specifications are known ` +
          "once it works",
      );
    }
  } finally {
    STOPPING.forEach((each) => process.off(each, stop));
  }
}

const STOPPING = ["SIGINT", "SIGTERM"] as const;

/** The command in cdktf.json. */
function appOf(folder: string): string {
  const file = path.join(folder, "cdktf.json");
  let app: unknown;
  try {
    app = (JSON.parse(fs.readFileSync(file, "utf8")) as { app?: unknown } | null)?.app;
  } catch (error) {
    throw new RunnerError(
      ExitCode.USAGE,
      `cdktf.json cannot be read: ${(error as Error).message}; run this where cdktf.json is, or name the command with --app`,
    );
  }
  if (typeof app !== "string" || app.trim() === "") {
    throw new RunnerError(
      ExitCode.USAGE,
      `${file} has no app, the command that synthesizes the stacks; add it, or name it with --app`,
    );
  }
  return app;
}
