import * as fs from "node:fs";
import * as path from "node:path";
import { mutantsOf } from "./mutants";
import { proofSubject, ProofSubject, StackGrants } from "../../../src/iam/proof/grants-of";
import { Proof, prove } from "../../../src/iam/proof/prove";
import { exampleNames, synthExample } from "../../examples/examples";
import { temporaryFolder } from "../../support/temporary-folder";

function grantsOf(example: string): StackGrants[] {
  const folder = synthExample(example, temporaryFolder());
  return JSON.parse(fs.readFileSync(path.join(folder, "grants.json"), "utf8")) as StackGrants[];
}

const unforced = ({ excess }: Proof) => excess.filter(({ isForced }) => !isForced);

describe.each(exampleNames)("the grants of the example %s", (example) => {
  let subjects: ProofSubject[];
  let all: StackGrants[];

  beforeAll(() => {
    all = grantsOf(example);
    subjects = all.map(proofSubject);
  });

  test("are of every principal that acts: pipelines, the connection and the mirror", () => {
    const types = new Set(
      all.flatMap(({ declarations }) => declarations.map(({ principalType }) => principalType)),
    );
    expect([...types].sort()).toEqual([
      "devopsbuildpipeline",
      "devopsconnection",
      "devopsdeploypipeline",
      "devopsrepository",
    ]);
  });

  test("are complete and minimal, and exceed what is declared only where a verb forces it", () => {
    for (const subject of subjects) {
      const proof = prove(subject);
      expect(proof.missing).toEqual([]);
      expect(proof.superfluous).toEqual([]);
      expect(unforced(proof)).toEqual([]);
    }
  });

  test("are nowhere of the whole tenancy, and name no family", () => {
    const texts = all.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => / in tenancy\b|-family\b|all-resources/.test(text))).toEqual([]);
  });

  test("are not what they were with anything dropped or widened: every mutant is found out", () => {
    const mutants = subjects.flatMap(mutantsOf);
    const survivors = mutants.filter(({ subject }) => {
      const proof = prove(subject);
      return proof.missing.length + proof.superfluous.length + unforced(proof).length === 0;
    });
    process.stdout.write(
      `${example}: ${mutants.length - survivors.length} of ${mutants.length} mutants killed\n`,
    );
    expect(mutants.length).toBeGreaterThan(50);
    expect(survivors.map(({ change }) => change)).toEqual([]);
  });
});
