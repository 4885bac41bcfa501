/** Languages of scripts that are checked. */
export type Dialect = "bash" | "sh";

/** The language of an interpreter, such as `bash` or `/bin/sh`; undefined for those that are not checked. */
export function dialectOf(shell: string): Dialect | undefined {
  return DIALECTS.get(shell.slice(shell.lastIndexOf("/") + 1));
}

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ["bash", "bash"],
  ["dash", "sh"],
  ["sh", "sh"],
]);
