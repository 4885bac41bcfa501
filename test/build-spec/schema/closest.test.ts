import { closest } from "../../../src/build-spec/schema/closest";

const KEYS = ["type", "name", "command", "timeoutInSeconds", "shell", "runAs", "onFailure", "env"];

describe("the word that was meant", () => {
  test.each([
    ["timeoutInSecond", "timeoutInSeconds"],
    ["timeOutInSeconds", "timeoutInSeconds"],
    ["TimeoutInSeconds", "timeoutInSeconds"],
    ["comand", "command"],
    ["comands", "command"],
    ["RUNAS", "runAs"],
    ["onFailures", "onFailure"],
    ["nmae", undefined],
    ["nam", "name"],
    ["evn", undefined],
    ["ENV", "env"],
    ["envs", "env"],
    ["displayName", undefined],
    ["", undefined],
  ])("by %j is %s", (written, meant) => {
    expect(closest(written, KEYS)).toBe(meant);
  });

  test("is the one with the fewest slips", () => {
    expect(closest("variable", ["vaultVariable", "variables", "variable_s"])).toBe("variables");
  });

  test("is none of a list without words", () => {
    expect(closest("name", [])).toBeUndefined();
  });

  test("is not looked for when a word of a hostile file is long", () => {
    const long = "a".repeat(41);
    expect(closest(long, [long])).toBeUndefined();
    expect(closest(long.slice(1), [long.slice(1)])).toBe(long.slice(1));
  });
});
