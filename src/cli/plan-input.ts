import * as fs from "node:fs";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ExitCode, RunnerError } from "../runner/exit-code";

/** The file name that stands for standard input. */
export const STDIN = "-";

/** What messages call a file. */
export function inputName(file: string): string {
  return file === STDIN ? "standard input" : file;
}

const MAKE_A_PLAN =
  "plan reads the JSON of a plan from standard input, which is a terminal; name a file or pipe it in:\n" +
  "  terraform plan -out tf.plan && terraform show -json tf.plan | oci-devops-local plan";

/**
 * The text of a plan, or of what else a command reads; Windows PowerShell's `>` writes it as UTF-16.
 *
 * @param onTerminal what to say when it would have to be typed in
 * @throws RunnerError when it cannot be read, or would have to be typed in
 */
export async function readInput(
  file: string,
  stdin: Readable & { isTTY?: boolean },
  onTerminal = MAKE_A_PLAN,
): Promise<string> {
  if (file === STDIN && stdin.isTTY) throw new RunnerError(ExitCode.USAGE, onTerminal);
  const bytes = file === STDIN ? await buffer(stdin) : readFile(file);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

function readFile(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new RunnerError(ExitCode.USAGE, `${file}: cannot be read: ${(error as Error).message}`);
  }
}
