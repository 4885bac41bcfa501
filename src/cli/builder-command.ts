import { spawn } from "node:child_process";
import * as path from "node:path";
import { Command, Option } from "commander";
import { ExitCode, RunnerError } from "../runner/exit-code";

const SCRIPT = path.join(__dirname, "..", "..", "builder", "build.sh");

interface BuildOptions {
  readonly offline?: boolean;
  readonly tag?: string;
  readonly ifMissing?: boolean;
  readonly executor: string;
}

export function builderCommand(finish: (exitCode: number) => void): Command {
  const build = new Command("build")
    .description("make the image in which managed build stages run")
    .option("--offline", "from Debian's or Ubuntu's packages alone, without an image registry; needs root")
    .option("--tag <name>", "name of the image")
    .option("--if-missing", "do nothing when the image exists")
    .addOption(
      new Option("--executor <kind>", "engine to build with").choices(["docker", "podman"]).default("docker"),
    )
    .action(async (options: BuildOptions) => finish(await runScript(options)));
  return new Command("builder").description("the image of the build runner's container").addCommand(build);
}

async function runScript({ offline, tag, ifMissing, executor }: BuildOptions): Promise<number> {
  const args = [
    ...(offline ? ["--offline"] : []),
    ...(tag === undefined ? [] : ["--tag", tag]),
    ...(ifMissing ? ["--if-missing"] : []),
  ];
  const env = { ...process.env, OCI_DEVOPS_ENGINE: executor };
  const child = spawn("bash", [SCRIPT, ...args], { stdio: "inherit", env });
  return new Promise((resolve, reject) => {
    child.on("error", (error) =>
      reject(new RunnerError(ExitCode.ENGINE, `cannot run bash: ${error.message}`)),
    );
    child.on("close", (code, signal) =>
      resolve(code ?? (signal === "SIGINT" ? ExitCode.INTERRUPTED : ExitCode.ENGINE)),
    );
  });
}
