import * as fs from "node:fs";
import { casesFor } from "./support/cases";
import { checkCase } from "./support/check-case";
import { temporary } from "./support/movable-os";
import { eventually, processesWith, temporaryFolder } from "./support/temporary";

jest.mock(
  "node:os",
  () => jest.requireActual<typeof import("./support/movable-os")>("./support/movable-os").movableOs,
);

describe("a build specification on the host", () => {
  let workspaces: string;

  beforeEach(() => {
    workspaces = temporaryFolder("workspaces");
    temporary.folder = workspaces;
  });

  afterEach(() => {
    temporary.folder = undefined;
    // A test that has failed must not leave to the next ones what its steps have left.
    processesWith(workspaces).forEach((pid) => process.kill(pid, "SIGKILL"));
  });

  test.each(casesFor("host"))("$title", async (spec) => {
    await checkCase(spec, "host");
    await eventually(() => processesWith(workspaces).length === 0);
    expect(processesWith(workspaces)).toEqual([]);
    expect(fs.readdirSync(workspaces)).toEqual([]);
  });
});
