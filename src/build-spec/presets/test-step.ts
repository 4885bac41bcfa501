import { RUNTIMES, runtimeOf } from "./runtimes";
import { DEFINE_FIELD, ENTER_FUNCTION, script } from "./shell-text";
import { BuildStep, StepType } from "../model";

/** Tests a function by its own command, by what is known of its runtime, or by the runtime that func.yaml has. */
export function testStep(testCommand: string | undefined, runtimeName: string | undefined): BuildStep {
  const commands =
    testCommand !== undefined
      ? [testCommand.trimEnd()]
      : runtimeName !== undefined
        ? runtimeOf(runtimeName)!.test
        : testsByFuncYaml();
  return {
    type: StepType.COMMAND,
    name: "Test the function",
    command: script(ENTER_FUNCTION, ...commands),
  };
}

function testsByFuncYaml(): string[] {
  return [
    ...DEFINE_FIELD,
    'RUNTIME="$(field runtime)"',
    'case "${RUNTIME}" in',
    ...RUNTIMES.flatMap(({ word, test }) => [`  ${word}*)`, ...test.map((line) => `    ${line}`), "    ;;"]),
    "  *)",
    '    echo "The runtime of func.yaml is \\"${RUNTIME}\\", and of its tests nothing is known: set testCommand" >&2',
    "    exit 1",
    "    ;;",
    "esac",
  ];
}
