import * as fs from "node:fs";
import * as path from "node:path";
import { Executor } from "./run-spec";
import { SessionKind } from "../../../src/runner/session/session";

/** What a case expects of the run of its build_spec.yaml. */
export interface Expectation {
  /** The case as a sentence. */
  readonly title: string;
  readonly exitCode: number;
  /** Texts that the console must show. */
  readonly output?: readonly string[];
  /** Texts that it must not show. */
  readonly absent?: readonly string[];
  /** Texts that warnings must hold; without it there must be no warning. */
  readonly warnings?: readonly string[];
  /** Exported variables of the record. */
  readonly exported?: Readonly<Record<string, string>>;
  /** Delivered or saved files of the run's folder, with their text. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Why a case cannot run on the host: it would reach beyond its own processes, or needs a user of the image. */
  readonly containerOnly?: string;
}

export interface SpecCase extends Expectation {
  /** Name of the case's folder. */
  readonly name: string;
  readonly file: string;
}

export const CASES = path.join(__dirname, "..", "..", "cases", "run");

/** The cases below test/cases/run that an executor can run, with what they expect of a kind of session. */
export function casesFor(executor: Executor, session: SessionKind): SpecCase[] {
  return fs
    .readdirSync(CASES)
    .map((name) => {
      const other = readIfThere(path.join(CASES, name, `expected.${session}.json`));
      const expected = { ...readIfThere(path.join(CASES, name, "expected.json")), ...other } as Expectation;
      return { ...expected, name, file: path.join(CASES, name, "build_spec.yaml") };
    })
    .filter(({ containerOnly }) => executor === "container" || containerOnly === undefined);
}

function readIfThere(file: string): object {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as object) : {};
}
