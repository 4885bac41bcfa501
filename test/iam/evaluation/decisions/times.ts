import { ask, cited, DecisionCase } from "./decision-case";

const PAGE = "Identity/policies/scoping-policy-by-time.htm";
const stamp = cited("1.4", PAGE, "request.utc-timestamp takes before and after an ISO 8601 time in UTC");
const month = cited("1.4", PAGE, "month-of-year takes =, != and in");
const day = cited("1.4", PAGE, "day-of-month takes =, != and in");
const weekday = cited("1.4", PAGE, "day-of-week is an English name, with =, != and in");
const time = cited("1.4", PAGE, "time-of-day lies between two times, whichever day they fall on");
const missing = cited(
  "1.4",
  "Identity/policysyntax/conditions.htm",
  "a variable that does not apply declines the request",
);

const NOW = "request.utc-timestamp";
const when = (condition: string) =>
  `Allow dynamic-group Builders to read repos in tenancy where ${condition}`;
const at = (variable: string, value: string) => ask("REPOSITORY_READ", { variables: { [variable]: value } });
const DAY_SHIFT = when(`${NOW}.time-of-day between '17:00:00Z' and '01:00:00Z'`);
const NIGHT_SHIFT = when(`${NOW}.time-of-day between '01:00:00Z' and '17:00:00Z'`);
const WORK_WEEK = when(
  `ANY {${NOW}.day-of-week in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')}`,
);

export const TIMES: readonly DecisionCase[] = [
  stamp.allows("before the end", when(`${NOW} before '2022-01-01T00:00Z'`), at(NOW, "2021-12-31T23:59:59Z")),
  stamp.refuses("at the end", when(`${NOW} before '2022-01-01T00:00Z'`), at(NOW, "2022-01-01T00:00:00Z")),
  stamp.refuses("behind the end", when(`${NOW} before '2022-01-01T00:00Z'`), at(NOW, "2022-01-01T00:00:01Z")),
  stamp.allows("after the beginning", when(`${NOW} after '2020-04-01Z'`), at(NOW, "2020-04-01T00:00:01Z")),
  stamp.refuses(
    "ahead of the beginning",
    when(`${NOW} after '2020-04-01T15:00:00Z'`),
    at(NOW, "2020-04-01T14:59:59Z"),
  ),
  stamp.allows(
    "between two time stamps",
    when(`all {${NOW} after '2025-12-11T00:00:00Z', ${NOW} before '2025-12-12T00:00:00Z'}`),
    at(NOW, "2025-12-11T14:00:00Z"),
  ),
  month.allows(
    "a month of summer",
    when(`ANY {${NOW}.month-of-year in ('6', '7', '8')}`),
    at(`${NOW}.month-of-year`, "7"),
  ),
  month.refuses(
    "a month of winter",
    when(`ANY {${NOW}.month-of-year in ('6', '7', '8')}`),
    at(`${NOW}.month-of-year`, "12"),
  ),
  month.refuses(
    "the month that is excluded",
    when(`${NOW}.month-of-year != '7'`),
    at(`${NOW}.month-of-year`, "7"),
  ),
  day.allows("the first day", when(`${NOW}.day-of-month = '1'`), at(`${NOW}.day-of-month`, "1")),
  day.refuses("the eleventh day", when(`${NOW}.day-of-month = '1'`), at(`${NOW}.day-of-month`, "11")),
  weekday.allows("a working day", WORK_WEEK, at(`${NOW}.day-of-week`, "Monday")),
  weekday.refuses("a Sunday", WORK_WEEK, at(`${NOW}.day-of-week`, "Sunday")),
  time.allows("by day, over midnight", DAY_SHIFT, at(`${NOW}.time-of-day`, "23:30:00Z")),
  time.allows("by day, behind midnight", DAY_SHIFT, at(`${NOW}.time-of-day`, "00:30:00Z")),
  time.refuses("by day, at night", DAY_SHIFT, at(`${NOW}.time-of-day`, "12:00:00Z")),
  time.allows("by night", NIGHT_SHIFT, at(`${NOW}.time-of-day`, "12:00:00Z")),
  time.refuses("by night, by day", NIGHT_SHIFT, at(`${NOW}.time-of-day`, "18:00:00Z")),
  time.allows(
    "an hour of one digit",
    when(`${NOW}.time-of-day between '01:00:00Z' and '2:01:00Z'`),
    at(`${NOW}.time-of-day`, "01:30:00Z"),
  ),
  missing.refuses("no time stamp, before", when(`${NOW} before '2999-01-01T00:00Z'`), ask("REPOSITORY_READ")),
  missing.refuses("no weekday, !=", when(`${NOW}.day-of-week != 'sunday'`), ask("REPOSITORY_READ")),
  missing.refuses("no time of the day", NIGHT_SHIFT, ask("REPOSITORY_READ")),
];
