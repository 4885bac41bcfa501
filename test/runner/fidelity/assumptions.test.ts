import { assumptions, isOn } from "../../../src/runner/fidelity/assumptions";
import { FIDELITY, FidelityRow } from "../../../src/runner/fidelity/fidelity-table";

const chosen = (choices: Readonly<Record<string, string>>) => {
  const problems: string[] = [];
  return { made: assumptions(new Map(Object.entries(choices)), problems), problems };
};

describe("assumptions", () => {
  test("are the first choices when nothing is chosen", () => {
    const { made, problems } = chosen({});
    expect(problems).toEqual([]);
    expect(made.get("longest-time")).toBe("28800");
    expect(isOn(made, "localhost-images")).toBe(true);
    expect(isOn(made, "fail-fast-default")).toBe(false);
  });

  test("take another choice, and a time in seconds", () => {
    const { made, problems } = chosen({ "fail-fast-default": "on", "longest-time": "60" });
    expect(problems).toEqual([]);
    expect([isOn(made, "fail-fast-default"), made.get("longest-time")]).toEqual([true, "60"]);
  });

  test("are refused all at once when there is no such choice", () => {
    const { problems } = chosen({
      unknown: "on",
      pipefail: "maybe",
      "longest-time": "0",
      "new-shell": "off",
    });
    expect(problems).toEqual([
      expect.stringMatching(/^--assume unknown: there is no such choice; there are .*fail-fast-default/),
      "--assume pipefail=maybe: choose off or on",
      "--assume longest-time=0: choose 28800 or SECONDS",
      expect.stringMatching(/^--assume new-shell: there is no such choice/),
    ]);
  });
});

describe("the table of fidelity", () => {
  const rows = Object.entries(FIDELITY) as [string, FidelityRow][];

  test.each(rows.filter(([, { basis }]) => basis === "assumed"))(
    "has a switch for what is only assumed: %s",
    (_, { choices = [] }) => {
      expect(choices.length).toBeGreaterThan(1);
    },
  );

  test.each(rows)("says where it is known from: %s", (_, { source, behaviour }) => {
    expect(source).not.toBe("");
    expect(behaviour).not.toBe("");
  });
});
