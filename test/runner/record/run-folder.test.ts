import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { LogPart, RunFolder } from "../../../src/runner/record/run-folder";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

function allFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

const HOSTILE = [
  "../../../escaped",
  "/etc/escaped",
  "..",
  ".",
  "a/../../escaped",
  "..\\escaped",
  "nul\0byte",
  "-rf",
  "a\nb",
];

describe("a run's folder", () => {
  let root: string;
  let folder: RunFolder;

  beforeEach(() => {
    root = path.join(temporaryFolder("run"), ".oci-devops");
    folder = RunFolder.create(root, "20260101-120000-abcdef");
  });

  afterEach(() => folder.close());

  test("stands below the folder of all runs", () => {
    expect(folder.path).toBe(path.join(root, "runs", "20260101-120000-abcdef"));
    expect(fs.readdirSync(folder.path).sort()).toEqual([".reserve", "artifacts", "events.jsonl", "log"]);
  });

  test("is not seen by git", () => {
    git(path.dirname(root), "init", "--quiet");
    expect(git(path.dirname(root), "status", "--porcelain")).toBe("");
  });

  test("keeps events as JSON lines with their time", () => {
    const time = new Date("2026-01-01T12:00:00Z");
    folder.append({ type: "stage-started", stage: "line\nbreak" }, time);
    folder.append({ type: "log", stage: "Build", text: "ünï🙂" }, time);
    const lines = fs.readFileSync(path.join(folder.path, "events.jsonl"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { time: "2026-01-01T12:00:00.000Z", type: "stage-started", stage: "line\nbreak" },
      { time: "2026-01-01T12:00:00.000Z", type: "log", stage: "Build", text: "ünï🙂" },
    ]);
  });

  test("keeps where in a log the output of a step stands", () => {
    const time = new Date("2026-01-01T12:00:00Z");
    const log = folder.openLog('Bu"ild');
    const parts = ["one\n", "two and more\n"].map((text) => log.write(Buffer.from(text)));
    for (const part of parts) folder.appendOutput({ stage: 'Bu"ild', step: "step\n1" }, part, time);
    const again = folder.openLog('Bu"ild').write(Buffer.from("three\n"));
    folder.appendOutput({ stage: 'Bu"ild', step: "2" }, again, time);
    const lines = fs.readFileSync(path.join(folder.path, "events.jsonl"), "utf8").trimEnd().split("\n");
    const found = lines.map((line) => JSON.parse(line) as LogPart & { step: string });
    expect(found[0]).toEqual({
      time: "2026-01-01T12:00:00.000Z",
      type: "output",
      stage: 'Bu"ild',
      step: "step\n1",
      file: "log/Bu_ild.log",
      offset: 0,
      bytes: 4,
    });
    const bytes = fs.readFileSync(path.join(folder.path, found[0].file));
    const textOf = ({ offset, bytes: length }: LogPart) => bytes.subarray(offset, offset + length).toString();
    expect(found.map((part) => [part.step, textOf(part)])).toEqual([
      ["step\n1", "one\n"],
      ["step\n1", "two and more\n"],
      ["2", "three\n"],
    ]);
  });

  test("keeps the bytes of a log as they are", () => {
    const log = folder.openLog("Build");
    log.write(Buffer.from([0, 255, 10]));
    log.write(Buffer.from("more"));
    log.close();
    expect(fs.readFileSync(path.join(folder.path, "log", "Build.log"))).toEqual(
      Buffer.concat([Buffer.from([0, 255, 10]), Buffer.from("more")]),
    );
  });

  test("saves an artifact with its digest and size", async () => {
    const saved = await folder.saveArtifact("image", Readable.from([Buffer.from("one"), Buffer.from("two")]));
    expect(saved).toEqual({
      file: path.join("artifacts", "image"),
      sha256: createHash("sha256").update("onetwo").digest("hex"),
      bytes: 6,
    });
    expect(fs.readFileSync(path.join(folder.path, saved.file), "utf8")).toBe("onetwo");
  });

  test("has nothing of an artifact whose stream fails", async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from("half");
        throw new Error("the engine is gone");
      })(),
    );
    await expect(folder.saveArtifact("image", broken)).rejects.toThrow("the engine is gone");
    expect(fs.readdirSync(path.join(folder.path, "artifacts"))).toEqual([]);
  });

  test("keeps an artifact of the same name when a second save fails", async () => {
    await folder.saveArtifact("image", Readable.from([Buffer.from("good")]));
    const broken = new Readable({ read() { this.destroy(new Error("gone")); } }); // prettier-ignore
    await expect(folder.saveArtifact("image", broken)).rejects.toThrow("gone");
    expect(fs.readFileSync(path.join(folder.path, "artifacts", "image"), "utf8")).toBe("good");
  });

  test.each(HOSTILE)("holds an artifact named %j and lets it lead nowhere else", async (name) => {
    const saved = await folder.saveArtifact(name, Readable.from([Buffer.from("text")]));
    expect(path.dirname(saved.file)).toBe("artifacts");
    expect(fs.readFileSync(path.join(folder.path, saved.file), "utf8")).toBe("text");
    expect(allFiles(path.dirname(root)).filter((file) => !file.startsWith(".oci-devops/runs/"))).toEqual([
      ".oci-devops/.gitignore",
    ]);
  });

  test.each([...HOSTILE, "Build – grüße 🙂", "s".repeat(255)])(
    "holds the log of a stage named %j",
    (name) => {
      const log = folder.openLog(name);
      log.write(Buffer.from("text"));
      log.close();
      const files = fs.readdirSync(path.join(folder.path, "log"));
      expect(files).toHaveLength(1);
      expect(fs.readFileSync(path.join(folder.path, "log", files[0]), "utf8")).toBe("text");
    },
  );

  test("has a record that is replaced as a whole", () => {
    folder.writeRecord({ status: "IN_PROGRESS", long: "x".repeat(1000) });
    folder.writeRecord({ status: "SUCCEEDED" });
    expect(JSON.parse(fs.readFileSync(path.join(folder.path, "run.json"), "utf8"))).toEqual({
      status: "SUCCEEDED",
    });
    expect(fs.readdirSync(folder.path)).not.toContain("run.json.part");
  });
});

describe("a run's folder on a full disk", () => {
  let folder: RunFolder;
  let problems: string[];

  beforeEach(() => {
    folder = RunFolder.create(path.join(temporaryFolder("run"), ".oci-devops"), "run-1");
    problems = [];
    folder.onProblem = (problem) => problems.push(problem);
  });

  afterEach(() => folder.close());

  /** Lets what is written to a file of the folder fail as on a full disk. */
  const fill = (file: string) => fs.symlinkSync("/dev/full", path.join(folder.path, file));
  const recordText = () => fs.readFileSync(path.join(folder.path, "run.json"), "utf8");

  test("keeps the record that it has, leaves no part of another, and tells of it", () => {
    folder.writeRecord({ status: "IN_PROGRESS" });
    fill("run.json.part");
    folder.writeRecord({ status: "SUCCEEDED" });
    expect(JSON.parse(recordText())).toEqual({ status: "IN_PROGRESS" });
    expect(fs.readdirSync(folder.path)).not.toContain("run.json.part");
    expect(folder.problem).toMatch(/^the record in .*run-1 is not complete: ENOSPC/);
    expect(problems).toEqual([folder.problem]);
  });

  test("tells of a log that cannot be written, once, and goes on", () => {
    fill("log/Build.log");
    const log = folder.openLog("Build");
    log.write(Buffer.from("text"));
    log.write(Buffer.from("text"));
    log.close();
    expect(problems).toEqual([expect.stringContaining("ENOSPC")]);
  });

  test("goes on without a log that cannot even be opened", () => {
    fs.rmSync(path.join(folder.path, "log"), { recursive: true });
    const log = folder.openLog("Build");
    log.write(Buffer.from("text"));
    log.close();
    expect(problems).toEqual([expect.stringContaining("ENOENT")]);
  });

  test("makes room for its last record", () => {
    expect(fs.statSync(path.join(folder.path, ".reserve")).size).toBeGreaterThan(0);
    folder.close({ status: "FAILED" });
    expect(fs.existsSync(path.join(folder.path, ".reserve"))).toBe(false);
    expect(JSON.parse(recordText())).toEqual({ status: "FAILED" });
  });

  test("takes nothing when it is closed, as a run that was ended at once may still go on", () => {
    folder.close({ status: "CANCELED" });
    folder.append({ type: "stage-started", stage: "Build" }, new Date());
    folder.writeRecord({ status: "SUCCEEDED" });
    expect(JSON.parse(recordText())).toEqual({ status: "CANCELED" });
    expect(problems).toEqual([]);
  });
});

test("a folder that cannot be made is told with its reason", () => {
  const root = writeFiles(temporaryFolder("file"), { taken: "" });
  expect(() => RunFolder.create(path.join(root, "taken"), "run-1")).toThrow(
    expect.objectContaining({
      exitCode: 125,
      message: expect.stringMatching(/^there can be no record in .*ENOTDIR/) as string,
    }),
  );
});

test("a folder of runs that has a .gitignore of its own keeps it", () => {
  const root = writeFiles(temporaryFolder("own"), { ".gitignore": "node_modules/\n" });
  RunFolder.create(root, "first").close();
  expect(fs.readFileSync(path.join(root, ".gitignore"), "utf8")).toBe("node_modules/\n");
});
