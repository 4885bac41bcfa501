import { asciiJson } from "../../src/report/ascii-json";

describe("JSON for a terminal", () => {
  test("is printable ASCII and reads as the same value", () => {
    const value = { name: "größe\u009b2J\u202e\u001b[2J\u007f😀" };
    const text = asciiJson(value);
    expect(text).toMatch(/^[\n\u0020-\u007e]*$/);
    expect(JSON.parse(text)).toEqual(value);
  });
});
