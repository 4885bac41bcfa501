import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { Diagnostic } from "../../src/build-spec/diagnostics/diagnostic";

const PARSER = path.resolve(__dirname, "../../src/build-spec/parse");
const PROGRAM = `
  const { parseBuildSpec } = require(${JSON.stringify(PARSER)});
  const { diagnostics } = parseBuildSpec(require("node:fs").readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(diagnostics));
`;

/**
 * The findings of a text that may make the parser hang or run out of memory: it runs in a process of its own, with
 * 512 MB and 10 seconds.
 *
 * @throws Error that says how the process ended
 */
export function parseIsolated(text: string): Diagnostic[] {
  const { stdout, stderr, status, signal, error } = spawnSync(
    process.execPath,
    ["--max-old-space-size=512", "--require", "ts-node/register/transpile-only", "--eval", PROGRAM],
    {
      input: text,
      encoding: "utf8",
      timeout: 10_000,
      killSignal: "SIGKILL",
      cwd: path.resolve(__dirname, "../.."),
      maxBuffer: 2 ** 28,
      env: { ...process.env, TS_NODE_COMPILER_OPTIONS: '{"module":"commonjs","moduleResolution":"node10"}' },
    },
  );
  if (status !== 0) {
    const cause = /^.*Error: .*$/m.exec(stderr)?.[0] ?? stderr.slice(-500);
    throw new Error(`the parser ended with ${error?.message ?? signal ?? status}: ${cause}`);
  }
  return JSON.parse(stdout) as Diagnostic[];
}
