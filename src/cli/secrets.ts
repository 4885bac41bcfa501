import { spawnSync } from "node:child_process";
import { pairs } from "./pairs";
import { readPrivateFile } from "./private-file";
import { MAX_SECRET_BYTES, secretText, withoutLastLineEnd } from "./secret-text";
import { readSecretsFile } from "./secrets-file";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** Where the values of secrets come from; never the command line, which every user of the machine sees. */
export interface SecretOptions {
  /**
   * `NAME=@FILE`, `NAME=env:VARIABLE` or `NAME=cmd:COMMAND` each. NAME is that of a vault variable, or the OCID of a
   * secret. FILE must be readable by its owner alone; COMMAND is run by `sh` and prints the value.
   */
  readonly secret: readonly string[];
  /** A file with a map of names to values, readable by its owner alone. */
  readonly secretsFile?: string;
}

export interface GivenSecrets {
  /** Values that were asked to be used, by the names that they were given for. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Values of the file, which may have more than one run needs. */
  readonly sharedSecrets: ReadonlyMap<string, string>;
}

/** Time that a command has, password prompts included. */
const COMMAND_MS = 60_000;

/**
 * Reads the values of secrets.
 *
 * @throws RunnerError that lists everything that cannot be had, by name and without a part of any value
 */
export function readSecrets({ secret, secretsFile }: SecretOptions, env: NodeJS.ProcessEnv): GivenSecrets {
  const problems: string[] = [];
  const secrets = new Map<string, string>();
  for (const [name, from] of pairs("--secret", secret)) {
    try {
      secrets.set(name, read(from, env));
    } catch (error) {
      problems.push(`--secret ${name}: ${(error as Error).message}`);
    }
  }
  const sharedSecrets =
    secretsFile === undefined ? new Map<string, string>() : readSecretsFile(secretsFile, problems);
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  return { secrets, sharedSecrets };
}

function read(from: string, env: NodeJS.ProcessEnv): string {
  if (from.startsWith("@")) {
    // A line end more than the value may have.
    const bytes = readPrivateFile(from.slice(1), MAX_SECRET_BYTES + 2);
    return secretText(withoutLastLineEnd(bytes));
  }
  const [, kind, rest] = /^(env|cmd):([^]+)$/.exec(from) ?? [];
  if (kind === "cmd") return secretText(withoutLastLineEnd(outputOf(rest, env)));
  // The text itself may be the secret, so it is not repeated.
  if (kind === undefined) {
    throw new Error("write @FILE, env:VARIABLE or cmd:COMMAND; a value on the command line is no secret");
  }
  const value = env[rest];
  if (!value) throw new Error(`the environment variable ${rest} is empty or not set`);
  return secretText(Buffer.from(value, "utf8"));
}

/** What a command prints. It may ask on the terminal, and what it complains of is shown. */
function outputOf(command: string, env: NodeJS.ProcessEnv): Buffer {
  const { status, signal, error, stdout } = spawnSync("sh", ["-c", command], {
    env,
    stdio: ["inherit", "pipe", "inherit"],
    timeout: COMMAND_MS,
    killSignal: "SIGKILL",
    maxBuffer: MAX_SECRET_BYTES + 2,
  });
  const reason = (error as NodeJS.ErrnoException | undefined)?.code;
  if (reason === "ETIMEDOUT") throw new Error(`the command was ended after ${COMMAND_MS / 1000} s`);
  if (reason === "ENOBUFS") throw new Error(`the command printed more than ${MAX_SECRET_BYTES} bytes`);
  if (error) throw new Error(`the command did not start: ${reason ?? error.message}`);
  if (status !== 0) throw new Error(`the command ended with ${signal ?? `exit code ${status}`}`);
  return stdout;
}
