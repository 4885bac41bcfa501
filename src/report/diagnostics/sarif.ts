import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { CheckedFile } from "./checked-file";
import { CodeSections } from "./code-sections";
import { Diagnostic } from "../../build-spec/diagnostics/diagnostic";
import { asciiJson } from "../ascii-json";

export interface SarifOptions {
  /** What is known of codes. */
  readonly sections: CodeSections;
  /** Folder that relative paths start from; addresses in the log are relative to it. */
  readonly folder: string;
}

/**
 * Findings as a log in the Static Analysis Results Interchange Format 2.1.0, which code hosts show beside the lines.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; GitHub also wants descriptions and help of
 * each rule, https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support.
 */
export function sarifReport(files: readonly CheckedFile[], { sections, folder }: SarifOptions): string {
  const codes = new Map(files.flatMap(({ findings }) => findings).map((finding) => [finding.code, finding]));
  const ids = [...codes.keys()].sort();
  return asciiJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "oci-devops-local",
            informationUri: "https://github.com/cdktf-oci-devops/cdktf-oci-devops",
            rules: ids.map((id) => rule(codes.get(id)!, sections)),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: "The folder that paths are relative to." } } },
        results: files.flatMap((file) => {
          const artifactLocation = locationOf(file, folder);
          return file.findings.map((finding) => result(finding, ids.indexOf(finding.code), artifactLocation));
        }),
      },
    ],
  });
}

const BASE = "%SRCROOT%";

function rule({ code, severity, url }: Diagnostic, sections: CodeSections) {
  const title = sections.get(code)?.title ?? (code.startsWith("SC") ? `ShellCheck ${code}` : code);
  const text = sections.get(code)?.text ?? `See ${url}.`;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: title },
    helpUri: url,
    help: { text, markdown: text },
    defaultConfiguration: { level: severity },
  };
}

function result(finding: Diagnostic, ruleIndex: number, artifactLocation: unknown) {
  const { code, severity, message, fix, line, column, endLine, endColumn } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message}; ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

/** A file by its address: relative inside the folder, absolute outside. */
function locationOf({ name, path: file }: CheckedFile, folder: string): unknown {
  // No consumer reads a location without an address.
  if (file === undefined) return { uri: "stdin", description: { text: name } };
  const absolute = path.resolve(folder, file);
  const inside = path.relative(folder, absolute);
  const parts = inside.split(path.sep);
  if (parts[0] === ".." || path.isAbsolute(inside)) return { uri: pathToFileURL(absolute).href };
  return { uri: parts.map(encodeURIComponent).join("/"), uriBaseId: BASE };
}
