import { shown } from "../../../src/build-spec/checks/shown";

test.each([[""], ["a b"], ["$(git rev-parse HEAD)"], ["é"], ["a".repeat(60)]])("%j is shown", (source) => {
  expect(shown(source)).toBe(source);
});

test.each([["a\nb"], ["\u001b[31m"], ["\u202etxt"], ["a".repeat(61)]])("%j is not", (source) => {
  expect(shown(source)).toBe("...");
});
