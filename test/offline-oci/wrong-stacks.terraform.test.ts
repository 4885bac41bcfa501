import { many } from "./mistakes/mistake";
import { BEFORE } from "./valid-stack";
import { MISTAKES, stackWith, Step, STEPS } from "./wrong-stacks";
import { withOfflineOci } from "../../src/testing";
import { compile } from "../cli/support/cli";
import { buildPipeline, CONNECTION, SECRETS_COMPARTMENT } from "../support/fixtures";
import { terraformAsync, terraformFolder, terraformSucceeds } from "../support/offline-terraform";
import { synthesized } from "../support/synthesized";
import { describeWithTerraform } from "../support/terraform";
import { COMPARTMENT, PROJECT, testStack } from "../support/test-stack";

/** What came of a stack. */
interface Outcome {
  /** The command that has refused it; undefined when none has. */
  readonly refusedBy?: Step;
  /** What Terraform says is wrong. */
  readonly errors: readonly string[];
}

/** Terraform commands that run at the same time. */
const AT_ONCE = 3;
const COMMANDS: Readonly<Record<Step, readonly string[]>> = {
  validate: ["validate", "-json"],
  plan: ["plan", "-json", "-out=plan"],
  apply: ["apply", "-json", "plan"],
};
/** Before the command that should refuse a stack, the one that should not; a plan sees all that validate does. */
const COMMANDS_UNTIL: Readonly<Record<Step, readonly Step[]>> = {
  validate: ["validate"],
  plan: ["validate", "plan"],
  apply: ["plan", "apply"],
};

describeWithTerraform("Terraform with wrong stacks (needs terraform)", () => {
  const outcomes = new Map<string, Outcome>();
  const works: (readonly [name: string, work: () => Promise<Outcome>])[] = [
    ["valid", () => outcomeOf(stackWith("valid"), STEPS)],
    ...STEPS.flatMap((step) =>
      MISTAKES[step].map(
        (mistake, i) =>
          [mistake[0], () => outcomeOf(stackWith(`${step}_${i}`, mistake), COMMANDS_UNTIL[step])] as const,
      ),
    ),
  ];

  beforeAll(async () => {
    compile();
    const work = async () => {
      for (let next = works.shift(); next !== undefined; next = works.shift()) {
        outcomes.set(next[0], await next[1]());
      }
    };
    await withOfflineOci(() => Promise.all(many(AT_ONCE, work)), BEFORE);
  }, 300_000);

  test("takes the stack that all of them are made of", () => {
    expect(outcomes.get("valid")).toEqual({ refusedBy: undefined, errors: [] });
  });

  describe.each(STEPS)("%s", (step) => {
    test.each(MISTAKES[step])("refuses %s", (name, _construct, _overrides, named) => {
      const { refusedBy, errors } = outcomes.get(name)!;
      expect({ refusedBy, errors }).toEqual({
        refusedBy: step,
        errors: errors.map(() => expect.stringMatching(asWord(named))),
      });
      expect(errors).not.toEqual([]);
    });
  });

  test("destroy refuses to delete a pipeline that a stage still refers to", async () => {
    const { stack, project } = testStack();
    buildPipeline(stack, project).build("build");
    const json = synthesized(stack);
    const [stage] = Object.keys(json.resource.oci_devops_build_pipeline_stage);
    const folder = terraformFolder(json);
    const existing = { [PROJECT]: {}, [COMPARTMENT]: {}, [CONNECTION]: {}, [SECRETS_COMPARTMENT]: {} };
    await withOfflineOci(
      async () => {
        terraformSucceeds(folder, "apply", "-auto-approve");
        terraformSucceeds(folder, "state", "rm", `oci_devops_build_pipeline_stage.${stage}`);

        const { status, output } = await terraformAsync(folder, "destroy", "-auto-approve", "-json");

        expect(status).toBe(1);
        expect(errorsIn(output)).toEqual([
          expect.stringMatching(
            /^409-Conflict, oci_devops_build_pipeline \S+ cannot be deleted: .*oci_devops_build_pipeline_stage/,
          ),
        ]);
      },
      { existing },
    );
  });
});

/** Runs commands on a stack until one refuses it. */
async function outcomeOf(stack: object, steps: readonly Step[]): Promise<Outcome> {
  const folder = terraformFolder(stack);
  for (const step of steps) {
    const { status, output } = await terraformAsync(folder, ...COMMANDS[step]);
    if (status !== 0) return { refusedBy: step, errors: errorsIn(output) };
  }
  return { errors: [] };
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** The errors that a command has printed as JSON: validate all in one object, the others one a line. */
function errorsIn(output: string): string[] {
  const isOne = output.startsWith("{\n");
  const printed = (isOne ? [output] : output.trim().split("\n")).map(
    (text) => JSON.parse(text) as { diagnostics?: Diagnostic[]; diagnostic?: Diagnostic },
  );
  return printed
    .flatMap(({ diagnostics = [], diagnostic = [] }) => diagnostics.concat(diagnostic))
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail }) => `${summary}\n${detail}`);
}

/** Finds an attribute, and not as a part of another one's name or path. */
function asWord(attribute: string): RegExp {
  return new RegExp(`(^|[^\\w.])${attribute.replace(/[[\].]/g, "\\$&")}($|[^\\w.[])`);
}
