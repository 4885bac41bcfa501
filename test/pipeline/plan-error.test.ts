import { PlanError } from "../../src/pipeline/plan-error";

test("a plan's error has one problem a line", () => {
  const error = new PlanError(["a: first", "b: second"]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("PlanError");
  expect(error.message).toBe("a: first\nb: second");
  expect(error.problems).toEqual(["a: first", "b: second"]);
});
