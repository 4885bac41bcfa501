import * as fs from "node:fs";
import * as path from "node:path";

const SCRIPTS = path.join(__dirname, "..", "..", "..", "src", "runner", "session");

/** Text of one of the scripts of a session. */
export function scriptText(name: string): string {
  return fs.readFileSync(path.join(SCRIPTS, name), "utf8");
}
