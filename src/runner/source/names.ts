/** How many names a message shows. */
const SHOWN = 10;

/** Names of files for a message: some of many, each as JSON has it, so that none can break the line. */
export function shownNames(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).map((name) => JSON.stringify(name));
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Whether a path stays below the folder that it is relative to, and out of git's own folder. */
export function isPlainPath(path: string): boolean {
  return path.split("/").every((part) => !/^(\.{0,2}|\.git)$/i.test(part));
}

/** The folders on the way to a file, the outermost first. */
export function parents(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = "\ufffd";

/** Whether a name may be one that had to be changed to be a text. */
export function mayBeBroken(name: string): boolean {
  return name.includes(REPLACEMENT);
}
