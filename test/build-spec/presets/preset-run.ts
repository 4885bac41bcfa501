import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { BuildSpecDocument } from "../../../src/build-spec/model";
import { temporaryFolder } from "../../support/temporary-folder";

/** One call of a tool. */
export interface Call {
  /** Folder in which it was made, relative to the source. */
  readonly cwd: string;
  readonly words: string[];
}

export interface PresetRun {
  /** The steps' scripts ended well. */
  readonly succeeded: boolean;
  /** Calls that change something: not those that ask for a version or look at an image. */
  readonly calls: Call[];
  /** Images that were looked at. */
  readonly inspected: string[];
  /** Where the output `function_image` is looked for. */
  readonly image: string;
  /** What is exported to later stages. */
  readonly exported: Record<string, string>;
  readonly output: string;
}

/** What the build runner has for containers: Docker, Podman that answers to `docker` as well, or Podman alone. */
export type Engine = "docker" | "podman" | "podman-docker";

export interface PresetRunOptions {
  /** Files of the source: path to text. */
  readonly files?: { readonly [file: string]: string };
  /** Name of the source's folder. */
  readonly sourceName?: string;
  readonly runId?: string;
  /** Parameters of the pipeline. */
  readonly env?: { readonly [name: string]: string };
  readonly engine?: Engine;
  /** What tools exit with; 0 unless given. */
  readonly exitCodes?: { readonly [tool: string]: number };
  /** Folder that stands for a bucket; without one every object is missing and none can be put. */
  readonly bucket?: string;
  /** Folder with the home directory and the workspace; a runner has them at the same place in each build. */
  readonly machine?: string;
}

const RUN_ID = "ocid1.devopsbuildrun.oc1.iad.amaaaaaarun1";
const TOOLS = ["fn", "oci", "npm", "python3", "mvn", "go", "bundle", "dotnet", "own-tests"];

/** A tool that writes down its calls, each as the folder, the words and an end mark. */
const STUB = `#!/usr/bin/env bash
tool="\${0##*/}"
mark() { printf '%s\\0' "$PWD" "$tool" "$@" $'\\x1e' >>"$CALLS"; }
case "$tool $1 $2" in
  "docker --version "*) echo "$DOCKER_VERSION"; exit 0 ;;
  "docker image inspect"|"podman image inspect")
    printf '%s\\0' "$3" >>"$INSPECTED"
    # Docker has no such name; Podman keeps its own images there.
    if [[ "$3" == localhost/* && "$DOCKER_VERSION" == Docker* ]]; then exit 1; fi
    code="\${tool}_inspect"; exit "\${!code:-0}" ;;
  "oci os object")
    mark "$@"
    if [ -z "$BUCKET" ]; then exit 1; fi
    for word in "$@"; do
      if [ "$last" = --name ]; then object="$BUCKET/$word"; fi
      if [ "$last" = --file ]; then file="$word"; fi
      last="$word"
    done
    if [ "$3" = get ]; then cp "$object" "$file"; else mkdir -p "\${object%/*}" && cp "$file" "$object"; fi
    exit ;;
esac
if [ "$tool" = fn ]; then
  mark "$@" "registry=$FN_REGISTRY" "engine=$FN_CONTAINER_ENGINETYPE"
else
  mark "$@"
fi
code="exit_\${tool//-/_}"
exit "\${!code:-0}"
`;

/** Runs the steps of a function's specification in bash, as a build runner does, with stubs of all tools. */
export function runPreset(document: BuildSpecDocument, options: PresetRunOptions = {}): PresetRun {
  const { engine = "docker", exitCodes = {}, files = {} } = options;
  const folder = temporaryFolder();
  const machine = options.machine ?? folder;
  const source = path.join(machine, "workspace", options.sourceName ?? "source");
  const [calls, inspected, carried] = ["calls", "inspected", "carried"].map((name) =>
    path.join(folder, name),
  );
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin);
  const engines = { docker: ["docker"], podman: ["podman"], "podman-docker": ["docker", "podman"] }[engine];
  for (const tool of [...TOOLS, ...engines]) fs.writeFileSync(path.join(bin, tool), STUB, { mode: 0o755 });
  if (engine === "podman") hideDocker(bin);
  for (const file of [calls, inspected]) fs.writeFileSync(file, "");
  // Each build has a fresh machine.
  for (const name of ["home", "workspace"]) {
    fs.rmSync(path.join(machine, name), { recursive: true, force: true });
  }
  fs.mkdirSync(source, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    fs.writeFileSync(path.join(source, file), text);
  }

  const names = [...Object.keys(document.env?.variables ?? {}), ...(document.env?.exportedVariables ?? [])];
  let variables: Record<string, string> = { ...document.env?.variables };
  let succeeded = true;
  let output = "";
  for (const { command } of document.steps.filter((step) => step.command !== undefined)) {
    const script = path.join(folder, "step.sh");
    const values = names.map((name) => `"\${${name}-}"`).join(" ");
    fs.writeFileSync(
      script,
      `${document.failImmediatelyOnError ? "set -e\n" : ""}trap 'printf "%s\\0" ${values} >"$CARRIED"' EXIT\n${command}`,
    );
    const { status, stdout, stderr } = spawnSync("bash", [script], {
      cwd: source,
      encoding: "utf8",
      env: {
        ...Object.fromEntries(
          Object.entries(exitCodes).map(([tool, code]) => [`exit_${tool.replace(/-/g, "_")}`, String(code)]),
        ),
        ...options.env,
        ...variables,
        PATH: engine === "podman" ? bin : `${bin}:${process.env.PATH}`,
        HOME: path.join(machine, "home"),
        OCI_PRIMARY_SOURCE_DIR: source,
        OCI_BUILD_RUN_ID: options.runId ?? RUN_ID,
        CALLS: calls,
        INSPECTED: inspected,
        CARRIED: carried,
        BUCKET: options.bucket ?? "",
        DOCKER_VERSION: engine === "docker" ? "Docker version 19.03.11-ol" : "podman version 4.9.4-rhel",
      },
    });
    output += stdout + stderr;
    const saved = fs.readFileSync(carried, "utf8").split("\0");
    variables = Object.fromEntries(names.map((name, i) => [name, saved[i]]));
    succeeded = status === 0;
    if (!succeeded) break;
  }
  const made = fs.readFileSync(calls, "utf8").split("\0\x1e\0").slice(0, -1);
  return {
    succeeded,
    output,
    image: variables.FUNCTION_IMAGE,
    exported: Object.fromEntries(
      (document.env?.exportedVariables ?? []).map((name) => [name, variables[name]]),
    ),
    inspected: fs.readFileSync(inspected, "utf8").split("\0").slice(0, -1),
    calls: made.map((call) => {
      const [cwd, ...words] = call.split("\0");
      return { cwd: path.relative(fs.realpathSync(source), cwd) || ".", words };
    }),
  };
}

/** The tools of every machine, in a folder beside which there is no Docker. */
function hideDocker(bin: string): void {
  const every = ["bash", "env", "tr", "sed", "basename", "realpath", "cut", "cat", "mkdir"];
  for (const tool of every) {
    const folder = process.env.PATH!.split(":").find((each) => fs.existsSync(path.join(each, tool)))!;
    fs.symlinkSync(path.join(folder, tool), path.join(bin, tool));
  }
}
