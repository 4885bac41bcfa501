import { explain } from "../../src/cli/user-error";
import { PlanError } from "../../src/pipeline/plan-error";
import { ExitCode, RunnerError } from "../../src/runner/exit-code";

describe("a command that fails", () => {
  test("says what the user can do about it, without a stack trace", () => {
    expect(explain(new RunnerError(ExitCode.TIMEOUT, "too slow"))).toEqual({
      message: "too slow",
      exitCode: 124,
    });
  });

  test("says everything that is wrong with a stack", () => {
    expect(explain(new PlanError(["first", "second"]))).toEqual({ message: "first\nsecond", exitCode: 2 });
  });

  test("says where it happened when it is a bug", () => {
    const { message, exitCode } = explain(new TypeError("x is undefined"));
    expect(exitCode).toBe(125);
    expect(message).toMatch(/^this is a bug in oci-devops-local: TypeError: x is undefined\n +at /);
  });
});
