import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { findLeftovers, removeLeftovers } from "../../../src/runner/leftovers/clean";
import { containerLabels } from "../../../src/runner/leftovers/container-labels";
import { Owner, ownerId, thisProcess } from "../../../src/runner/leftovers/owner";
import { keepFolder, temporaryFolder } from "../../../src/runner/leftovers/temporary-folder";
import { FakeEngine } from "../support/fake-engine";
import { temporary } from "../support/movable-os";
import { temporaryFolder as testFolder, writeFiles } from "../support/temporary";

jest.mock(
  "node:os",
  () => jest.requireActual<typeof import("../support/movable-os")>("../support/movable-os").movableOs,
);

const ME = thisProcess();
const GONE: Owner = { ...ME, started: "1" };
const ELSEWHERE: Owner = { ...ME, host: "elsewhere" };

let out: string;

beforeEach(() => {
  temporary.folder = testFolder("base");
  out = testFolder("out");
});

afterEach(() => {
  temporary.folder = undefined;
});

/** An engine with containers of these owners, by their ids. */
class EngineWith extends FakeEngine {
  constructor(private readonly owners: Map<string, Owner | undefined>) {
    super();
  }

  override labelled(): Promise<Map<string, Record<string, string>>> {
    const labels = (owner: Owner | undefined, id: string) =>
      owner ? containerLabels(owner, `run-of-${id}`, id.startsWith("kept")) : { "oci-devops-local.pid": "1" };
    return Promise.resolve(new Map([...this.owners].map(([id, owner]) => [id, labels(owner, id)])));
  }

  override remove(id?: string): Promise<void> {
    if (id !== "stubborn") this.owners.delete(id!);
    return Promise.resolve();
  }
}

function recordOf(name: string, record: object | string): string {
  const folder = path.join(out, "runs", name);
  const text = typeof record === "string" ? record : JSON.stringify(record);
  return writeFiles(folder, { "run.json": text, "events.jsonl": "{}\n", ".reserve": " " });
}

const read = (folder: string) => fs.readFileSync(path.join(folder, "run.json"), "utf8");

describe("what runs have left that were killed", () => {
  test("are the containers of processes that are gone, and none of those that live or cannot be seen", async () => {
    const owners = new Map([["lost", GONE], ["living", ME], ["far", ELSEWHERE], ["strange", undefined]]); // prettier-ignore
    const engine = new EngineWith(owners);
    const found = await findLeftovers(engine, out);
    expect(found.containers).toEqual([{ id: "lost", run: "run-of-lost" }]);
    expect(found.unknown.map(({ id }) => id)).toEqual(["far", "strange"]);
    expect(await removeLeftovers(found, engine)).toEqual([]);
    expect([...owners.keys()]).toEqual(["living", "far", "strange"]);
  });

  test("are told apart from what has been kept after a failure, which goes, too", async () => {
    const engine = new EngineWith(new Map([["lost", GONE], ["kept", GONE], ["kept-by-living", ME]])); // prettier-ignore
    const [lost, kept, living] = ["host", "host", "host"].map(temporaryFolder);
    for (const folder of [kept, living]) keepFolder(folder);
    for (const folder of [lost, kept]) {
      writeFiles(folder, { ".oci-devops-owner": `${GONE.host}\n${ownerId(GONE)}\n` });
    }
    const found = await findLeftovers(engine, out);
    expect(found.containers.map(({ id }) => [id, found.kept.has(id)])).toEqual([
      ["lost", false],
      ["kept", true],
    ]);
    expect(new Set(found.folders)).toEqual(new Set([lost, kept]));
    expect([lost, kept].map((folder) => found.kept.has(folder))).toEqual([false, true]);
    expect(await removeLeftovers(found, engine)).toEqual([]);
    expect([lost, kept, living].map((folder) => fs.existsSync(folder))).toEqual([false, false, true]);
  });

  test("are temporary folders of processes that are gone", async () => {
    const [lost, living] = [temporaryFolder("host"), temporaryFolder("host")];
    writeFiles(lost, {
      ".oci-devops-owner": `${GONE.host}\n${ownerId(GONE)}\n`,
      "workspace/app/file": "text",
    });
    const found = await findLeftovers(undefined, out);
    expect(found.folders).toEqual([lost]);
    await removeLeftovers(found, undefined);
    expect([lost, living].map((folder) => fs.existsSync(folder))).toEqual([false, true]);
  });

  test("are records that still say that a run goes on; they are kept, and say that it is lost", async () => {
    const record = { runId: "lost", status: "IN_PROGRESS", owner: GONE, stages: [{ stage: "Build" }] };
    const lost = recordOf("lost", record);
    const kept = [
      recordOf("living", { status: "IN_PROGRESS", owner: ME }),
      recordOf("far", { status: "IN_PROGRESS", owner: ELSEWHERE }),
      recordOf("done", { status: "SUCCEEDED", owner: GONE }),
      recordOf("old", { status: "IN_PROGRESS" }),
      recordOf("broken", '{"status": "IN_PRO'),
      recordOf("strange", "null"),
    ];
    const before = kept.map(read);
    const found = await findLeftovers(undefined, out);
    expect(found.records).toEqual([lost]);
    expect(await removeLeftovers(found, undefined)).toEqual([]);
    expect(JSON.parse(read(lost))).toEqual({ ...record, status: "LOST" });
    expect(fs.readdirSync(lost).sort()).toEqual(["events.jsonl", "run.json"]);
    expect(kept.map(read)).toEqual(before);
  });

  test("are no record that was finished after it was found", async () => {
    const lost = recordOf("lost", { status: "IN_PROGRESS", owner: GONE });
    const found = await findLeftovers(undefined, out);
    const finished = recordOf("lost", { status: "SUCCEEDED", owner: GONE });
    await removeLeftovers(found, undefined);
    expect(JSON.parse(read(lost))).toMatchObject({ status: "SUCCEEDED" });
    expect(finished).toBe(lost);
  });

  test("are nothing where there has been no run", async () => {
    const nothing = { containers: [], folders: [], kept: new Set(), records: [], unknown: [] };
    expect(
      await findLeftovers(new EngineWith(new Map()), path.join(out, randomBytes(4).toString("hex"))),
    ).toEqual(nothing);
  });

  test("are told when they cannot be removed, and hinder nothing else", async () => {
    const engine = new EngineWith(new Map([["stubborn", GONE], ["lost", GONE]])); // prettier-ignore
    const found = await findLeftovers(engine, out);
    const problems = await removeLeftovers({ ...found, folders: ["/proc/self/fd"] }, engine);
    expect(problems).toEqual([
      "container stubborn: the engine has not removed it",
      expect.stringMatching(/^\/proc\/self\/fd: E/),
    ]);
    expect([...(await engine.labelled()).keys()]).toEqual(["stubborn"]);
  });
});
