import { HiddenLine } from "./hidden-line";
import { onOneLine } from "../report/control-characters";
import { isCi } from "../runner/environment";
import { ExitCode, RunnerError } from "../runner/exit-code";
import { AskSecrets } from "../runner/request/vault-secrets";

/** The terminal's side of `process.stdin`. */
export interface TerminalInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** The terminal's side of `process.stderr`. */
export interface TerminalOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Asks for the values of vault variables one after the other, without showing what is typed.
 *
 * @returns undefined where there is nobody to ask: no terminal, or a CI system
 */
export function secretQuestions(
  input: TerminalInput,
  output: TerminalOutput,
  env: NodeJS.ProcessEnv,
): AskSecrets | undefined {
  if (!input.isTTY || !output.isTTY || isCi(env)) return undefined;
  return async (variables) => {
    const values = new Map<string, string>();
    let typedAhead = "";
    for (const { name, secretId } of variables) {
      output.write(`Value of vault variable ${onOneLine(name)} (${onOneLine(secretId)}): `);
      const line = new HiddenLine();
      typedAhead = await typed(line, input, typedAhead);
      output.write("\n");
      if (line.state === "interrupted") {
        throw new RunnerError(ExitCode.INTERRUPTED, "interrupted before the first stage");
      }
      if (line.text !== "") values.set(secretId, line.text);
      if (line.state === "ended") break;
    }
    return values;
  };
}

/** @returns what was typed behind the line */
function typed(line: HiddenLine, input: TerminalInput, typedAhead: string): Promise<string> {
  const rest = line.type(typedAhead);
  if (line.state !== "typing") return Promise.resolve(rest);
  input.setEncoding("utf8");
  input.setRawMode?.(true);
  return new Promise((resolve) => {
    const finish = (behind: string) => {
      input.off("data", onData);
      input.off("end", onEnd);
      input.pause();
      input.setRawMode?.(false);
      resolve(behind);
    };
    const onData = (text: string) => {
      const behind = line.type(text);
      if (line.state !== "typing") finish(behind);
    };
    const onEnd = () => {
      line.state = "ended";
      finish("");
    };
    input.on("data", onData);
    input.on("end", onEnd);
    input.resume();
  });
}
