import { resolvePlaceholders } from "../../src/runner/placeholders";

const VALUES = new Map([
  ["tag", "1.0"],
  ["empty", ""],
  ["nested", "${tag}"],
]);

describe("placeholders", () => {
  test.each([
    ["image:${tag}", "image:1.0"],
    ["${tag}${tag}", "1.01.0"],
    ["a${empty}b", "ab"],
    ["${nested}", "${tag}"],
    ["$tag {tag} $(tag) ${} ${ tag } ${1tag}", "$tag {tag} $(tag) ${} ${ tag } ${1tag}"],
    ["$${tag}", "$1.0"],
  ])("of %s are filled in", (text, expected) => {
    expect(resolvePlaceholders(text, VALUES)).toEqual({ text: expected, missing: [] });
  });

  test("that nothing fills stay and are told", () => {
    expect(resolvePlaceholders("${tag}/${no}/${Tag}/${no}", VALUES)).toEqual({
      text: "1.0/${no}/${Tag}/${no}",
      missing: ["no", "Tag", "no"],
    });
  });
});
