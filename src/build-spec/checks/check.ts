import { Finding, Severity } from "../diagnostics/diagnostic";
import { Places } from "../schema/places";
import { ReadDocument } from "../schema/read-document";
import { StepScript } from "../shell/step-script";
import { StageUse } from "../stage-use";

/** A rule that the table of keys cannot say; one file each. */
export interface Check {
  /** Stable code of its findings; docs/diagnostics.md has a section for it. */
  readonly code: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly title: string;
  /** All places that break the rule. */
  check(spec: CheckedSpec): Finding[];
}

/** What checks see of a file. */
export interface CheckedSpec {
  /** What could be read: with errors in the file, anything may be missing. */
  readonly document: ReadDocument;
  readonly places: Places;
  /** The shell scripts of the steps and of their onFailure blocks, in the order of the file. */
  readonly scripts: readonly StepScript[];
  /**
   * Image of the build runner that will run the file, such as `OL8_X86_64_STANDARD_10`.
   *
   * @default - not known
   */
  readonly image?: string;
  /**
   * How a pipeline uses the file.
   *
   * @default - not known
   */
  readonly use?: StageUse;
}
