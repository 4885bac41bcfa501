import * as fs from "node:fs";
import * as path from "node:path";
import { FakeEngine } from "./support/fake-engine";
import { keptOf, removeKept, typedInto } from "./support/kept";
import { temporary } from "./support/movable-os";
import { runSpec, specOf, SpecRun } from "./support/run-spec";
import { processesWith, temporaryFolder } from "./support/temporary";
import { lostFolders } from "../../src/runner/leftovers/temporary-folder";

jest.mock(
  "node:os",
  () => jest.requireActual<typeof import("./support/movable-os")>("./support/movable-os").movableOs,
);

let base: string;

beforeEach(() => {
  base = temporaryFolder("base");
  temporary.folder = base;
});

afterEach(() => {
  temporary.folder = undefined;
});

const env = { variables: { VALUE: "first" }, vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1..x" } };
const secrets = { TOKEN: `it's "hidden"` };
const fail = (more: Partial<SpecRun> = {}) =>
  runSpec({
    file: specOf(["VALUE=second", "echo made > file; sleep 3000 & exit 3"], { env }),
    secrets,
    keepOnFailure: true,
    ...more,
  });

describe.each(["supervisor", "exec"] as const)(
  "with --keep-on-failure on the host, session %s",
  (session) => {
    test("the folder of a stage that fails stays, with a shell as the step was", async () => {
      const { exitCode, events, record, output } = await fail({ session });
      expect(exitCode).toBe(1);
      const [kept] = keptOf(events);
      expect(record.kept).toEqual([kept]);
      for (const text of Object.values(kept)) expect(output).toContain(text);
      const [folder] = kept.description.split(" ");
      expect(kept.description).toContain("the secrets of the run are in it, for no other user to read");
      const answers = typedInto(kept, "pwd; cat file", 'echo "$VALUE $TOKEN $OCI_BUILD_RUN_ID"').split("\n");
      expect(answers.slice(0, 2)).toEqual([`${fs.realpathSync(folder)}/workspace/source`, "made"]);
      expect(answers[2]).toMatch(/^second it's "hidden" ocid1\./);
      expect(processesWith(`OCI_BUILD_RUN_ID=${answers[2].split(" ").at(-1)}`)).toEqual([]);

      const mode = (file: string) => fs.statSync(path.join(folder, file)).mode % 0o1000;
      expect([mode("."), mode("session"), mode("session/shell.variables")]).toEqual([0o700, 0o700, 0o600]);
      expect(JSON.stringify([events, record, output])).not.toContain("hidden");
      expect(lostFolders()).not.toContain(folder);
      removeKept(kept);
      expect(fs.existsSync(folder)).toBe(false);
    });

    test("nothing stays of a run that succeeds, or is not to keep anything", async () => {
      const outcomes = [
        await fail({ session, file: specOf(["true"]), secrets: {} }),
        await fail({ session, keepOnFailure: false }),
      ];
      expect(outcomes.map(({ exitCode, record }) => [exitCode, record.kept])).toEqual([
        [0, []],
        [1, []],
      ]);
      expect(fs.readdirSync(base)).toEqual([]);
    });
  },
);

test("a machine that cannot stay is told of, and the run ends as it would without", async () => {
  const engine = new FakeEngine({ builder: "sha256:b" });
  const onEvent = ({ type }: { type: string }) => {
    if (type === "step-finished") [...engine.containers.values()].forEach((container) => container.kill());
  };
  const { exitCode, warnings, record } = await fail({
    file: specOf(["exit 3"]),
    secrets: {},
    executor: "container",
    image: "builder",
    engine,
    onEvent,
  });
  expect(exitCode).toBe(1);
  expect(warnings).toEqual([expect.stringMatching(/^container \w+ of builder cannot stay: .* is gone: /)]);
  expect(record.kept).toEqual([]);
  expect(engine.containers.size).toBe(0);
});
