import { ADVICE } from "./checks";
import { runChecks } from "./checks/run-checks";
import { STAGE_CHECKS } from "./checks/stage";
import { Diagnostic, inFileOrder } from "./diagnostics/diagnostic";
import { parseBuildSpec } from "./parse";
import { ShellParser } from "./shell/shell-parser";
import { stepScripts } from "./shell/step-scripts";
import { StageUse } from "./stage-use";

/** What is known of a file's surroundings. */
export interface CheckOptions {
  /**
   * Image of the build runner that will run the file, such as `OL8_X86_64_STANDARD_10`.
   *
   * @default - not known
   */
  readonly image?: string;
  /**
   * How a pipeline uses the file; its image, too, unless `image` names another.
   *
   * @default - not known, and not checked
   */
  readonly use?: StageUse;
}

/** Everything that can be said of a build_spec.yaml by its text, in the order of the file. */
export function checkBuildSpec(text: string, shell: ShellParser, options: CheckOptions = {}): Diagnostic[] {
  const { read: document, places, diagnostics } = parseBuildSpec(text);
  if (document === undefined) return [...diagnostics];
  const { use, image = use?.image } = options;
  const spec = { document, places, scripts: stepScripts(document, shell), image, use };
  return inFileOrder([...diagnostics, ...runChecks([...ADVICE, ...STAGE_CHECKS], spec)]);
}
