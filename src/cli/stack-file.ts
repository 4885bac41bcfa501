import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../runner/exit-code";

const OUTPUT = "cdktf.out";

/**
 * The synthesized stack a user means.
 *
 * @param wanted a cdk.tf.json, the folder it is in, or the name of a stack below cdktf.out; the only stack by default
 * @throws RunnerError when there is none, or several and none is named
 */
export function stackFile(wanted: string | undefined, cwd: string): string {
  const stacks = path.join(cwd, OUTPUT, "stacks");
  const names = fs.existsSync(stacks)
    ? fs.readdirSync(stacks).filter((name) => isFile(inStack(stacks, name)))
    : [];
  if (wanted !== undefined) {
    const given = path.resolve(cwd, wanted);
    const found = [given, path.join(given, "cdk.tf.json"), inStack(stacks, wanted)].find(isFile);
    if (found !== undefined) return found;
    throw new RunnerError(
      ExitCode.USAGE,
      `--stack ${wanted}: neither a file, a folder with a cdk.tf.json nor a stack below ${OUTPUT} (${list(names)})`,
    );
  }
  if (names.length === 1) return inStack(stacks, names[0]);
  throw new RunnerError(
    ExitCode.USAGE,
    names.length === 0
      ? `${path.join(cwd, OUTPUT)} has no stack; synthesize one first (cdktf synth), or name a cdk.tf.json with --stack`
      : `${path.join(cwd, OUTPUT)} has ${names.length} stacks (${list(names)}); name one with --stack`,
  );
}

function inStack(stacks: string, name: string): string {
  return path.join(stacks, name, "cdk.tf.json");
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function list(names: string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
