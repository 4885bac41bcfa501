import { checkedFile, checkedInput, findingAt } from "./findings";
import { junitReport } from "../../../src/report/diagnostics/junit";

/** Fails on what is not well-formed; returns the tags in order. */
function tagsOf(xml: string): string[] {
  const tags = [...xml.matchAll(/<[^>]*>/g)].map(([tag]) => tag).slice(1);
  const open: string[] = [];
  for (const tag of tags) {
    expect(tag).toMatch(/^<(\/[a-z-]+|[a-z-]+( [a-z]+="[^"<]*")*)>$/);
    const name = /[a-z-]+/.exec(tag)![0];
    if (tag.startsWith("</")) expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  const text = xml.replace(/<[^>]*>/g, "");
  expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)/);
  return tags;
}

describe("findings as a JUnit report", () => {
  const findings = [
    findingAt("2:3-2:9", "BS201", "error"),
    findingAt("3:1-3:2", "BS202", "warning"),
    findingAt("4:1-4:2", "BS301", "error"),
    findingAt("5:1-5:2", "BS403", "note"),
  ];

  test("are a test case a file, which fails by its errors", () => {
    const xml = junitReport([checkedFile("a.yaml", "", ...findings), checkedInput("")]);
    expect(xml.split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="oci-devops-local validate" tests="2" failures="1" errors="0" skipped="0">',
      '  <testsuite name="build_spec.yaml" tests="2" failures="1" errors="0" skipped="0">',
      '    <testcase classname="build_spec.yaml" name="a.yaml">',
      '      <failure type="BS201" message="2 errors">a.yaml:2:3: error BS201 it is wrong; mend it',
      "a.yaml:4:1: error BS301 it is wrong; mend it</failure>",
      "      <system-out>a.yaml:3:1: warning BS202 it is wrong; mend it",
      "a.yaml:5:1: note BS403 it is wrong; mend it</system-out>",
      "    </testcase>",
      '    <testcase classname="build_spec.yaml" name="standard input">',
      "    </testcase>",
      "  </testsuite>",
      "</testsuites>",
    ]);
    tagsOf(xml);
  });

  test("do not fail a file for warnings and notes", () => {
    const tags = tagsOf(junitReport([checkedFile("a.yaml", "", findings[1], findings[3])]));
    expect(tags.join("")).toContain("<system-out>");
    expect(tags.join("")).not.toContain("<failure");
  });

  test("are well-formed and harmless, whatever names and texts hold", () => {
    const hostile = '<a b="c"> & \']]> \u0000\u0008\u001b[31m\u009b\ud800\uffff\u{1f600}';
    const xml = junitReport([
      checkedFile(`${hostile}\n\t.yaml`, "", findingAt("1:1-1:2", "BS202", "error", hostile)),
    ]);
    expect(tagsOf(xml)[2]).toMatch(/&#10;&#9;\.yaml"/);
    // eslint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u);
    expect(xml).toContain("&lt;a b=&quot;c&quot;&gt; &amp; ']]&gt; \ufffd");
    expect(xml).toContain("\u{1f600}");
  });
});
