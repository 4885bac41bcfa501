import { checkedFile, checkedInput, findingAt } from "./findings";
import { CheckedFile } from "../../../src/report/diagnostics/checked-file";
import { codeSections } from "../../../src/report/diagnostics/code-sections";
import { sarifReport } from "../../../src/report/diagnostics/sarif";

interface Run {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: { readonly id: string }[] } };
  readonly results: {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly locations: { readonly physicalLocation: { readonly artifactLocation: unknown } }[];
  }[];
  readonly originalUriBaseIds: Record<string, unknown>;
}

const SECTIONS = codeSections("## BS201 Key is missing\n\nAdd it.\n");

function runOf(...files: readonly CheckedFile[]): Run {
  const log = JSON.parse(sarifReport(files, { sections: SECTIONS, folder: "/work/app" })) as {
    version: string;
    runs: Run[];
  };
  expect(log.version).toBe("2.1.0");
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

/** Where a file is said to be. */
function locationOf(path: string): unknown {
  const [result] = runOf(checkedFile(path, "", findingAt("1:1-1:2", "BS201", "error"))).results;
  return result.locations[0].physicalLocation.artifactLocation;
}

describe("findings in SARIF", () => {
  test("have level, message and region", () => {
    const { results } = runOf(
      checkedFile(
        "build_spec.yaml",
        "",
        findingAt("2:3-4:9", "BS201", "error"),
        findingAt("5:1-5:1", "SC2086", "note"),
      ),
    );
    expect(results).toEqual([
      {
        ruleId: "BS201",
        ruleIndex: 0,
        level: "error",
        message: { text: "it is wrong; mend it" },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "build_spec.yaml", uriBaseId: "%SRCROOT%" },
              region: { startLine: 2, startColumn: 3, endLine: 4, endColumn: 9 },
            },
          },
        ],
      },
      expect.objectContaining({ ruleId: "SC2086", ruleIndex: 1, level: "note" }),
    ]);
  });

  test("describe each code once, as a rule with the help of its section", () => {
    const findings = [
      findingAt("1:1-1:2", "SC2086", "note"),
      findingAt("1:1-1:2", "BS201", "error"),
      findingAt("2:1-2:2", "BS201", "error"),
    ];
    const { tool, results } = runOf(checkedFile("a", "", ...findings), checkedFile("b", "", findings[1]));
    expect(tool.driver.rules).toEqual([
      {
        id: "BS201",
        shortDescription: { text: "Key is missing" },
        fullDescription: { text: "Key is missing" },
        helpUri: expect.stringMatching(/docs\/diagnostics\.md#bs201$/),
        help: { text: "## BS201 Key is missing\n\nAdd it.", markdown: "## BS201 Key is missing\n\nAdd it." },
        defaultConfiguration: { level: "error" },
      },
      expect.objectContaining({
        id: "SC2086",
        shortDescription: { text: "ShellCheck SC2086" },
        helpUri: "https://www.shellcheck.net/wiki/SC2086",
      }),
    ]);
    expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([1, 0, 0, 0]);
  });

  test.each([
    ["build_spec.yaml", "build_spec.yaml"],
    ["./a/../b/build spec#1?.yaml", "b/build%20spec%231%3F.yaml"],
    ["ä%/日.yaml", "%C3%A4%25/%E6%97%A5.yaml"],
    ["/work/app/sub/x.yaml", "sub/x.yaml"],
    ["a:b.yaml", "a%3Ab.yaml"],
    ["..x/y.yaml", "..x/y.yaml"],
  ])("say that %s is at %s", (path, uri) => {
    expect(locationOf(path)).toEqual({ uri, uriBaseId: "%SRCROOT%" });
  });

  test.each([
    ["../other/x y.yaml", "file:///work/other/x%20y.yaml"],
    ["/etc/x.yaml", "file:///etc/x.yaml"],
  ])("give the whole address of %s, which is outside", (path, uri) => {
    expect(locationOf(path)).toEqual({ uri });
  });

  test("of standard input have an address, without which nothing reads them", () => {
    const { results } = runOf(checkedInput("", findingAt("1:1-1:2", "BS201", "error")));
    expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "stdin",
      description: { text: "standard input" },
    });
  });

  test("are an empty list when there are none", () => {
    const { results, tool } = runOf(checkedFile("a", ""));
    expect(results).toEqual([]);
    expect(tool.driver.rules).toEqual([]);
  });

  test("are printable ASCII", () => {
    const file = checkedFile("\u009b", "", findingAt("1:1-1:2", "BS201", "error", "\u001b日本"));
    expect(sarifReport([file], { sections: SECTIONS, folder: "/" })).toMatch(/^[\n\u0020-\u007e]*$/);
  });
});
