import * as fs from "node:fs";
import * as path from "node:path";
import { directory, FileEntry, textFile } from "../files";

const SCRIPTS = path.join(__dirname, "..", "..", "..", "src", "runner", "session");

/** The files that the supervisor works with. */
export function sessionFiles(
  root: string,
  variables: ReadonlyMap<string, string>,
  carriedNames: Iterable<string>,
  scripts: readonly string[],
): FileEntry[] {
  const records = [...variables].map(([name, value]) => `${name}=${value}\0`).join("");
  return [
    // Steps of other users read their scripts here; only env and captures are the supervisor's alone.
    directory(root),
    directory(`${root}/steps`),
    ...["supervisor.sh", "capture.bash", "capture.sh"].map((name) =>
      textFile(`${root}/${name}`, fs.readFileSync(path.join(SCRIPTS, name), "utf8"), 0o755),
    ),
    textFile(`${root}/env`, records, 0o600),
    textFile(`${root}/carried`, "=\0", 0o600),
    textFile(`${root}/declared`, ["PATH", ...carriedNames].map((name) => `${name}\n`).join("")),
    ...scripts.map((script, i) => textFile(`${root}/steps/${i + 1}`, script)),
  ];
}

/** The records of `env` or of a capture. */
export function readRecords(bytes: Buffer): Map<string, string> {
  const records = bytes
    .toString("utf8")
    .split("\0")
    .filter((record) => record.indexOf("=") > 0);
  return new Map(
    records.map((record) => [record.slice(0, record.indexOf("=")), record.slice(record.indexOf("=") + 1)]),
  );
}
