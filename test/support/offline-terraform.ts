import { execFile, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** How a Terraform command has ended. */
export interface TerraformResult {
  /** Exit code; -1 when a signal has ended the command. */
  readonly status: number;
  /** What it printed, with what it printed as errors last. */
  readonly output: string;
}

/**
 * A new folder with a stack's JSON, in which the stack's state stays, too.
 *
 * It needs no `terraform init`: that would install the provider, and `withOfflineOci` attaches Terraform to its own.
 */
export function terraformFolder(stackJson: object): string {
  const folder = temporaryFolder();
  writeStack(folder, stackJson);
  return folder;
}

/** Writes a stack's JSON into a folder, over the one that is there. */
export function writeStack(folder: string, stackJson: object): void {
  const { terraform: block = {}, ...rest } = stackJson as { readonly terraform?: object };
  const stack = { ...rest, terraform: { ...block, backend: undefined } };
  fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack, null, 2));
}

/** Runs a Terraform command in a folder: it prints plain text and asks nothing. */
export function terraform(folder: string, ...args: string[]): TerraformResult {
  const { status, stdout, stderr, error } = spawnSync("terraform", args, settings(folder));
  if (error !== undefined) throw error;
  return { status: status ?? -1, output: stdout + stderr };
}

/** Runs a Terraform command that must succeed, and returns what it printed. */
export function terraformSucceeds(folder: string, ...args: string[]): string {
  const { status, output } = terraform(folder, ...args);
  expect(`exit code ${status}\n${status === 0 ? "" : output}`).toBe("exit code 0\n");
  return output;
}

/** As `terraform`, while others go on. */
export function terraformAsync(folder: string, ...args: string[]): Promise<TerraformResult> {
  return new Promise((resolve, reject) => {
    const child = execFile("terraform", args, settings(folder), (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

function settings(cwd: string) {
  const environment = {
    TF_CLI_ARGS: "-no-color",
    TF_INPUT: "0",
    // Nobody's own settings, and no question about newer versions of Terraform.
    TF_CLI_CONFIG_FILE: os.devNull,
    CHECKPOINT_DISABLE: "1",
  };
  return { cwd, env: { ...process.env, ...environment }, encoding: "utf8", maxBuffer: Infinity } as const;
}
