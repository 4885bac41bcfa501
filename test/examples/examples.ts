import * as fs from "node:fs";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { temporaryFolder } from "../support/temporary-folder";

const EXAMPLES = path.join(__dirname, "..", "..", "examples");

/** The names of all examples, one folder each. */
export const exampleNames = fs
  .readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Synthesizes an example into a folder and returns the folder of its stack. */
export function synthExample(name: string, outdir: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const module = require(path.join(EXAMPLES, name, "stack.ts")) as Record<string, unknown>;
  const [stackClass] = Object.values(module) as (new (scope: Construct, id: string) => TerraformStack)[];
  const app = new App({ outdir });
  new stackClass(app, name);
  app.synth();
  return path.join(outdir, "stacks", name);
}

/** The Terraform JSON of an example. */
export function exampleStack(name: string): Record<string, any> {
  const folder = synthExample(name, temporaryFolder());
  return JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as Record<string, any>;
}
