import { elapsed, SYSTEM_CLOCK } from "../../src/report/clock";

describe("an elapsed time", () => {
  test.each([
    [0, "0 s"],
    [-5, "0 s"],
    [999, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min 00 s"],
    [185_000, "3 min 05 s"],
    [3_599_000, "59 min 59 s"],
    [3_600_000, "1 h 00 min"],
    [28_800_000 + 120_000, "8 h 02 min"],
  ])("of %d ms is %s", (ms, text) => {
    expect(elapsed(ms)).toBe(text);
  });
});

describe("the system's clock", () => {
  test("ticks until it is stopped", async () => {
    let ticks = 0;
    const stop = SYSTEM_CLOCK.every(1, () => ticks++);
    while (ticks < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    stop();
    const before = ticks;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(ticks).toBe(before);
  });
});
