import { execFile, execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { compile, ROOT } from "../cli/support/cli";
import { temporaryFolder } from "../support/temporary-folder";

/**
 * A suite that fetches a command-line tool of some hundred MB from the package registry: skipped unless
 * REQUIRE_CDKTF_CLI=1 is set.
 */
export const describeWithCdktfCli: typeof describe | typeof describe.skip =
  process.env.REQUIRE_CDKTF_CLI === "1" ? describe : describe.skip;

/** The one stack of a project. */
export const STACK = "tweet-summarizer";

/** A project as a user has it: the example's stack, this package as it is published, and a CLI. */
export class CdktfProject {
  readonly folder = temporaryFolder();

  /** @param packages what npm installs beside this package */
  constructor(...packages: string[]) {
    compile();
    this.write("package.json", JSON.stringify({ name: "project", private: true }));
    const packed = ["pack", "--silent", "--ignore-scripts", "--pack-destination", this.folder];
    const tarball = execFileSync("npm", packed, { cwd: ROOT, encoding: "utf8" }).trim().split("\n").at(-1)!;
    const install = [
      "install",
      "--no-audit",
      "--no-fund",
      "--silent",
      ...packages,
      path.join(this.folder, tarball),
    ];
    execFileSync("npm", install, { cwd: this.folder, stdio: ["ignore", "ignore", "pipe"] });

    const tsc = require.resolve("typescript/bin/tsc");
    const examples = path.join(this.folder, "examples");
    execFileSync(process.execPath, [tsc, "-p", "examples/tsconfig.json", "--outDir", examples], {
      cwd: ROOT,
    });
    this.write(
      "main.js",
      `const { App } = require("cdktf");
const { TweetSummarizerStack } = require("./examples/${STACK}/stack");
const app = new App();
new TweetSummarizerStack(app, "${STACK}");
app.synth();
`,
    );
    const settings = {
      language: "typescript",
      app: "node main.js",
      projectId: "project",
      sendCrashReports: "false",
    };
    this.write("cdktf.json", JSON.stringify(settings));
  }

  /** The synthesized stack. */
  get stack(): Record<string, any> {
    const file = path.join(this.folder, "cdktf.out", "stacks", STACK, "cdk.tf.json");
    return JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, any>;
  }

  /** Runs an installed command, and returns what it printed; the project's own Node.js comes first on the PATH. */
  run(variables: Readonly<Record<string, string>>, ...[command, ...args]: string[]): Promise<string> {
    const bin = path.join(this.folder, "node_modules", ".bin");
    const env = {
      ...process.env,
      ...variables,
      PATH: `${bin}:${process.env.PATH}`,
      CHECKPOINT_DISABLE: "1",
      FORCE_COLOR: "0",
      TF_CLI_CONFIG_FILE: os.devNull,
    };
    const options = { cwd: this.folder, env, encoding: "utf8", maxBuffer: Infinity } as const;
    return new Promise((resolve, reject) => {
      execFile(path.join(bin, command), args, options, (error, stdout, stderr) =>
        error ? reject(new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`)) : resolve(stdout),
      );
    });
  }

  private write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, file), text);
  }
}
