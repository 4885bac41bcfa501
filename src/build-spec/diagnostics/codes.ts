import { Severity } from "./diagnostic";
import { ADVICE, RULES } from "../checks";
import { STAGE_CHECKS } from "../checks/stage";

/** A code with what it finds. */
export interface Code {
  readonly code: string;
  /** The worst that its findings may have: a few codes are errors in one place and warnings in another. */
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly title: string;
}

/** What the reader and the table of keys find; every check has its own code. */
const READING: readonly Code[] = [
  { code: "BS101", severity: "error", title: "not valid YAML" },
  { code: "BS102", severity: "error", title: "file is too large, too deep, or multiplied by aliases" },
  { code: "BS103", severity: "error", title: "file is no mapping" },
  { code: "BS104", severity: "warning", title: "key stands twice" },
  { code: "BS105", severity: "error", title: "AWS CodeBuild file" },
  { code: "BS106", severity: "error", title: "file is not text" },
  { code: "BS107", severity: "error", title: "alias of nothing" },
  { code: "BS108", severity: "warning", title: "merge key" },
  { code: "BS201", severity: "error", title: "required key is missing" },
  { code: "BS202", severity: "error", title: "unknown key" },
  { code: "BS203", severity: "error", title: "value of the wrong type" },
  { code: "BS204", severity: "error", title: "value is not allowed" },
  { code: "BS205", severity: "error", title: "bad name of a variable" },
  { code: "BS206", severity: "error", title: "list is too short" },
];

/** Every code of this package that a finding may have, in order; those of ShellCheck are its own. */
export const ALL_CODES: readonly Code[] = [...READING, ...RULES, ...STAGE_CHECKS, ...ADVICE]
  .map(({ code, severity, title }) => ({ code, severity, title }))
  // Not localeCompare, which loads the tables of all languages first.
  .sort((a, b) => (a.code < b.code ? -1 : 1));
