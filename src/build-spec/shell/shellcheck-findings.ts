import { Span } from "./script-facts";
import { commentsIn, ShellCheckComment, ShellCheckRange } from "./shellcheck-output";
import { StepScript } from "./step-script";
import { diagnostic, Diagnostic, Severity } from "../diagnostics/diagnostic";
import { Places } from "../schema/places";

/** Longest piece of script that a fix quotes, in characters. */
const MAX_QUOTE = 60;

/**
 * What ShellCheck says of scripts, at their places in the build specification.
 *
 * @param output what `shellcheck --format=json1` has printed for files that are named by the scripts' places in the list
 * @returns undefined when it is no such output
 */
export function shellCheckFindings(
  output: string,
  scripts: readonly StepScript[],
  places: Places,
): Diagnostic[] | undefined {
  const comments = commentsIn(output);
  const texts = scripts.map(({ text }) => new ScriptText(text));
  const findings = comments?.map((comment) => {
    const index = /^\d+$/.test(comment.file) ? Number(comment.file) : -1;
    return texts[index] && finding(comment, scripts[index], texts[index], places);
  });
  return findings?.every((found) => found !== undefined) ? (findings as Diagnostic[]) : undefined;
}

function finding(
  comment: ShellCheckComment,
  { path }: StepScript,
  text: ScriptText,
  places: Places,
): Diagnostic {
  const code = `SC${comment.code}`;
  const { start, end } = text.span(comment);
  return diagnostic(code, severityOf(comment), {
    ...places.textRangeOf(path, start, end),
    message: comment.message.replace(/\.$/, ""),
    fix: quotedFix(comment, text) ?? `change it as ShellCheck's page of ${code} shows`,
  });
}

/** What is not portable works all the same: `sh` is bash on the Oracle Linux of the build runner. */
function severityOf({ level, code }: ShellCheckComment): Severity {
  const isOfPortability = code >= 3000 && code < 4000;
  return (level === "error" || level === "warning") && !isOfPortability ? "warning" : "note";
}

/** The piece of script that ShellCheck would write instead. */
function quotedFix(comment: ShellCheckComment, text: ScriptText): string | undefined {
  const edits = (comment.fix?.replacements ?? [])
    .map((edit) => ({ ...text.rawSpan(edit), replacement: edit.replacement }))
    .sort((a, b) => a.start - b.start);
  if (edits.length === 0) return undefined;
  const around = text.span(comment);
  const start = Math.min(around.start, edits[0].start);
  const end = Math.max(around.end, ...edits.map((edit) => edit.end));
  let fixed = "";
  let at = start;
  for (const edit of edits) {
    if (edit.start < at) return undefined;
    fixed += text.text.slice(at, edit.start) + edit.replacement;
    at = edit.end;
  }
  fixed += text.text.slice(at, end);
  return fixed.length > MAX_QUOTE || fixed.includes("\n") ? undefined : `write \`${fixed}\``;
}

/** A script by lines and columns; both count from 1, columns in Unicode characters. */
class ScriptText {
  private readonly starts: number[] = [0];
  private readonly textEnd: number;

  constructor(readonly text: string) {
    this.textEnd = text.trimEnd().length;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  /** At least one character that is no line break at the end, so that there is something to point at. */
  span(range: ShellCheckRange): Span {
    const { start, end } = this.rawSpan(range);
    const shown = Math.min(start, Math.max(0, this.textEnd - 1));
    return { start: shown, end: Math.min(Math.max(end, shown + 1), this.textEnd) };
  }

  rawSpan({ line, column, endLine, endColumn }: ShellCheckRange): Span {
    const start = this.offset(line, column);
    return { start, end: Math.max(start, this.offset(endLine, endColumn)) };
  }

  private offset(line: number, column: number): number {
    const start = this.starts[line - 1] ?? this.text.length;
    const end = this.starts[line] ?? this.text.length + 1;
    let at = start;
    for (let i = 1; i < column && at < end - 1; i++) at += this.text.codePointAt(at)! > 0xffff ? 2 : 1;
    return at;
  }
}
