/** A text as one word of a command for a shell. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command as a user types it. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}
