import { codeSections } from "../../../src/report/diagnostics/code-sections";

const DOCUMENT = [
  "# Findings",
  "Words before.",
  '<a id="bs101"></a>',
  "",
  "## BS101 Not valid YAML",
  "",
  "Because.",
  "",
  "```yaml bad",
  "## BS999 a comment",
  "# another",
  "```",
  "",
  '<a id="bs102"></a>',
  "",
  "## BS102 Too large ",
  "### Limits",
  "Text.",
  "## Other things",
  "No code.",
].join("\n");

describe("the sections of the documentation", () => {
  test("are found by code, in order, with their titles", () => {
    const sections = codeSections(DOCUMENT);
    expect([...sections.values()].map(({ code, title }) => [code, title])).toEqual([
      ["BS101", "Not valid YAML"],
      ["BS102", "Too large"],
    ]);
  });

  test("end before the next heading, but not at one in an example", () => {
    const sections = codeSections(DOCUMENT);
    expect(sections.get("BS101")!.text).toBe(
      "## BS101 Not valid YAML\n\nBecause.\n\n```yaml bad\n## BS999 a comment\n# another\n```",
    );
    expect(sections.get("BS102")!.text).toBe("## BS102 Too large \n### Limits\nText.");
  });
});
