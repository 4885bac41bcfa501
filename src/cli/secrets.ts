import * as fs from "node:fs";
import { pairs } from "./pairs";
import { ExitCode, RunnerError } from "../runner/exit-code";

/**
 * Values of secrets from files or the environment; never from the command line, which every user of the machine sees.
 *
 * @param options `NAME=@FILE` or `NAME=env:VAR`
 * @throws RunnerError that lists every secret that cannot be had
 */
export function readSecrets(options: readonly string[], env: NodeJS.ProcessEnv): Map<string, string> {
  const problems: string[] = [];
  const values = [...pairs("--secret", options)].flatMap(([name, from]): [string, string][] => {
    try {
      return [[name, read(from, env)]];
    } catch (error) {
      problems.push(`--secret ${name}: ${(error as Error).message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new RunnerError(ExitCode.USAGE, problems.join("\n"));
  return new Map(values);
}

function read(from: string, env: NodeJS.ProcessEnv): string {
  if (from.startsWith("@")) return fs.readFileSync(from.slice(1), "utf8").replace(/\r?\n$/, "");
  const variable = /^env:(.+)$/.exec(from)?.[1];
  // The text itself may be the secret, so it is not repeated.
  if (variable === undefined) {
    throw new Error("write @FILE or env:VARIABLE; a value on the command line is no secret");
  }
  const value = env[variable];
  if (!value) throw new Error(`the environment variable ${variable} is empty or not set`);
  return value;
}
