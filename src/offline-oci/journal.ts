import * as fs from "node:fs";
import { CloudResource, Journal } from "./cloud";

/** A file to which each change adds a line; the last line about an OCID counts. */
export class FileJournal implements Journal {
  constructor(private readonly file: string) {}

  read(): (readonly [string, CloudResource | undefined])[] {
    if (!fs.existsSync(this.file)) return [];
    const text = fs.readFileSync(this.file, "utf8");
    // A line that was being written when the process ended is not complete, and so has not happened. It goes, lest the
    // next one be written behind it.
    const complete = text.slice(0, text.lastIndexOf("\n") + 1);
    if (complete !== text) fs.truncateSync(this.file, Buffer.byteLength(complete));
    const lines = complete.split("\n").slice(0, -1);
    return lines.map((line) => {
      const { id, resource } = JSON.parse(line) as { id: string; resource?: CloudResource };
      return [id, resource] as const;
    });
  }

  append(id: string, resource: CloudResource | undefined): void {
    fs.appendFileSync(this.file, `${JSON.stringify({ id, resource })}\n`, { mode: 0o600 });
  }
}
