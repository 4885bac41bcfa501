import * as fs from "node:fs";
import * as path from "node:path";
import { checkBuildSpec } from "../../src/build-spec/check-build-spec";
import { ALL_CODES } from "../../src/build-spec/diagnostics/codes";
import { DOCUMENTATION_FILE, documentationUrl } from "../../src/build-spec/diagnostics/documentation";
import { loadShellParser, ShellParser } from "../../src/build-spec/shell/shell-parser";
import { StageUse } from "../../src/build-spec/stage-use";

/** Codes whose bad example would be too large for a page. */
const WITHOUT_BAD_EXAMPLE = ["BS102"];

/** The stage of the examples of BS321 to BS327, as the first of them describes it. */
const STAGE: StageUse = {
  stage: "Build",
  image: "OL8_X86_64_STANDARD_10",
  timeoutInSeconds: 600,
  parameters: ["imageVersion"],
  exportedBefore: [],
  savedBefore: ["jar"],
  deliveries: [{ stage: "Deliver", outputName: "function_image", isImage: true }],
  placeholders: [{ name: "TAG", artifact: "function" }],
};

const page = fs.readFileSync(path.join(__dirname, "../..", DOCUMENTATION_FILE), "utf8");

interface Example {
  readonly kind: string;
  /** Of the build runner, where the code depends on it. */
  readonly image?: string;
  readonly text: string;
}

interface Section {
  readonly anchor: string;
  readonly code: string;
  readonly severity: string;
  readonly examples: readonly Example[];
}

const SECTION =
  /^<a id="(.*)"><\/a>\n\n## (BS\d{3}) .+\n\nSeverity: (\w+)\b([\s\S]*?)(?=^<a id|(?![\s\S]))/gm;
const EXAMPLE = /^```yaml (\w+)(?: image=(\w+))?\n([\s\S]*?)^```$/gm;

const sections = [...page.matchAll(SECTION)].map(([, anchor, code, severity, body]): Section => ({
  anchor,
  code,
  severity,
  examples: [...body.matchAll(EXAMPLE)].map(([, kind, image, text]) => ({ kind, image, text })),
}));

describe("docs/diagnostics.md", () => {
  let shell: ShellParser;
  beforeAll(async () => void (shell = await loadShellParser()));

  const findings = (code: string, { text, image }: Example) =>
    checkBuildSpec(text, shell, { image, use: code.startsWith("BS32") ? STAGE : undefined });
  const example = (section: Section, kind: string) => section.examples.find((e) => e.kind === kind)!;

  test("has one section for each code, in order", () => {
    expect(sections.map(({ code }) => code)).toEqual(ALL_CODES.map(({ code }) => code));
    expect([...page.matchAll(/^## /gm)]).toHaveLength(sections.length);
  });

  test("is found under the address that a finding names", () => {
    for (const { anchor, code } of sections) {
      expect(documentationUrl(code).endsWith(`/${DOCUMENTATION_FILE}#${anchor}`)).toBe(true);
    }
  });

  test("says how bad each is", () => {
    expect(sections.map(({ code, severity }) => [code, severity])).toEqual(
      ALL_CODES.map(({ code, severity }) => [code, severity]),
    );
  });

  test.each(sections)("$code has a bad and a good example", ({ code, examples }) => {
    expect(examples.map(({ kind }) => kind)).toEqual([
      WITHOUT_BAD_EXAMPLE.includes(code) ? "sketch" : "bad",
      "good",
    ]);
  });

  test.each(sections.filter(({ code }) => !WITHOUT_BAD_EXAMPLE.includes(code)))(
    "the bad example of $code has a finding of it",
    (section) => {
      expect(findings(section.code, example(section, "bad")).map(({ code }) => code)).toContain(section.code);
    },
  );

  test.each(sections)("the good example of $code has no finding", (section) => {
    expect(findings(section.code, example(section, "good"))).toEqual([]);
  });
});
