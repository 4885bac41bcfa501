import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { BuildSpecDocument } from "../../src/build-spec/model";
import { temporaryFolder } from "../support/temporary-folder";

/** One call of `docker` or `fn`. */
export interface Call {
  /** Folder in which it was made. */
  readonly cwd: string;
  readonly words: string[];
}

export interface PresetRun {
  /** The steps' scripts ended well. */
  readonly succeeded: boolean;
  readonly calls: Call[];
  /** Where the output `function_image` is looked for. */
  readonly image: string;
  readonly output: string;
}

export interface PresetRunOptions {
  /** Files of the source: path to text. */
  readonly files?: { readonly [file: string]: string };
  /** Name of the source's folder. */
  readonly sourceName?: string;
  readonly runId?: string;
  /** Parameters of the pipeline. */
  readonly env?: { readonly [name: string]: string };
  /** What `fn` and `docker` exit with. */
  readonly exitCode?: number;
}

const RUN_ID = "ocid1.devopsbuildrun.oc1.iad.amaaaaaarun1";
const STUB = `#!/usr/bin/env bash
printf '%s\\0' "$PWD" "\${0##*/}" "$@" $'\\x1e' >>"$CALLS"
exit "$EXIT_CODE"
`;

/** Runs the steps of a function's specification in bash, as a build runner does, with stubs of `docker` and `fn`. */
export function runPreset(document: BuildSpecDocument, options: PresetRunOptions = {}): PresetRun {
  const folder = temporaryFolder();
  const source = path.join(folder, options.sourceName ?? "source");
  const calls = path.join(folder, "calls");
  const carried = path.join(folder, "carried");
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin);
  for (const tool of ["docker", "fn"]) fs.writeFileSync(path.join(bin, tool), STUB, { mode: 0o755 });
  fs.writeFileSync(calls, "");
  fs.mkdirSync(source);
  for (const [file, text] of Object.entries(options.files ?? {})) {
    fs.mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    fs.writeFileSync(path.join(source, file), text);
  }

  const variables: Record<string, string> = { ...document.env?.variables };
  let succeeded = true;
  let output = "";
  for (const { command } of document.steps) {
    const script = path.join(folder, "step.sh");
    const saved = `printf '%s' "$FUNCTION_IMAGE" >"$CARRIED"`;
    fs.writeFileSync(
      script,
      `${document.failImmediatelyOnError ? "set -e\n" : ""}trap '${saved}' EXIT\n${command}`,
    );
    const { status, stdout, stderr } = spawnSync("bash", [script], {
      cwd: source,
      encoding: "utf8",
      env: {
        ...options.env,
        ...variables,
        PATH: `${bin}:${process.env.PATH}`,
        OCI_PRIMARY_SOURCE_DIR: source,
        OCI_BUILD_RUN_ID: options.runId ?? RUN_ID,
        CALLS: calls,
        CARRIED: carried,
        EXIT_CODE: String(options.exitCode ?? 0),
      },
    });
    output += stdout + stderr;
    variables.FUNCTION_IMAGE = fs.readFileSync(carried, "utf8");
    succeeded = status === 0;
    if (!succeeded) break;
  }
  const made = fs.readFileSync(calls, "utf8").split("\0\x1e\0").slice(0, -1);
  return {
    succeeded,
    output,
    image: variables.FUNCTION_IMAGE,
    calls: made.map((call) => {
      const [cwd, ...words] = call.split("\0");
      return { cwd: path.relative(fs.realpathSync(source), cwd) || ".", words };
    }),
  };
}
