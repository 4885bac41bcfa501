import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "./temporary";

const busybox = spawnSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).stdout.trim();

/** Where a suite needs a busybox without libraries: skipped where there is none, failing where REQUIRE_DOCKER=1 is set. */
export const testWithBusybox: typeof test | typeof test.skip =
  busybox !== "" || process.env.REQUIRE_DOCKER === "1" ? test : test.skip;

/** Makes an image that has a busybox and nothing else, no bash above all; its volume is at /data. */
export function busyboxImage(name: string, env: Readonly<Record<string, string>> = {}): void {
  if (busybox === "") throw new Error("REQUIRE_DOCKER=1, but there is no busybox; install busybox-static");
  const root = temporaryFolder("busybox");
  fs.mkdirSync(path.join(root, "bin"));
  fs.copyFileSync(busybox, path.join(root, "bin", "busybox"));
  // No setsid: the applet of that name would do.
  for (const applet of ["sh", "cat", "chown", "mv", "rm", "ls", "sleep", "grep"]) {
    fs.symlinkSync("busybox", path.join(root, "bin", applet));
  }
  importImage(root, name, env, ["--change", "VOLUME /data", "--change", "USER 1000"]);
}

const PROGRAMS = [
  "bash",
  "sh",
  "setsid",
  "cat",
  "chown",
  "dd",
  "grep",
  "ls",
  "mkdir",
  "mv",
  "rm",
  "seq",
  "sleep",
  "tr",
];

/** Makes an image of a few programs of this machine, for engines that begin with none; about 6 MB. */
export function tinyImage(name: string, env: Readonly<Record<string, string>> = {}): void {
  const root = temporaryFolder("tiny");
  const files = execFileSync(
    "sh",
    [
      "-c",
      'for p in "$@"; do f=$(command -v "$p"); echo "$f"; ldd "$f" | grep -o "/[^ ]*"; done | sort -u',
      "sh",
      ...PROGRAMS,
    ],
    { encoding: "utf8" },
  );
  for (const file of files.trim().split("\n")) {
    const target = path.join(
      root,
      PROGRAMS.includes(path.basename(file)) ? `bin/${path.basename(file)}` : file,
    );
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
    fs.chmodSync(target, 0o755);
  }
  fs.mkdirSync(path.join(root, "tmp"));
  importImage(root, name, env, []);
}

function importImage(
  root: string,
  name: string,
  env: Readonly<Record<string, string>>,
  changes: readonly string[],
): void {
  const script = 'root=$1; shift; tar -C "$root" -c . | docker import "$@"';
  execFileSync("sh", ["-c", script, "sh", root, ...changes, "-", name], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
}
