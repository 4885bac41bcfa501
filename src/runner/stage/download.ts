import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { removeFolder, temporaryFolder } from "../leftovers/temporary-folder";

/** Longest time of one download, in seconds. */
const LONGEST_SECONDS = 600;
/** Largest file that is fetched, in bytes. */
const MAX_BYTES = 4 * 1024 ** 3;

/** Files fetched for one stage, removed with it. */
export class Downloads {
  private folder?: string;

  /**
   * Fetches a URL with curl, which knows the proxies and certificates of this machine.
   *
   * @returns path of the file
   * @throws RunnerError when it is no web address or cannot be fetched
   */
  async fetch(url: string, signal: AbortSignal): Promise<string> {
    if (!/^https?:\/\/[^\s"\\]+$/i.test(url)) {
      throw new RunnerError(
        ExitCode.FAILED,
        `${JSON.stringify(url)} is no address that starts with https:// or http://`,
      );
    }
    this.folder ??= temporaryFolder("inputs");
    const file = path.join(this.folder, String(fs.readdirSync(this.folder).length));
    const args = [
      "--config",
      "-",
      "--fail",
      "--location",
      "--silent",
      "--show-error",
      "--proto",
      "=http,https",
    ];
    const limits = ["--max-time", String(LONGEST_SECONDS), "--max-filesize", String(MAX_BYTES)];
    // The address may hold a token, and everybody on the machine sees arguments.
    await curl([...args, ...limits, "--output", file], `url = "${url}"\n`, signal);
    return file;
  }

  dispose(): void {
    if (this.folder !== undefined) removeFolder(this.folder);
  }
}

function curl(args: readonly string[], config: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("curl", args, { stdio: ["pipe", "ignore", "pipe"], signal });
    let complaint = "";
    child.stderr.on("data", (data: Buffer) => (complaint = (complaint + data.toString()).slice(-1_000)));
    child.stdin.on("error", () => undefined);
    child.stdin.end(config);
    child.on("error", (error) =>
      reject(new RunnerError(ExitCode.ENGINE, `cannot run curl: ${error.message}; is it installed?`)),
    );
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(
            new RunnerError(
              ExitCode.FAILED,
              `it cannot be fetched: ${complaint.trim() || `exit code ${code}`}`,
            ),
          ),
    );
  });
}
