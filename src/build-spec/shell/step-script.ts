import { ScriptFacts } from "./script-facts";
import { DocumentPath } from "../schema/places";

/** The script of a step or of an onFailure block, with what it does. */
export interface StepScript {
  /** Path of the text, such as `["steps", 0, "command"]`. */
  readonly path: DocumentPath;
  /** Which step of the file it belongs to, from 0. */
  readonly stepIndex: number;
  /** Whether it runs only when its step fails. */
  readonly isOnFailure: boolean;
  /** Interpreter, by the step or the file; `bash` where neither says. */
  readonly shell: string;
  readonly text: string;
  readonly facts: ScriptFacts;
}
