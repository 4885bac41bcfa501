import { CheckedFile, counted } from "./checked-file";
import { formatDiagnostic } from "../../build-spec/diagnostics/diagnostic";

/** Findings as a JUnit report: a test case a file, which fails by its errors; warnings and notes are its output. */
export function junitReport(files: readonly CheckedFile[]): string {
  const failures = files.filter(({ findings }) => errorsOf(findings).length > 0).length;
  const counts = `tests="${files.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="oci-devops-local validate" ${counts}>`,
    `  <testsuite name="build_spec.yaml" ${counts}>`,
    ...files.flatMap(testCase),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

function testCase({ name, findings }: CheckedFile): string[] {
  const errors = errorsOf(findings);
  const others = findings.filter(({ severity }) => severity !== "error");
  const listed = (some: CheckedFile["findings"]) =>
    escaped(some.map((finding) => formatDiagnostic(name, finding)).join("\n"));
  return [
    `    <testcase classname="build_spec.yaml" name="${escapedAttribute(name)}">`,
    ...(errors.length === 0
      ? []
      : [
          `      <failure type="${escapedAttribute(errors[0].code)}" message="${counted(errors.length, "error")}">${listed(errors)}</failure>`,
        ]),
    ...(others.length === 0 ? [] : [`      <system-out>${listed(others)}</system-out>`]),
    "    </testcase>",
  ];
}

function errorsOf(findings: CheckedFile["findings"]): CheckedFile["findings"] {
  return findings.filter(({ severity }) => severity === "error");
}

/** Characters that XML 1.0 does not allow, and those that act on a terminal. */
const UNWRITABLE = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

/** A line end in an attribute would be read as a blank. */
function escapedAttribute(text: string): string {
  return escaped(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
