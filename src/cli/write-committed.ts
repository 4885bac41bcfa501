import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { replaceFile } from "./replace-file";
import { CommittedFile } from "../build-spec/committed-file";

/**
 * Writes a committed file in one piece: whoever reads it meanwhile sees the old text or the new one.
 *
 * @throws Error when it is unusable or cannot be written
 */
export function writeCommitted(committed: CommittedFile, text: string): void {
  const reason = committed.unusable();
  if (reason !== undefined) throw new Error(reason);
  const { file } = committed;
  if (fs.existsSync(file)) return replaceFile(file, text);
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const partial = path.join(folder, `.${path.basename(file)}.${randomUUID()}.part`);
  try {
    fs.writeFileSync(partial, text, { flag: "wx" });
    fs.renameSync(partial, file);
  } finally {
    fs.rmSync(partial, { force: true });
  }
}
