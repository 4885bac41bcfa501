import * as fs from "node:fs";
import * as path from "node:path";
import { readSecretsWithoutCommands, secretOrigins } from "../../src/cli/secret-origins";
import { temporaryFolder, writePrivateFile } from "../runner/support/temporary";

describe("secrets of a dry run", () => {
  test("are read, but commands are not run", () => {
    const folder = temporaryFolder("secrets");
    const trace = path.join(folder, "trace");
    writePrivateFile(folder, "token", "hunter22\n");
    const secret = [`A=@${path.join(folder, "token")}`, `B=cmd:touch ${trace}; echo x=y`, "C=env:C"];
    const { secrets } = readSecretsWithoutCommands({ secret }, { C: "from-env" });
    expect(Object.fromEntries(secrets)).toEqual({ A: "hunter22", B: "", C: "from-env" });
    expect(fs.existsSync(trace)).toBe(false);
  });

  test.each(["A=@no-such-file", "A=env:NOT_SET", "A=cmd:", "A=value"])(
    "are refused as in a run: %s",
    (text) => {
      expect(() => readSecretsWithoutCommands({ secret: [text] }, {})).toThrow(/^--secret A: /);
    },
  );
});

describe("where a value comes from", () => {
  const variables = [
    { name: "A", secretId: "ocid1.a" },
    { name: "B", secretId: "ocid1.b" },
    { name: "C", secretId: "ocid1.c" },
    { name: "D", secretId: "ocid1.d" },
    { name: "E", secretId: "ocid1.e" },
  ];
  const options = {
    secret: ["A=@token", "ocid1.b=env:B", "C=cmd:echo hunter22"],
    secretsFile: "secrets.yaml",
  };
  const shared = new Map([
    ["A", "never"],
    ["ocid1.d", "never"],
  ]);
  const origins = (canAsk: boolean) =>
    Object.fromEntries(
      secretOrigins(variables, options, { secrets: new Map(), sharedSecrets: shared }, canAsk),
    );

  test("is told without the value and without the command", () => {
    expect(origins(false)).toEqual({
      "ocid1.a": "--secret A, file token",
      "ocid1.b": "--secret ocid1.b, environment variable B",
      "ocid1.c": "--secret C, what a command prints",
      "ocid1.d": "--secrets-file secrets.yaml, ocid1.d",
    });
  });

  test("is the terminal for the rest where somebody can be asked", () => {
    expect(origins(true)["ocid1.e"]).toBe("the terminal, when the run begins");
    expect(origins(true)["ocid1.a"]).toBe("--secret A, file token");
  });
});
