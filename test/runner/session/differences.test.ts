import * as fs from "node:fs";
import * as path from "node:path";
import { SESSION_DIFFERENCES } from "../../../src/runner/session/differences";
import { CASES } from "../support/cases";

test("the cases that expect something else of execs are those that the table of differences names", () => {
  const named = SESSION_DIFFERENCES.flatMap(({ cases }) => cases);
  const different = fs
    .readdirSync(CASES)
    .filter((name) => fs.existsSync(path.join(CASES, name, "expected.exec.json")));
  expect(different).toEqual([...named].sort());
});
