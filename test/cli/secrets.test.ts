import * as path from "node:path";
import { readSecrets } from "../../src/cli/secrets";
import { ExitCode, RunnerError } from "../../src/runner/exit-code";
import { temporaryFolder, writeFiles } from "../runner/support/temporary";

function fileWith(text: string): string {
  return path.join(writeFiles(temporaryFolder("secret"), { secret: text }), "secret");
}

function refusal(options: readonly string[], env: NodeJS.ProcessEnv = {}): RunnerError {
  try {
    readSecrets(options, env);
  } catch (error) {
    return error as RunnerError;
  }
  throw new Error("it was accepted");
}

describe("the value of a secret", () => {
  test.each([
    ["hunter22", "hunter22"],
    ["hunter22\n", "hunter22"],
    ["hunter22\r\n", "hunter22"],
    ["hunter22\n\n", "hunter22\n"],
    [" lines \nof a = key\n", " lines \nof a = key"],
  ])("in a file with %j is %j", (text, value) => {
    expect(readSecrets([`TOKEN=@${fileWith(text)}`], {})).toEqual(new Map([["TOKEN", value]]));
  });

  test("may come from the environment, as it is", () => {
    expect(readSecrets(["ocid1.secret=env:MY_TOKEN"], { MY_TOKEN: "a=b\n" })).toEqual(
      new Map([["ocid1.secret", "a=b\n"]]),
    );
  });

  test("that cannot be had is told, all at once", () => {
    const missing = path.join(temporaryFolder(), "missing");
    const { exitCode, message } = refusal([`A=@${missing}`, "B=env:UNSET", "C=env:EMPTY", "D=env:"], {
      EMPTY: "",
    });
    expect(exitCode).toBe(ExitCode.USAGE);
    expect(message.split("\n")).toEqual([
      expect.stringMatching(new RegExp(`^--secret A: .*${missing}`)),
      "--secret B: the environment variable UNSET is empty or not set",
      "--secret C: the environment variable EMPTY is empty or not set",
      expect.stringContaining("--secret D: write @FILE or env:VARIABLE"),
    ]);
  });

  test.each(["TOKEN=hunter22", "hunter22", "=hunter22"])(
    "is not repeated when it stands on the command line as %s",
    (option) => {
      const { exitCode, message } = refusal([option]);
      expect(exitCode).toBe(ExitCode.USAGE);
      expect(message).not.toContain("hunter22");
    },
  );
});
