import { formatBuildSpec } from "../../../src/build-spec/format/format-build-spec";

const HEAD = "version: 0.1\ncomponent: build\n";
const STEPS = "steps:\n  - type: Command\n    command: make\n";

/** Formats the lines between head and steps. */
function formatted(middle: string): string {
  const text = formatBuildSpec(`${HEAD}${middle}${STEPS}`);
  expect(text?.startsWith(HEAD)).toBe(true);
  expect(text?.endsWith(STEPS)).toBe(true);
  return text!.slice(HEAD.length, -STEPS.length);
}

describe("formatting", () => {
  test("leaves a tidy file as it is", () => {
    const text = `# head\n\n${HEAD}\n# what is done\n${STEPS}`;
    expect(formatBuildSpec(text)).toBe(text);
  });

  test("refuses a file that the service would refuse", () => {
    expect(formatBuildSpec(`${HEAD}steps: []\n`)).toBeUndefined();
    expect(formatBuildSpec("a: b: c")).toBeUndefined();
    expect(formatBuildSpec("")).toBeUndefined();
  });

  test("removes a byte order mark and carriage returns", () => {
    const text = `\ufeff${HEAD}${STEPS}`.replace(/\n/g, "\r\n");
    expect(formatBuildSpec(text)).toBe(HEAD + STEPS);
  });

  test("adds the line end at the end", () => {
    expect(formatBuildSpec((HEAD + STEPS).trimEnd())).toBe(HEAD + STEPS);
  });

  test("removes blanks at the ends of lines, and of comments", () => {
    expect(formatted("timeoutInSeconds: 60 \t \n   \n# why \t\nshell: bash # c  \n")).toBe(
      "timeoutInSeconds: 60\n\n# why\nshell: bash # c\n",
    );
  });

  test("writes tabs between words as blanks, but not in comments", () => {
    expect(formatted("timeoutInSeconds:\t60\t# a\tb\n")).toBe("timeoutInSeconds: 60 # a\tb\n");
  });

  test("keeps quotes, indentation, blank lines and the order of keys", () => {
    const middle =
      "shell:   'bash'\n\n\nenv:\n    exportedVariables:\n    - A\n    variables: {B: \"1\", 'C':  2}\n";
    expect(formatted(middle)).toBe(middle);
  });

  test("keeps scripts to the last byte", () => {
    const scripts = [
      "|\n      make  \n      \tif x\n        # no comment \n      export NAME =v\n\n",
      "| \n      make\t\n",
      ">-\n      a  \n      b\n",
      "|2-\n        a \n      b\n",
      '"a \t\n\n      b "\n',
      "|+\n      make\n      \n\n",
    ];
    for (const script of scripts) {
      const text = `${HEAD}steps:\n  - type: Command\n    command: ${script}    name: x\n`;
      expect(formatBuildSpec(text)).toBe(text.replace("| \n", "|\n"));
    }
  });

  test("keeps every line end that a script at the end keeps", () => {
    const text = `${HEAD}steps:\n  - type: Command\n    command: |+\n      make\n\n\n`;
    expect(formatBuildSpec(text)).toBe(text);
  });

  describe("of a key that stands twice", () => {
    test("keeps the last, and the comments of all", () => {
      expect(
        formatted("# one\ntimeoutInSeconds: 1 # two\n# three\nshell: bash\ntimeoutInSeconds: 2 # four\n"),
      ).toBe("# one\n# two\n# three\nshell: bash\ntimeoutInSeconds: 2 # four\n");
    });

    test("keeps the last of several, one after the other", () => {
      expect(formatted("shell: a\nshell: b\nshell: bash\n")).toBe("shell: bash\n");
    });

    test("removes a whole mapping, with duplicates of its own", () => {
      expect(
        formatted(
          "env:\n  variables: {A: 1, A: 2}\n  # kept\n  exportedVariables: [A]\nenv:\n  variables: {B: 1}\n",
        ),
      ).toBe("# kept\nenv:\n  variables: {B: 1}\n");
    });

    test("puts the next key behind the hyphen", () => {
      const text = `${HEAD}steps:\n  - name: a\n    name: b\n    type: Command\n    command: |\n      one\n    command: |\n      two\n`;
      expect(formatBuildSpec(text)).toBe(
        `${HEAD}steps:\n  - name: b\n    type: Command\n    command: |\n      two\n`,
      );
    });

    test("works in braces", () => {
      expect(formatted("env: {variables: {A: 1, B: 2, 'A': 3}}\n")).toBe(
        "env: {variables: {B: 2, 'A': 3}}\n",
      );
    });

    test("leaves what an alias elsewhere needs", () => {
      const middle = "env:\n  variables: &all\n    A: 1\n  variables: *all\n";
      expect(formatted(middle)).toBe(middle);
    });

    test("leaves merge keys, which all count", () => {
      const middle = "x-a: &a {shell: bash}\nx-b: &b {timeoutInSeconds: 60}\n<<: *a\n<<: *b\n";
      expect(formatted(middle)).toBe(middle);
    });

    test("leaves keys with a question mark, a tag or an anchor", () => {
      const middle = "? shell\n: sh\n&a shell: a\n!!str shell: b\nshell: bash\n";
      expect(formatted(middle)).toBe(middle);
    });
  });

  describe("of locations", () => {
    /** Formats an output with this location, which may have more lines. */
    function location(text: string): string {
      const before = `${HEAD}${STEPS}outputArtifacts:\n  - name: app\n    type: BINARY\n    location: `;
      const result = formatBuildSpec(`${before}${text}\n`)!;
      expect(result.startsWith(before)).toBe(true);
      return result.slice(before.length, -1);
    }

    test.each([
      ["$A", "${A}"],
      ["$A/b-$C_2.jar # $D", "${A}/b-${C_2}.jar # $D"],
      ["'$A'", "'${A}'"],
      ['"a\\t$A"', '"a\\t${A}"'],
      ["|\n      $A", "|\n      ${A}"],
      ["${A}/$B", "${A}/${B}"],
    ])("writes %j as %j", (bare, braced) => {
      expect(location(bare)).toBe(braced);
    });

    test.each(["${A}", "Outer$Inner.class", "$1", "$(date)", "${A:-b}", '"\\u0024A"'])(
      "leaves %j",
      (text) => {
        expect(location(text)).toBe(text);
      },
    );

    test("does so for inputs, too", () => {
      const input = (place: string) => `inputArtifacts:\n  - name: in\n    location: ${place}\n`;
      expect(formatted(input("$A/b"))).toBe(input("${A}/b"));
    });

    test("leaves what stands in braces, which would end the text", () => {
      const text = `${HEAD}${STEPS}outputArtifacts: [{name: a, type: BINARY, location: $A}]\n`;
      expect(formatBuildSpec(text)).toBe(text);
    });

    test("leaves a text that stands for a variable, too", () => {
      const middle =
        "env:\n  variables:\n    A: &place $B/x\ninputArtifacts:\n  - name: in\n    location: *place\n";
      expect(formatted(middle)).toBe(middle);
    });
  });
});
