import { shellCheck } from "./shellcheck";
import { decoded, SpecInput } from "./spec-input";
import { checkBuildSpec, CheckOptions } from "../build-spec/check-build-spec";
import { Diagnostic, inFileOrder } from "../build-spec/diagnostics/diagnostic";
import { parseBuildSpec } from "../build-spec/parse";
import { loadShellParser, ShellParser } from "../build-spec/shell/shell-parser";
import { stepScripts } from "../build-spec/shell/step-scripts";
import { CheckedFile } from "../report/diagnostics/checked-file";

export interface CheckedSpecs {
  readonly files: readonly CheckedFile[];
  /** Why findings of ShellCheck are missing, where it is installed. */
  readonly problems: readonly string[];
}

/**
 * Checks build specifications, one after the other.
 *
 * @param optionsOf what is known of a file's surroundings, once for each stage that uses it
 */
export async function checkSpecs(
  specs: readonly SpecInput[],
  optionsOf: (spec: SpecInput) => readonly CheckOptions[],
  usesShellCheck: boolean,
): Promise<CheckedSpecs> {
  const shell = await loadShellParser();
  const files: CheckedFile[] = [];
  const problems: string[] = [];
  for (const spec of specs) {
    const { name, path, bytes } = spec;
    const text = decoded(bytes);
    // ShellCheck is a process of its own, which reads while this one does.
    const asked = usesShellCheck ? ofShellCheck(text, shell) : NOTHING;
    const own = distinct(optionsOf(spec).flatMap((options) => checkBuildSpec(text, shell, options)));
    const { findings, problem } = await asked;
    files.push({ name, path, text, findings: inFileOrder([...own, ...findings]) });
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  return { files, problems };
}

/** What several stages have in common is said once. */
function distinct(findings: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

interface ShellFindings {
  readonly findings: readonly Diagnostic[];
  readonly problem?: string;
}

const NOTHING: ShellFindings = { findings: [] };

async function ofShellCheck(text: string, shell: ShellParser): Promise<ShellFindings> {
  const { read, places } = parseBuildSpec(text);
  if (read === undefined) return NOTHING;
  return (await shellCheck(stepScripts(read, shell), places)) ?? NOTHING;
}
