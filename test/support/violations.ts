import { ValidationError } from "../../src/validation/validation-error";

/**
 * What a ValidationError lists, checked to name the construct's path and to have every violation in its message.
 *
 * @param path path of the construct that the error must name
 */
export function violationsOf(path: string, act: () => unknown): string[] {
  const error = thrownBy(act);
  if (!(error instanceof ValidationError)) throw error ?? new Error("nothing was refused");
  const [title, ...lines] = error.message.split("\n");
  expect(title).toMatch(/^\w+ \S+ is not valid:$/);
  expect(title.split(" ")[1]).toBe(path);
  expect(lines).toEqual(error.violations.map((violation) => `  - ${violation}`));
  return [...error.violations];
}

/** What a function throws; undefined when it does not. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}
