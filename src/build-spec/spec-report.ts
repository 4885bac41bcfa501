import * as fs from "node:fs";

/**
 * Name of the environment variable that holds the path of a report.
 *
 * `oci-devops-local spec` sets it for the app that it runs: the stages then write down here what they generate, and do
 * not complain of committed files. Which files are written is decided and done by the command alone; no construct
 * writes into a source tree.
 */
export const SPEC_REPORT = "OCI_DEVOPS_SPEC_REPORT";

/** A generated specification. */
export interface ReportedSpec {
  /** Path of the construct. */
  readonly stage: string;
  readonly text: string;
  /** Full path of the committed file; undefined without `writeTo`. */
  readonly file?: string;
  /** Folder that the committed file must be in; undefined when it may be anywhere. */
  readonly root?: string;
}

/** Whether the app runs for a report. */
export function isReporting(): boolean {
  return Boolean(process.env[SPEC_REPORT]);
}

/** Writes a specification down, if the app runs for a report. */
export function reportSpec(spec: ReportedSpec): void {
  const report = process.env[SPEC_REPORT];
  if (report) fs.appendFileSync(report, `${JSON.stringify(spec)}\n`);
}

/** What an app has reported, in the order of synthesis. */
export function readReport(file: string): ReportedSpec[] {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line) as ReportedSpec);
}
