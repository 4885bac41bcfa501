import { findingsOf } from "./findings-of";
import { CheckOptions } from "../../../src/build-spec/check-build-spec";
import { Check } from "../../../src/build-spec/checks/check";

/** A file with one step for each script, which is `Step 1` and so on; `env` is the text below that key. */
export function fileOf(scripts: readonly string[], env = ""): string {
  return [
    "version: 0.1",
    "component: build",
    ...(env ? ["env:", indented(env, 2)] : []),
    "steps:",
    ...scripts.map((script, i) => step(script, `Step ${i + 1}`)),
    "",
  ].join("\n");
}

function step(script: string, name: string): string {
  return `  - type: Command\n    name: ${name}\n    command: |\n${indented(script, 6)}`;
}

/** A step that fails into another script. */
export function stepWithOnFailure(script: string, onFailure: string, env = ""): string {
  return [
    fileOf([script], env),
    "    onFailure:\n      - type: Command\n        command: |\n",
    indented(onFailure, 10),
    "\n",
  ].join("");
}

function indented(text: string, depth: number): string {
  return text
    .split("\n")
    .map((line) => line && " ".repeat(depth) + line)
    .join("\n");
}

/** What the findings of a check underline in a file, in its order. */
export async function underlined(check: Check, text: string, options: CheckOptions = {}): Promise<string[]> {
  const lines = text.split("\n");
  return (await findingsOf(check, text, options)).map((found) => {
    const [line, column, endLine, endColumn] = /^\S+ (\d+):(\d+)-(\d+):(\d+) /
      .exec(found)!
      .slice(1)
      .map(Number);
    const piece = lines.slice(line - 1, endLine);
    piece[piece.length - 1] = piece[piece.length - 1].slice(0, endColumn - 1);
    piece[0] = piece[0].slice(column - 1);
    return piece.join("\n");
  });
}
