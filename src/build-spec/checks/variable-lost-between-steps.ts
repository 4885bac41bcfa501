import { Check, CheckedSpec } from "./check";
import { stepTitle } from "./step-title";
import { Finding } from "../diagnostics/diagnostic";
import { hiddenAssignmentsFrom } from "../shell/hidden-assignments";
import { Assignment, Span, VariableRead } from "../shell/script-facts";
import { StepScript } from "../shell/step-script";

/** Every step is a shell of its own: only PATH and the names of `env` carry over. */
export const variableLostBetweenSteps: Check = {
  code: "BS422",
  severity: "warning",
  title: "variable of an earlier step that env does not declare",
  check: (spec) => {
    const declared = declaredNames(spec);
    const assigned = new Map<string, Assigned>();
    const fromOutside = new Set<string>();
    return spec.scripts
      .filter(({ isOnFailure }) => !isOnFailure)
      .flatMap((script) => {
        const lost = lostReads(script).flatMap((read) => {
          const by = assigned.get(read.name);
          return by ? [finding(spec, script, read, by)] : [];
        });
        for (const name of readBeforeAssigned(script)) if (!assigned.has(name)) fromOutside.add(name);
        for (const assignment of script.facts.assignments) {
          const { name, isInShell } = assignment;
          if (isInShell && !declared.has(name) && !isOfTheShell(name) && !fromOutside.has(name)) {
            assigned.set(name, { script, assignment });
          }
        }
        return lost;
      });
  },
};

interface Assigned {
  readonly script: StepScript;
  readonly assignment: Assignment;
}

function declaredNames({ document: { env } }: CheckedSpec): Set<string> {
  return new Set([
    ...Object.keys(env?.variables ?? {}),
    ...Object.keys(env?.vaultVariables ?? {}),
    ...(env?.exportedVariables ?? []),
  ]);
}

/** Names that a new shell or the service sets anew in every step. */
function isOfTheShell(name: string): boolean {
  return /^(OCI_|BASH|LC_|PS[0-4]$)/.test(name) || SET_ANEW.has(name);
}

const SET_ANEW: ReadonlySet<string> = new Set([
  "EUID",
  "HOME",
  "HOSTNAME",
  "IFS",
  "LANG",
  "LINENO",
  "LOGNAME",
  "OLDPWD",
  "OPTARG",
  "OPTIND",
  "PATH",
  "PPID",
  "PWD",
  "RANDOM",
  "REPLY",
  "SECONDS",
  "SHELL",
  "SHLVL",
  "TERM",
  "TMPDIR",
  "UID",
  "USER",
]);

/** The first read of each name whose value only an earlier step can have given. */
function lostReads(script: StepScript): VariableRead[] {
  const { reads, assignments } = script.facts;
  const hidden = hiddenAssignmentsFrom(script);
  const withFallback = new Set(reads.filter(({ hasFallback }) => hasFallback).map(({ name }) => name));
  const own = byName(assignments);
  const first = new Map<string, VariableRead>();
  for (const read of reads) {
    if (read.start > hidden || first.has(read.name) || withFallback.has(read.name)) continue;
    if (own.get(read.name)?.some((assignment) => !contains(assignment, read))) continue;
    first.set(read.name, read);
  }
  return [...first.values()];
}

/** What a step reads before it assigns it comes from elsewhere, such as a parameter of the pipeline. */
function readBeforeAssigned({ facts }: StepScript): Set<string> {
  const first = new Map([...facts.assignments].reverse().map((assignment) => [assignment.name, assignment]));
  return new Set(
    facts.reads
      .filter(({ name, start }) => start < (first.get(name)?.end ?? Infinity))
      .map(({ name }) => name),
  );
}

function byName(assignments: readonly Assignment[]): Map<string, Assignment[]> {
  const groups = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const group = groups.get(assignment.name);
    if (group) group.push(assignment);
    else groups.set(assignment.name, [assignment]);
  }
  return groups;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function finding(
  { document, places }: CheckedSpec,
  script: StepScript,
  read: VariableRead,
  by: Assigned,
): Finding {
  const { name } = read;
  const { line } = places.textRangeOf(by.script.path, by.assignment.start, by.assignment.end);
  const from = stepTitle(document, by.script.stepIndex);
  return {
    ...places.textRangeOf(script.path, read.start, read.end),
    message:
      `${name} does not have the value that ${from} assigns in line ${line}: ` +
      "a variable that env does not declare is lost at the end of its step",
    fix:
      `declare ${name} in env.variables, or in env.exportedVariables when later stages need it, too; ` +
      "or write it to a file",
  };
}
