import { Variables } from "./request-variables";
import { momentOf, secondOfDay } from "./timestamp";
import { allHold, anyHolds, no, NO, not, truth, Truth, unknown } from "./truth";
import { isKnownVariable } from "../catalogue/permissions";
import { Condition, Operand } from "../language/statement";

type Comparison = Extract<Condition, { kind: "comparison" }>;
type Between = Extract<Condition, { kind: "between" }>;
type Sets = Extract<Condition, { kind: "sets" }>;

/**
 * Whether a condition is true of a request with these variables.
 *
 * A comparison with a variable that does not apply to the request is false, `!=` too. Case does not matter.
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm
 */
export function conditionHolds(condition: Condition, variables: Variables): Truth {
  switch (condition.kind) {
    case "any":
      return anyHolds(condition.conditions.map((each) => conditionHolds(each, variables)));
    case "all":
      return allHold(condition.conditions.map((each) => conditionHolds(each, variables)));
    case "comparison":
      return ofValue(condition.variable, variables, (actual) => compare(actual, condition, variables));
    case "in":
      return ofValue(condition.variable, variables, (actual) =>
        truth(condition.values.some((value) => same(actual, value))),
      );
    case "between":
      return ofValue(condition.variable, variables, (actual) => isBetween(actual, condition));
    case "sets":
      return compareSets(condition, variables);
  }
}

/** What a test says of a variable's value; false without one. */
function ofValue(name: string, variables: Variables, test: (value: string) => Truth): Truth {
  const value = variables.get(name.toLowerCase());
  if (value !== undefined) return test(value);
  return isKnownVariable(name)
    ? NO
    : no(`the variable ${name} is not of the catalogue, and the request has none`);
}

function compare(actual: string, { variable, operator, value }: Comparison, variables: Variables): Truth {
  switch (operator) {
    case "=":
      return equals(actual, value, variables, (equal) => equal);
    case "!=":
      return equals(actual, value, variables, not);
    case "before":
      return inOrder(actual, value, variable, (moment, limit) => moment < limit);
    case "after":
      return inOrder(actual, value, variable, (moment, limit) => moment > limit);
  }
}

function equals(actual: string, value: Operand, variables: Variables, read: (equal: Truth) => Truth): Truth {
  switch (value.kind) {
    case "text":
      return read(truth(same(actual, value.text)));
    case "pattern":
      return read(matches(actual, value.pattern));
    case "variable":
      return ofValue(value.name, variables, (other) => read(truth(same(actual, other))));
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function matches(actual: string, pattern: string): Truth {
  const [, open, core, end] = /^(\*?)(.*?)(\*?)$/s.exec(pattern.toLowerCase())!;
  const text = actual.toLowerCase();
  if (core.includes("*")) {
    return unknown(`the pattern /${pattern}/ has a * in the middle, patterns have it at their ends only`);
  }
  if (open && end) return truth(text.includes(core));
  if (open) return truth(text.endsWith(core));
  if (end) return truth(text.startsWith(core));
  return truth(text === core);
}

function inOrder(
  actual: string,
  value: Operand,
  variable: string,
  test: (moment: number, limit: number) => boolean,
): Truth {
  const moment = momentOf(actual);
  const limit = value.kind === "text" ? momentOf(value.text) : undefined;
  return moment === undefined || limit === undefined
    ? unknown(`${variable} is compared with before or after, which take UTC time stamps only`)
    : truth(test(moment, limit));
}

/** The span may reach over midnight. */
function isBetween(actual: string, { variable, from, to }: Between): Truth {
  const [time, start, end] = [actual, from, to].map(secondOfDay);
  if (time === undefined || start === undefined || end === undefined) {
    return unknown(`${variable} is compared with between, which takes UTC times of the day only`);
  }
  return truth(start <= end ? start <= time && time <= end : start <= time || time <= end);
}

function compareSets({ test, left, right }: Sets, variables: Variables): Truth {
  return ofSet(left, variables, (a) =>
    ofSet(right, variables, (b) => {
      const shared = [...a].filter((item) => b.has(item)).length;
      return truth(test === "sets-intersect" ? shared > 0 : shared === a.size && shared === b.size);
    }),
  );
}

/** The items between the commas of a variable's value. */
function ofSet(name: string, variables: Variables, test: (items: ReadonlySet<string>) => Truth): Truth {
  return ofValue(name, variables, (value) =>
    test(new Set(value.split(",").map((item) => item.trim().toLowerCase()))),
  );
}
