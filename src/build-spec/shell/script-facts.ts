/** A piece of a script; the end is the first offset after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a shell script does, as far as its text tells. */
export interface ScriptFacts {
  /**
   * Where the shell could not read on; none when the script is well formed. The first is the one to correct, the
   * others may follow from it.
   */
  readonly errors: readonly ShellError[];
  /**
   * Every simple command, also in functions and here-documents and in up to six substitutions within each other, in
   * the order of the text. Escapes in backquotes put all of them at the whole of the backquotes.
   */
  readonly commands: readonly ShellCommand[];
  /** Every assignment of a variable that does not belong to just one command (`A=b make` does). */
  readonly assignments: readonly Assignment[];
  /** Every use of a variable. */
  readonly reads: readonly VariableRead[];
}

export interface ShellError extends Span {
  /** What is wrong, in a few words: "`if` has no `fi`". */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

export interface ShellWord extends Span {
  /** As it is written. */
  readonly source: string;
  /** Without quotes; undefined when a variable or substitution is in it. */
  readonly value?: string;
  /** Names of the variables in it, not those of its command substitutions. */
  readonly variables: readonly string[];
}

export interface ShellCommand extends Span {
  /** First word without quotes; undefined when it is computed, or when there are only assignments. */
  readonly name?: string;
  /** The words after the name. */
  readonly words: readonly ShellWord[];
  /**
   * Whether it runs in the step's own shell: not in a subshell, a pipeline, a substitution, the background or the
   * body of a function.
   */
  readonly isInShell: boolean;
  /**
   * Whether it runs whatever came before: in the step's own shell, and in no branch, no body of a loop and not after
   * `&&` or `||`.
   */
  readonly isUnconditional: boolean;
  /** The command of the same pipeline that reads what this one writes. */
  readonly pipedInto?: ShellCommand;
  /** Whether its standard output goes to a file instead of the log, by its own redirection or one around it. */
  readonly isOutputRedirected: boolean;
  /** Whether a substitution takes what it prints; so may the caller of the function that it stands in. */
  readonly isOutputCaptured: boolean;
  /** Variables in its here-documents and here-strings. */
  readonly inputVariables: readonly string[];
}

export interface Assignment extends Span {
  readonly name: string;
  /** How: `A=b` and `export A=b`, `read A`, `for A in`, `printf -v A` and the like. */
  readonly by: "assignment" | "command" | "loop";
  /** Whether the step's own shell has the value afterwards, see `ShellCommand.isInShell`. */
  readonly isInShell: boolean;
  /** Whether it is in the body of a function, and would be in the shell there: a call assigns. */
  readonly isInFunction: boolean;
  /** Text of the value, without quotes; undefined when it is computed. */
  readonly value?: string;
}

export interface VariableRead extends Span {
  readonly name: string;
  /** Whether it says what to take when the variable is unset or empty: `${A:-b}`, `${A:=b}`, `${A:?b}`, `${A:+b}` and without colon. */
  readonly hasFallback: boolean;
  /** Whether it is an operand of `[`, `[[` or `test`, or the word of a `case`. */
  readonly isTested: boolean;
}
