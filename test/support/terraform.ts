import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const isThere = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

/** A suite that needs Terraform: skipped where there is none, failing where REQUIRE_TERRAFORM=1 is set. */
export const describeWithTerraform: typeof describe | typeof describe.skip =
  isThere || process.env.REQUIRE_TERRAFORM === "1" ? describe : describe.skip;

/** What Terraform itself makes of the outputs of a configuration without providers. */
export function evaluateOutputs(folder: string, configuration: object): Record<string, unknown> {
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(configuration));
  const terraform = (...args: string[]) => execFileSync("terraform", args, { cwd: folder, encoding: "utf8" });
  terraform("init", "-input=false");
  terraform("apply", "-auto-approve", "-input=false");
  const outputs = JSON.parse(terraform("output", "-json")) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
