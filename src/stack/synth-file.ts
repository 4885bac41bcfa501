import * as fs from "node:fs";
import * as path from "node:path";
import { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";

/** Writes files beside the stack's cdk.tf.json once that is written. */
class FileWriter implements IStackSynthesizer {
  readonly files = new Map<string, () => string>();

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
  }
}

/**
 * Writes a file at synth.
 *
 * @param name path relative to the folder of the stack's cdk.tf.json
 * @param text what it holds, made when everything else of the stack is known
 */
export function writeAtSynth(scope: IConstruct, name: string, text: () => string): void {
  const stack = TerraformStack.of(scope);
  if (!(stack.synthesizer instanceof FileWriter)) {
    stack.synthesizer = new FileWriter(stack, stack.synthesizer);
  }
  (stack.synthesizer as FileWriter).files.set(name, text);
}
