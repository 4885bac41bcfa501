import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isAlive, Owner, ownerId, parseOwner, thisProcess } from "./owner";

const PREFIX = "oci-devops-local-";
/** Tells whose a folder is; it is the first file in it. */
const OWNER_FILE = ".oci-devops-owner";
const KEPT_FILE = ".oci-devops-kept";

/** A new folder for temporary files of this process, for no other user; `clean` finds it when the process is killed. */
export function temporaryFolder(purpose: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${purpose}-`));
  const owner = thisProcess();
  fs.writeFileSync(path.join(folder, OWNER_FILE), `${owner.host}\n${ownerId(owner)}\n`);
  return folder;
}

/** Notes that a temporary folder of this process is to stay; `clean` says so. */
export function keepFolder(folder: string): void {
  fs.writeFileSync(path.join(folder, KEPT_FILE), "");
}

export function isKept(folder: string): boolean {
  return fs.existsSync(path.join(folder, KEPT_FILE));
}

/** Removes a folder, also where steps have taken away the permission to. */
export function removeFolder(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    permit(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function permit(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) permit(path.join(folder, entry.name));
  }
}

/** Temporary folders of the user whose process is gone. */
export function lostFolders(): string[] {
  return fs
    .readdirSync(os.tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => path.join(os.tmpdir(), name))
    .filter((folder) => {
      const owner = ownerOf(folder);
      return owner !== undefined && isAlive(owner) === false;
    });
}

/** Who a real folder of this user belongs to; everybody may put others beside it. */
function ownerOf(folder: string): Owner | undefined {
  try {
    const found = fs.lstatSync(folder);
    if (!found.isDirectory() || found.uid !== os.userInfo().uid) return undefined;
    const [host, id] = fs.readFileSync(path.join(folder, OWNER_FILE), "utf8").split("\n");
    return parseOwner(host, id);
  } catch {
    return undefined;
  }
}
