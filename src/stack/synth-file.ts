import * as fs from "node:fs";
import * as path from "node:path";
import { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";

/** Writes files beside the stack's cdk.tf.json, and does what else is asked for, once that is written. */
class FileWriter implements IStackSynthesizer {
  readonly files = new Map<string, () => string>();
  readonly actions: (() => void)[] = [];

  constructor(
    private readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
  ) {}

  synthesize(session: ISynthesisSession): void {
    this.inner.synthesize(session);
    const directory = path.join(session.outdir, session.manifest.forStack(this.stack).workingDirectory);
    for (const [name, produce] of this.files) {
      const file = path.join(directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, produce());
    }
    for (const act of this.actions) act();
  }
}

/**
 * Writes a file at synth.
 *
 * @param name path relative to the folder of the stack's cdk.tf.json
 * @param text what it holds, made when everything else of the stack is known
 */
export function writeAtSynth(scope: IConstruct, name: string, text: () => string): void {
  fileWriter(scope).files.set(name, text);
}

/** Does something at synth, after validation and once the stack is written. */
export function doAtSynth(scope: IConstruct, act: () => void): void {
  fileWriter(scope).actions.push(act);
}

function fileWriter(scope: IConstruct): FileWriter {
  const stack = TerraformStack.of(scope);
  if (stack.synthesizer instanceof FileWriter) return stack.synthesizer;
  const writer = new FileWriter(stack, stack.synthesizer);
  stack.synthesizer = writer;
  return writer;
}
