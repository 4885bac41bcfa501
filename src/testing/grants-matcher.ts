import * as fs from "node:fs";
import * as path from "node:path";
import { GRANTS_FILE, parseGrants } from "../iam/proof/grants-file";
import { StackGrants } from "../iam/proof/grants-of";
import { grantsReport, isProved } from "../iam/proof/policy-report";
import { verdictText } from "../report/grants-console";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // The parameters are those of jest's own declaration, as TypeScript demands.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> {
      /**
       * Passes when the IAM statements of a stack are what its constructs declare to need: they allow all of it, none
       * of them can be left out, and beyond it they grant only what verbs force or what was asked for by `allow`.
       *
       * The value is a TerraformStack, the folder that `Testing.fullSynth` returns or the folder of a cdk.tf.json.
       */
      toGrantOnlyNeeded(): R;
    }
  }
}

/** Gives jest's `expect` the matcher `toGrantOnlyNeeded`; for a test file or a file of `setupFilesAfterEnv`. */
export function setupGrantMatchers(): void {
  expect.extend({
    toGrantOnlyNeeded(received: unknown) {
      const { verdict } = grantsReport(grantsOf(received));
      const { missing, superfluous, unforced } = verdict;
      const wrong = [...missing, ...superfluous, ...unforced].map((text) => `\n  - ${text}`);
      const expectation = `expected the stack ${this.isNot ? "not " : ""}to grant only what it needs`;
      return {
        pass: isProved(verdict),
        message: () => `${expectation}; its grants are ${verdictText(verdict)}${wrong.join("")}`,
      };
    },
  });
}

function grantsOf(received: unknown): StackGrants[] {
  if (typeof received === "string") return grantsIn(received);
  // Who uses only the rest of this module need not have cdktf.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { TerraformStack, Testing } = require("cdktf") as typeof import("cdktf");
  if (!TerraformStack.isStack(received)) {
    throw new Error("toGrantOnlyNeeded takes a TerraformStack or the folder that one is synthesized to");
  }
  const folder = Testing.fullSynth(received);
  try {
    return grantsIn(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Grants of the stack that a folder is of, or of all stacks below it. */
function grantsIn(folder: string): StackGrants[] {
  const stacks = path.join(folder, "stacks");
  const below = fs.existsSync(stacks) ? fs.readdirSync(stacks).map((name) => path.join(stacks, name)) : [];
  const files = [folder, ...below].map((each) => path.join(each, GRANTS_FILE)).filter(fs.existsSync);
  if (files.length === 0) {
    throw new Error(
      `${folder} has no ${GRANTS_FILE}: either no construct of the stack needs grants, or another version of ` +
        "cdktf-oci-devops has synthesized it",
    );
  }
  return files.flatMap((file) => parseGrants(fs.readFileSync(file, "utf8")));
}
