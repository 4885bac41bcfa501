import { Construct } from "constructs";
import { ValidationError } from "../../src/validation/validation-error";
import { testStack } from "../support/test-stack";

describe("a validation error", () => {
  class Pipeline extends Construct {}
  const error = () =>
    new ValidationError(new Pipeline(testStack().stack, "build"), [
      "name is empty",
      "two sources are named a",
    ]);

  test("names the kind and the path of the construct and gives each violation a line of its own", () => {
    expect(error().message).toBe(
      "Pipeline test/build is not valid:\n  - name is empty\n  - two sources are named a",
    );
  });

  test("is an error that tells itself from others and keeps the violations apart", () => {
    expect(error()).toBeInstanceOf(Error);
    expect(error().name).toBe("ValidationError");
    expect(error().violations).toEqual(["name is empty", "two sources are named a"]);
  });

  test("shows no line of the library's own code", () => {
    expect(error().stack).toBe(`ValidationError: ${error().message}`);
  });
});
