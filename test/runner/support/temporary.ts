import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Tests that set TMPDIR for a run do not move the folders of their own. */
const BASE = fs.realpathSync(os.tmpdir());

/** A new folder that goes when the tests of the file are done. */
export function temporaryFolder(name = "test"): string {
  const folder = fs.mkdtempSync(path.join(BASE, `oci-devops-local-test-${name}-`));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** Writes files, given as path and text, below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}

/** Writes a file that only its owner may read, as secrets are; returns its path. */
export function writePrivateFile(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** Runs git in a folder, as nobody in particular and without anybody's settings. */
export function git(folder: string, ...args: string[]): string {
  const identity = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.invalid",
    "-c",
    "init.defaultBranch=main",
  ];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_SYSTEM: os.devNull };
  return execFileSync("git", [...identity, "-C", folder, ...args], {
    encoding: "utf8",
    env,
    stdio: "pipe",
  }).trim();
}

/** Waits until something is true, for a generous while; what the test expects it checks itself. */
export async function eventually(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Ids of processes that have this text in their environment; none where processes cannot be looked at. */
export function processesWith(text: string): number[] {
  if (!fs.existsSync("/proc/self/environ")) return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readProc(`/proc/${name}/environ`).includes(text))
    .map(Number);
}

function readProc(file: string): string {
  try {
    return fs.readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
