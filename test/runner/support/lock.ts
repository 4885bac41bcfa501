import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Does something while no other process of these tests does it. */
export function locked(name: string, action: () => void): void {
  const key = createHash("sha256").update(`${__dirname}\0${name}`).digest("hex").slice(0, 12);
  const file = path.join(os.tmpdir(), `oci-devops-local-test-${key}.lock`);
  while (!take(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    action();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // Whoever died with the lock in hand does not need it any more.
    if (!isAlive(Number(read(file)))) fs.rmSync(file, { force: true });
    return false;
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8") || String(process.pid);
  } catch {
    return String(process.pid);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
