import { directory, FileEntry, textFile } from "../files";
import { scriptText } from "./script-text";
import { exportsOf } from "./step-variables";
import { shellWord } from "../shell-word";

const PROGRAMS = [
  "boot.sh",
  "supervisor.sh",
  "keeper.sh",
  "common.sh",
  "step.sh",
  "home.sh",
  "shell.sh",
  "capture.bash",
  "capture.sh",
];

/** The files that a session works with. */
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
    ...PROGRAMS.map((name) => textFile(`${root}/${name}`, scriptText(name), 0o755)),
    textFile(`${root}/env`, records, 0o600),
    textFile(`${root}/carried`, "=\0", 0o600),
    textFile(`${root}/declared`, ["PATH", ...carriedNames].map((name) => `${name}\n`).join("")),
    ...scripts.map((script, i) => textFile(`${root}/steps/${i + 1}`, script)),
  ];
}

/** Where a shell begins that is as a step was. */
export interface ShellStart {
  /** User of the step; `-` for the machine's own. */
  readonly user: string;
  /** Directory of the primary source. */
  readonly directory: string;
  readonly variables: ReadonlyMap<string, Buffer>;
}

/** Script that becomes a shell, when its variables are there. */
export const shellScript = (root: string) => `${root}/shell.sh`;
/** What it reads; secrets are in it. */
export const shellVariables = (root: string) => `${root}/shell.variables`;

/** The variables of that script, for nobody but their owner to read. */
export function shellFile(root: string, { user, directory: place, variables }: ShellStart): FileEntry {
  const words = [shellWord(place), shellWord(user)];
  const start = Buffer.from(`__oci_devops_primary=${words[0]}\n__oci_devops_user=${words[1]}\n`);
  const text = Buffer.concat([start, exportsOf(variables)]);
  const content = { kind: "blob", size: text.length, read: () => text } as const;
  return { path: shellVariables(root), mode: 0o600, content };
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
