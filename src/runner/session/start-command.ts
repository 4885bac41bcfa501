import { scriptText } from "./script-text";

/** What a machine is started with. */
export interface StartOptions {
  /** The session's own directory. */
  readonly root: string;
  readonly primaryDirectory: string;
  /** A `NAME=VALUE` that all steps of this run have in their environment, and nothing else has. */
  readonly mark: string;
  /** How files come in, where it can be had: as a tar on its input, or put there by others. */
  readonly files: "tar" | "copy";
  /** A program that becomes the one that follows; default none. */
  readonly before?: readonly string[];
}

/** Command of a machine's one long-lived process, which waits for the session's files. */
export function startCommand({ root, primaryDirectory, mark, files, before = [] }: StartOptions): string[] {
  return [
    ...["sh", "-c", scriptText("receive.sh"), "sh", files, ...before],
    ...["sh", `${root}/boot.sh`, root, primaryDirectory, mark],
  ];
}
