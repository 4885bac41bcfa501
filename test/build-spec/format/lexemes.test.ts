import { lexemes } from "../../../src/build-spec/format/lexemes";

const TEXT = `%YAML 1.2
---
a: &x "b # no"  # yes
c:\t|
  # script
  make  \n
[1, 2]: {d: *x}
`;

describe("the pieces of a text", () => {
  test("together are the text, each at its offset", () => {
    const all = lexemes(TEXT);
    expect(all.map(({ text }) => text).join("")).toBe(TEXT);
    for (const { text, offset } of all) expect(TEXT.startsWith(text, offset)).toBe(true);
  });

  test("tell comments from what looks like one in a scalar", () => {
    const comments = lexemes(TEXT).filter(({ kind }) => kind === "comment");
    expect(comments.map(({ text }) => text)).toEqual(["# yes"]);
  });

  test("keep a block as one piece, with the blanks at the ends of its lines", () => {
    expect(lexemes(TEXT)).toContainEqual(
      expect.objectContaining({ kind: "other", text: "  # script\n  make  \n" }),
    );
  });
});
