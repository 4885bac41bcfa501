import { findingsOf } from "./findings-of";
import { undocumentedInterpreter } from "../../../src/build-spec/checks/undocumented-interpreter";

const spec = (file: string, step: string, onFailure: string) => `shell: ${file}
steps:
  - type: Command
    command: make
    shell: ${step}
    onFailure:
      - type: Command
        command: make clean
        shell: ${onFailure}
`;

test("another interpreter of the file, a step and what runs on failure is found at the values", async () => {
  expect(await findingsOf(undocumentedInterpreter, spec("ksh", "/usr/bin/zsh", "shell"))).toEqual([
    'BS408 1:8-1:11 "ksh" is no interpreter that the build runner documents',
    'BS408 5:12-5:24 "/usr/bin/zsh" is no interpreter that the build runner documents',
    'BS408 9:16-9:21 "shell" is no interpreter that the build runner documents',
  ]);
});

test.each(["bash", "sh", "/bin/bash", "/bin/sh"])("%s is not found", async (shell) => {
  expect(await findingsOf(undocumentedInterpreter, spec(shell, shell, shell))).toEqual([]);
});

test("a file that names none is not found", async () => {
  expect(await findingsOf(undocumentedInterpreter, "steps:\n  - type: Command\n    command: make\n")).toEqual(
    [],
  );
});
