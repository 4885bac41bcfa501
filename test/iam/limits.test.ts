import { exceededLimits } from "../../src/iam/limits";

const holder = (statements: number, groups = 1, rule = "ALL {}") => ({
  heldBy: "test/grants",
  groups: Array.from({ length: groups }, () => ({ matchingRule: rule })),
  statements: Array.from({ length: statements }, () => ({ attachedTo: "team" })),
});

describe("the limits of OCI", () => {
  test("are kept by just as much as they allow", () => {
    const all = Array.from({ length: 50 }, () => holder(10));
    expect(exceededLimits([...all, holder(0, 0)])).toEqual([]);
    expect(exceededLimits([holder(0, 1, "x".repeat(100_000))])).toEqual([]);
  });

  test("are exceeded by one more, each with what to do", () => {
    const all = [...Array.from({ length: 50 }, () => holder(10)), holder(1, 1, "x".repeat(100_001))];
    expect(exceededLimits(all)).toEqual([
      expect.stringMatching(/^the stack makes 51 dynamic groups, .*at most 50: set grouping/),
      expect.stringMatching(
        /^the matching rule of test\/grants has 100001 characters, .*at most 100000: set grouping/,
      ),
      expect.stringMatching(
        /^the stack attaches 501 statements to compartment team, .*at most 500 from the root/,
      ),
    ]);
  });
});
