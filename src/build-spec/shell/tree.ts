import type { forEachChild } from "unbash" with { "resolution-mode": "import" };

/** The library's tree, as far as it is read here; `loadShellParser` says why no other file names the library. */
export type {
  Assignment as AssignmentNode,
  Command as CommandNode,
  ParsedScript,
  Redirection,
  SyntaxNode,
  Word,
} from "unbash" with { "resolution-mode": "import" };

/** Calls back for each child of a node. */
export type ForEachChild = typeof forEachChild;

/** What has a place in the text. */
export interface Positioned {
  readonly pos: number;
  readonly end: number;
}

/** What names a variable: positional and special parameters (`$1`, `$?`, `$@`) do not. */
export const NAME = /^[A-Za-z_][A-Za-z_0-9]*$/;
