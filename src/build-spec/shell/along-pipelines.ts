import { ShellCommand } from "./script-facts";

/**
 * Something of each command that depends on the commands behind it in its pipeline.
 *
 * @param fold computes it from the command and from what was computed for its reader; called once a command, so that
 *   pipelines of thousands of members take no longer than their length
 */
export function alongPipelines<T>(
  inOrder: readonly ShellCommand[],
  fold: (command: ShellCommand, ofReader: T | undefined) => T,
): Map<ShellCommand, T> {
  const found = new Map<ShellCommand, T>();
  // A reader always stands behind its writer.
  for (let i = inOrder.length - 1; i >= 0; i--) {
    const command = inOrder[i];
    found.set(command, fold(command, command.pipedInto && found.get(command.pipedInto)));
  }
  return found;
}
