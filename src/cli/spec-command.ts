import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Command } from "commander";
import { runApp } from "./app";
import { writeCommitted } from "./write-committed";
import { CommittedFile, Comparison, describeDifference, isBelow } from "../build-spec/committed-file";
import { readReport, ReportedSpec, SPEC_REPORT } from "../build-spec/spec-report";
import { asciiJson } from "../report/ascii-json";
import { onOneLine } from "../report/control-characters";
import { ExitCode, RunnerError } from "../runner/exit-code";

interface SpecOptions {
  readonly write?: boolean;
  readonly app?: string;
  readonly json?: boolean;
}

/** A generated specification, and what is the matter with its committed copy. */
interface SpecState {
  readonly stage: string;
  /** Full path of the committed copy; undefined without `writeTo`. */
  readonly file?: string;
  readonly state: "same" | "missing" | "different" | "unusable" | "created" | "updated" | "not committed";
  /** What differs, or why it is unusable. */
  readonly detail?: string;
}

export function specCommand(finish: (exitCode: number) => void): Command {
  return new Command("spec")
    .description("compare the build specifications that the stacks generate with the committed ones")
    .option("--write", "write the committed ones that differ or are missing")
    .option("--app <command>", "command that synthesizes the stacks, by default the app of cdktf.json")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
It runs the app in this folder as cdktf does, but leaves cdktf.out alone. What has no writeTo is listed and
not compared. A relative writeTo stays in the app's working directory.

Exit codes: 0 all agree or were written, 1 some do not agree, 2 wrong usage, or the stacks are not valid.`,
    )
    .action(async (options: SpecOptions) => finish(await spec(options)));
}

async function spec({ write = false, app, json }: SpecOptions): Promise<ExitCode> {
  const specs = await generatedSpecs(app);
  refuseConflicts(specs);
  const states = specs.map((one) => (write ? written(one) : compared(one)));
  process.stdout.write(`${json ? asciiJson(states) : lines(states).join("\n")}\n`);
  const isDone = ({ state }: SpecState) => !["missing", "different", "unusable"].includes(state);
  if (states.every(isDone)) return ExitCode.OK;
  if (!write) process.stderr.write("Update them with: oci-devops-local spec --write\n");
  return ExitCode.FAILED;
}

/** What the stacks generate; they are synthesized into a folder of their own, which is removed. */
async function generatedSpecs(app?: string): Promise<ReportedSpec[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-devops-spec-"));
  try {
    const report = path.join(folder, "report");
    await runApp(app, process.cwd(), { [SPEC_REPORT]: report, CDKTF_OUTDIR: path.join(folder, "out") });
    return readReport(report);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Writing one would make the other differ. */
function refuseConflicts(specs: readonly ReportedSpec[]): void {
  const conflicts = specs.flatMap((one, i) => {
    const first = specs.find(({ file }) => file !== undefined && file === one.file);
    return first === undefined || specs.indexOf(first) === i || first.text === one.text
      ? []
      : [
          `${first.stage} and ${one.stage} generate different texts for ${shownPath(first.file!)}; give each its own writeTo`,
        ];
  });
  if (conflicts.length > 0) throw new RunnerError(ExitCode.USAGE, conflicts.join("\n"));
}

function compared({ stage, file, root, text }: ReportedSpec): SpecState {
  if (file === undefined) return { stage, state: "not committed" };
  const comparison = new CommittedFile(file, root).compare(text);
  return { stage, file, state: comparison.state, detail: detail(comparison) };
}

function written(one: ReportedSpec): SpecState {
  const before = compared(one);
  if (before.state !== "missing" && before.state !== "different") return before;
  try {
    writeCommitted(new CommittedFile(one.file!, one.root), one.text);
    return { ...before, state: before.state === "missing" ? "created" : "updated" };
  } catch (error) {
    return { ...before, state: "unusable", detail: (error as Error).message };
  }
}

function detail(comparison: Comparison): string | undefined {
  if (comparison.state === "different") return describeDifference(comparison);
  return comparison.state === "unusable" ? comparison.reason : undefined;
}

function lines(states: readonly SpecState[]): string[] {
  if (states.length === 0) return ["The stacks generate no build specification."];
  return states.map(({ stage, file, state, detail: more }) =>
    onOneLine(
      `${state.padEnd(13)} ${file === undefined ? "" : `${shownPath(file)} of `}${stage}${more === undefined ? "" : `: ${more}`}`,
    ),
  );
}

/** Relative in the working directory. */
function shownPath(file: string): string {
  return isBelow(file, process.cwd()) ? path.relative(process.cwd(), file) : file;
}
