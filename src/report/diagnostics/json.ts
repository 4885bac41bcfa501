import { CheckedFile, countsOf } from "./checked-file";
import { asciiJson } from "../ascii-json";

/** Findings as one JSON object, for programs. */
export function jsonReport(files: readonly CheckedFile[]): string {
  return asciiJson({
    files: files.map(({ name, findings }) => ({ file: name, findings })),
    ...countsOf(files),
  });
}
