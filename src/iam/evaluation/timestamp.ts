const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?$/i;
const DATE = /^(\d{4}-\d\d-\d\d)(?:T([^Z]+))?Z?$/i;

/**
 * Milliseconds since 1970 of a time stamp such as `2020-04-01T15:00:00Z`, `2020-04-01T05:00Z` or `2020-04-01Z`;
 * undefined when it is none.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policies/scoping-policy-by-time.htm
 */
export function momentOf(text: string): number | undefined {
  const [, date, time = "00:00"] = DATE.exec(text) ?? [];
  const seconds = secondOfDay(time);
  const day = Date.parse(date);
  return seconds === undefined || Number.isNaN(day) ? undefined : day + seconds * 1000;
}

/** Seconds since midnight of a time such as `17:00:00Z`; undefined when it is none. */
export function secondOfDay(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
  return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 60 + minutes) * 60 + seconds : undefined;
}
