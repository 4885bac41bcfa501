import { ShellParser } from "./shell-parser";
import { StepScript } from "./step-script";
import { known } from "../checks/known";
import { BuildStep } from "../model";
import { DocumentPath } from "../schema/places";
import { ReadDocument } from "../schema/read-document";

/** The scripts of a document, in its order. */
export function stepScripts(document: ReadDocument, parse: ShellParser): StepScript[] {
  const fileShell = document.shell ?? "bash";
  return known(document.steps).flatMap(([i, step]) => {
    const own = ["steps", i];
    const shell = step.shell ?? fileShell;
    const onFailure = known(step.onFailure).map(
      ([j, block]) => [block, [...own, "onFailure", j], block.shell ?? shell, true] as const,
    );
    const all: (readonly [BuildStep, DocumentPath, string, boolean])[] = [
      [step, own, shell, false],
      ...onFailure,
    ];
    return all.flatMap(([{ command }, at, interpreter, isOnFailure]) =>
      command === undefined
        ? []
        : [
            {
              path: [...at, "command"],
              stepIndex: i,
              isOnFailure,
              shell: interpreter,
              text: command,
              facts: parse(command),
            },
          ],
    );
  });
}
