import * as fs from "node:fs";
import * as path from "node:path";
import { cli, CliOptions, Ended } from "./support/cli";
import { writeFiles } from "../runner/support/temporary";
import { temporaryFolder } from "../support/temporary-folder";

const TIDY = "version: 0.1\ncomponent: build\nsteps:\n  - type: Command\n    command: make # all\n";
const UNTIDY = `\ufeff${TIDY.replace("build", "build  ").replace(/\n/g, "\r\n")}`;
const REFUSED = "version: 0.1 \nsteps: []\n";

/** Runs `fmt` in a folder of its own with these files. */
async function fmt(
  files: Readonly<Record<string, string | Buffer>>,
  args: readonly string[],
  options: Partial<CliOptions> = {},
): Promise<Ended & { readonly read: (file: string) => string; readonly folder: string }> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === "string") writeFiles(folder, { [name]: content });
    else fs.writeFileSync(path.join(folder, name), content);
  }
  const ended = await cli(["fmt", ...args], { cwd: folder, ...options });
  return { ...ended, folder, read: (file) => fs.readFileSync(path.join(folder, file), "utf8") };
}

describe("fmt", () => {
  test("writes what it mends, and names those files alone", async () => {
    const { exitCode, stdout, stderr, read } = await fmt({ "a/x.yaml": UNTIDY, "b.yaml": TIDY }, [
      "a/x.yaml",
      "b.yaml",
    ]);
    expect(stdout).toBe("a/x.yaml\n");
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(read("a/x.yaml")).toBe(TIDY);
    expect(read("b.yaml")).toBe(TIDY);
  });

  test("writes UTF-16 as UTF-8", async () => {
    const { read, stdout } = await fmt({ "a.yaml": Buffer.from(`\ufeff${TIDY}`, "utf16le") }, ["a.yaml"]);
    expect(stdout).toBe("a.yaml\n");
    expect(read("a.yaml")).toBe(TIDY);
  });

  test("lists with --check what it would mend, ends with 1, and writes nothing", async () => {
    const { exitCode, stdout, read } = await fmt({ "a.yaml": UNTIDY, "b.yaml": TIDY }, [
      "--check",
      "a.yaml",
      "b.yaml",
    ]);
    expect(stdout).toBe("a.yaml\n");
    expect(exitCode).toBe(1);
    expect(read("a.yaml")).toBe(UNTIDY);
    expect(await fmt({ "b.yaml": TIDY }, ["--check", "b.yaml"])).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("prints what it reads from standard input, mended", async () => {
    expect(await fmt({}, ["-"], { input: UNTIDY })).toMatchObject({ exitCode: 0, stdout: TIDY, stderr: "" });
    expect(await fmt({}, ["-", "--check"], { input: UNTIDY })).toMatchObject({
      exitCode: 1,
      stdout: "standard input\n",
    });
    expect(await fmt({}, ["-"], { input: REFUSED })).toMatchObject({ exitCode: 1, stdout: "" });
  });

  test("does not touch what the service would refuse, says why, and ends with 1", async () => {
    const { exitCode, stdout, stderr, read } = await fmt({ "bad.yaml": REFUSED, "a.yaml": UNTIDY }, [
      "bad.yaml",
      "a.yaml",
    ]);
    expect(stderr).toMatch(
      /^bad\.yaml:1:1: error BS201 .*\nbad\.yaml:2:8: error BS206 .*\nbad\.yaml: not formatted\n$/,
    );
    expect(stdout).toBe("a.yaml\n");
    expect(exitCode).toBe(1);
    expect(read("bad.yaml")).toBe(REFUSED);
  });

  test("does not touch bytes that are not UTF-8, which it would lose", async () => {
    const bytes = Buffer.concat([Buffer.from(`${UNTIDY}# `), Buffer.from([0xe4, 0x0a])]);
    const { exitCode, stderr, folder } = await fmt({ "latin.yaml": bytes }, ["latin.yaml"]);
    expect(stderr).toMatch(/^latin\.yaml:6:3: warning BS106 .*\nlatin\.yaml: not formatted\n$/);
    expect(exitCode).toBe(1);
    expect(fs.readFileSync(path.join(folder, "latin.yaml"))).toEqual(bytes);
  });

  test("mends what can be read, names what cannot, and ends with 2", async () => {
    const { exitCode, stdout, stderr } = await fmt({ "a.yaml": UNTIDY, "bad.yaml": REFUSED, "x/y": "" }, [
      ...["gone.yaml", "x", "bad.yaml", "a.yaml"],
    ]);
    expect(stderr).toMatch(/^gone\.yaml: cannot be read: ENOENT.*\nx: cannot be read: it is no regular file/);
    expect(stdout).toBe("a.yaml\n");
    expect(exitCode).toBe(2);
  });

  test("refuses standard input beside files", async () => {
    expect(await fmt({ "a.yaml": UNTIDY }, ["a.yaml", "-"], { input: UNTIDY })).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: "fmt: - prints to standard output; name it alone\n",
    });
  });
});
