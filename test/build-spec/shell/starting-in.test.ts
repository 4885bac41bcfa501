import { startingIn } from "../../../src/build-spec/shell/starting-in";

const at = (start: number) => ({ start, end: start + 10 });
const IN_ORDER = [0, 2, 2, 5, 9].map(at);

test.each([
  [{ start: 0, end: 10 }, IN_ORDER],
  [{ start: 2, end: 5 }, [at(2), at(2)]],
  [{ start: 2, end: 6 }, [at(2), at(2), at(5)]],
  [{ start: 6, end: 9 }, []],
  [{ start: 9, end: Infinity }, [at(9)]],
  [{ start: 5, end: 5 }, []],
])("in %j begins what stands from its start up to its end", (span, expected) => {
  expect(startingIn(IN_ORDER, span)).toEqual(expected);
});

test("nothing begins in an empty list", () => {
  expect(startingIn([], { start: 0, end: 10 })).toEqual([]);
});
