import { MirrorSchedule } from "../../src";

describe("a mirror's schedule", () => {
  test("is the service's own, none, or a rule of RFC 5545", () => {
    expect(MirrorSchedule.SERVICE_DEFAULT).toMatchObject({
      scheduleType: "DEFAULT",
      customSchedule: undefined,
    });
    expect(MirrorSchedule.NONE).toMatchObject({ scheduleType: "NONE", customSchedule: undefined });
    expect(MirrorSchedule.custom("FREQ=DAILY;BYHOUR=4")).toMatchObject({
      scheduleType: "CUSTOM",
      customSchedule: "FREQ=DAILY;BYHOUR=4",
    });
  });

  test.each([1, 15, 59])("runs every %i minutes", (minutes) => {
    expect(MirrorSchedule.everyMinutes(minutes)).toMatchObject({
      scheduleType: "CUSTOM",
      customSchedule: `FREQ=MINUTELY;INTERVAL=${minutes}`,
    });
  });

  test.each([1, 23])("runs every %i hours", (hours) => {
    expect(MirrorSchedule.everyHours(hours).customSchedule).toBe(`FREQ=HOURLY;INTERVAL=${hours}`);
  });

  test.each([0, -1, 1.5, 60, NaN])("does not run every %p minutes", (minutes) => {
    expect(() => MirrorSchedule.everyMinutes(minutes)).toThrow(
      `a mirror runs every 1 to 59 (MINUTELY), not every ${minutes}`,
    );
  });

  test.each([0, 24, 2.5])("does not run every %p hours", (hours) => {
    expect(() => MirrorSchedule.everyHours(hours)).toThrow(
      `a mirror runs every 1 to 23 (HOURLY), not every ${hours}`,
    );
  });
});
