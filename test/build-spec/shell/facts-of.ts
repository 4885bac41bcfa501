import { ScriptFacts, Span } from "../../../src/build-spec/shell/script-facts";
import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";

export async function factsOf(script: string): Promise<ScriptFacts> {
  return (await loadShellParser())(script);
}

/** The piece of a script that a fact stands at. */
export function pieceOf(script: string, { start, end }: Span): string {
  return script.slice(start, end);
}
