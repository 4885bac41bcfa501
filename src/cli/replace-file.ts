import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Writes a file that is there anew, wholly or not at all. Its mode stays, and its owner where that is allowed; of a
 * symbolic link the target is written.
 *
 * @throws Error when it may not be written
 */
export function replaceFile(file: string, text: string): void {
  const target = fs.realpathSync(file);
  // A rename asks for the folder's permission alone.
  fs.accessSync(target, fs.constants.W_OK);
  const { mode, uid, gid } = fs.statSync(target);
  const partial = path.join(path.dirname(target), `.${randomUUID()}.part`);
  try {
    const descriptor = fs.openSync(partial, "wx", 0o600);
    try {
      fs.writeFileSync(descriptor, text);
      keepOwner(descriptor, uid, gid);
      // eslint-disable-next-line no-bitwise
      fs.fchmodSync(descriptor, mode & 0o7777);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(partial, target);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw error;
  }
}

/** Only root may give files away: what another one writes is his own. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  const own = fs.fstatSync(descriptor);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fs.fchownSync(descriptor, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}
