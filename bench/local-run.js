// Runs of build specifications as users have them: processes of oci-devops-local with their output in a pipe.
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const MAIN = path.join(__dirname, "../lib/cli/main.js");
const PEAK = path.join(__dirname, "peak-memory.js");
const SECRETS = 10;

/** Secrets of 24 letters, as tokens are. */
const secrets = Array.from({ length: SECRETS }, (_, i) =>
  createHash("sha256").update(`${i}`).digest("base64").slice(0, 24),
);

/** Runs a shell command and counts the bytes that it prints on both streams. */
function counted(command, env = {}) {
  const count = ["-o", "pipefail", "-c", '"$@" 2>&1 | wc -c', "bash"];
  const options = { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] };
  return Number(execFileSync("bash", [...count, ...command], options));
}

/** A folder with build specifications, each of which has ten secrets. */
class Specs {
  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-devops-bench-"));
    this.source = path.join(this.folder, "source");
    fs.mkdirSync(this.source);
  }

  /** Writes one with these commands as its steps; returns its path. */
  write(name, commands) {
    const file = path.join(this.source, `${name}.yaml`);
    const steps = commands.map((command, i) => ({ type: "Command", name: `step ${i + 1}`, command }));
    const vaultVariables = Object.fromEntries(
      secrets.map((_, i) => [`SECRET_${i}`, `ocid1.vaultsecret.oc1..bench${i}`]),
    );
    const spec = { version: 0.1, component: "build", shell: "bash", env: { vaultVariables }, steps };
    // JSON is YAML, too.
    fs.writeFileSync(file, JSON.stringify(spec, null, 2));
    return file;
  }

  /** @returns how many bytes it printed, how large its process was at most in MB, and what its record tells */
  run(spec, image, ...options) {
    const out = path.join(this.folder, "out");
    const peak = path.join(this.folder, "peak");
    const env = Object.fromEntries(secrets.map((value, i) => [`BENCH_SECRET_${i}`, value]));
    try {
      const printed = counted(
        [
          ...[process.execPath, "--require", PEAK, MAIN, "run", "--spec", spec, "--source", this.source],
          ...secrets.flatMap((_, i) => ["--secret", `SECRET_${i}=env:BENCH_SECRET_${i}`]),
          ...["--builder", image, "--session", "supervisor", "--out", out, ...options],
        ],
        { ...env, BENCH_PEAK: peak },
      );
      return { printed, megabytes: Number(fs.readFileSync(peak, "utf8")) / 1024, record: readRecord(out) };
    } finally {
      fs.rmSync(out, { recursive: true, force: true });
    }
  }

  dispose() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Of the only run below a folder: MB of its log and of its events, milliseconds of each step. */
function readRecord(out) {
  const [run] = fs.readdirSync(path.join(out, "runs"));
  const file = (name) => path.join(out, "runs", run, name);
  const size = (name) => fs.statSync(file(name)).size / 1e6;
  const { stages } = JSON.parse(fs.readFileSync(file("run.json"), "utf8"));
  const stepMs = stages[0].steps.map(({ durationMs }) => durationMs);
  return { log: size("log/Build.log"), events: size("events.jsonl"), stepMs };
}

module.exports = { counted, secrets, Specs };
