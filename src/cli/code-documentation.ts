import * as fs from "node:fs";
import * as path from "node:path";
import { DOCUMENTATION_FILE } from "../build-spec/diagnostics/documentation";
import { CodeSections, codeSections } from "../report/diagnostics/code-sections";

/** What the package's documentation says of each code. */
export function readCodeSections(): CodeSections {
  return codeSections(fs.readFileSync(path.join(__dirname, "..", "..", DOCUMENTATION_FILE), "utf8"));
}
