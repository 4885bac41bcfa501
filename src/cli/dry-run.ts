import { secretOrigins } from "./secret-origins";
import { SecretOptions } from "./secrets";
import { asciiJson } from "../report/ascii-json";
import { outlineLines } from "../report/outline-console";
import { lookAtEngine } from "../runner/build-runner/look-at-engine";
import { maskedTexts } from "../runner/masking/masked-texts";
import { RunOutline } from "../runner/outline/outline";
import { outlineRun } from "../runner/outline/outline-run";
import { checkRun, RunRequest } from "../runner/request/prepare";

/** What a dry run prints. */
export interface DryRun {
  readonly outline: RunOutline;
  /** What else there is to know before the run. */
  readonly notes: readonly string[];
}

/**
 * Works out what a run would do, without the engine and without a trace.
 *
 * @param options where the values of secrets come from
 * @throws RunnerError with the problems for which the run would be refused
 */
export async function dryRun(request: RunRequest, options: SecretOptions): Promise<DryRun> {
  const checked = checkRun(request);
  const { specs, running, variables, given, assumptions, selection, earlier } = checked;
  const { machine, notes } = await lookAtEngine(checked);
  const asked = {
    secrets: request.secrets,
    sharedSecrets: request.sharedSecrets ?? new Map<string, string>(),
  };
  const outline = outlineRun(request.plan, {
    specs,
    arguments: request.arguments,
    sources: request.sources,
    localArtifacts: request.localArtifacts,
    secretOrigins: secretOrigins(variables, options, asked, request.askSecrets !== undefined),
    assumptions,
    isLimited: request.executor === "container" && request.shape !== "none",
    machine,
    selection,
    earlier,
  });
  const warnings = [...running.values()].flatMap((spec) => spec.warnings);
  // A parameter may have the value of a secret.
  const masked = maskedTexts([...given.values()].filter((value) => value !== ""));
  return masked({ outline, notes: [...notes, ...warnings] });
}

export function dryRunText({ outline, notes }: DryRun, isJson: boolean | undefined): string {
  return isJson ? asciiJson({ ...outline, notes }) : outlineLines(outline, notes).join("\n");
}
