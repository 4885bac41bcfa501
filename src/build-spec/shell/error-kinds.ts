import { SyntaxNode } from "./tree";

/**
 * Which piece of the text an error is shown at: the `token` that is named, the `word` before it, what the library's
 * place `begins` with, the keyword of the construct around it that is `open`, or the place itself.
 */
export type Shown = "token" | "word" | "begins" | "open" | "place";

/** How the library says that something is wrong, and how it is said here. */
export interface ErrorKind {
  /** The library's message; its group is what the message names. */
  readonly pattern: RegExp;
  readonly shown: Shown;
  /** `$1` is what the message names, `$0` the piece that is shown. */
  readonly message: string;
  readonly fix: string;
}

const OR_QUOTED = "look before it for a missing `;`, quote or keyword; put it in quotes if it is text";
const OR_NONE = "write the command, or `:` for none";
const OR_ESCAPED = "close it, or write \\ before it if it is text";
const OR_IN_QUOTES = "close it, or put it in quotes if it is text";

const kind = (pattern: RegExp, shown: Shown, message: string, fix: string): ErrorKind => ({
  pattern,
  shown,
  message,
  fix,
});

export const ERROR_KINDS: readonly ErrorKind[] = [
  kind(
    /^unexpected token 'newline'$/,
    "place",
    "the line ends too early",
    "write what is missing at its end",
  ),
  kind(/^unexpected token '([^]*)'$/, "token", "`$1` cannot stand here", OR_QUOTED),
  kind(/^unexpected argument '([^]*)' to/, "token", "`$1` cannot stand here in `[[ ]]`", OR_QUOTED),
  kind(/^unexpected '([^]*)' in array/, "token", "`$1` cannot stand in an array", OR_QUOTED),
  kind(
    /^expected '(.*)' to close test group$/,
    "place",
    "a group in `[[ ]]` has no `$1`",
    "write `$1` where it ends",
  ),
  kind(/^expected '(.*)' to close /, "open", "`$0` has no `$1`", "write `$1` where it ends"),
  kind(/^expected '(in)' after 'case' word$/, "open", "`$0` has no `$1`", "write `$1` after its word"),
  kind(/^expected '(.*)'$/, "open", "`$0` has no `$1`", "write `; $1` before its commands"),
  kind(/^expected command after '(.*)'$/, "word", "no command follows `$1`", OR_NONE),
  kind(/^expected command in subshell$/, "begins", "there is no command in `( )`", OR_NONE),
  kind(/^expected command in brace group$/, "begins", "there is no command in `{ }`", OR_NONE),
  kind(/^expected word after '(.*)'$/, "word", "no name follows `$1`", "write the name"),
  kind(
    /^expected redirect target$/,
    "place",
    "nothing follows the redirection",
    "write a file or word after it",
  ),
  kind(
    /^expected operand after unary/,
    "place",
    "an operand is missing in `[[ ]]`",
    "write it after the operator",
  ),
  kind(
    /^expected compound command as/,
    "place",
    "the function has no body",
    "write `{`, its commands and `}`",
  ),
  kind(
    /^expected three arithmetic/,
    "place",
    "`for (( ))` needs two `;`",
    "write `for ((start; test; step))`",
  ),
  kind(/^unterminated backtick$/, "begins", "the backquote is never closed", OR_ESCAPED),
  kind(/^unterminated .*quote$/, "begins", "the quote $0 is never closed", OR_ESCAPED),
  kind(/^unterminated extended glob$/, "begins", "the parenthesis is never closed", OR_IN_QUOTES),
  kind(/^unterminated /, "begins", "`$0` is never closed", OR_IN_QUOTES),
];

/** What an unfinished construct is made of, by what the library's message names. */
export const OPEN_NODES: Readonly<Record<string, readonly SyntaxNode["type"][]>> = {
  fi: ["If"],
  then: ["If"],
  do: ["For", "ArithmeticFor", "Select", "While"],
  done: ["For", "ArithmeticFor", "Select", "While"],
  in: ["Case"],
  esac: ["Case"],
  "}": ["BraceGroup"],
  ")": ["Subshell"],
  "]]": ["TestCommand"],
};
