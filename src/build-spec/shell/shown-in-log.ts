import { alongPipelines } from "./along-pipelines";
import { ShellCommand } from "./script-facts";

/** The commands whose output reaches the log of the build as it is: by itself, or through others that pass it on. */
export function shownInLog(inOrder: readonly ShellCommand[]): Set<ShellCommand> {
  const isShown = alongPipelines<boolean>(
    inOrder,
    ({ pipedInto, isOutputRedirected, isOutputCaptured }, isReaderShown) =>
      pipedInto
        ? PASSES_ON.has(pipedInto.name ?? "") && isReaderShown === true
        : !isOutputRedirected && !isOutputCaptured,
  );
  return new Set(inOrder.filter((command) => isShown.get(command)));
}

/** What prints all that it reads, in another order or notation at most. */
const PASSES_ON: ReadonlySet<string> = new Set(["base64", "cat", "nl", "rev", "sort", "tee", "xxd"]);
