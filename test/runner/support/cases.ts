import * as fs from "node:fs";
import * as path from "node:path";
import { Executor } from "./run-spec";

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
  readonly file: string;
}

const FOLDER = path.join(__dirname, "..", "..", "cases", "run");

/** The cases below test/cases/run that an executor can run. */
export function casesFor(executor: Executor): SpecCase[] {
  return fs
    .readdirSync(FOLDER)
    .map((name) => {
      const text = fs.readFileSync(path.join(FOLDER, name, "expected.json"), "utf8");
      return { ...(JSON.parse(text) as Expectation), file: path.join(FOLDER, name, "build_spec.yaml") };
    })
    .filter(({ containerOnly }) => executor === "container" || containerOnly === undefined);
}
