// Measures the library and the runner beside the raw tools they stand on, and rewrites bench/README.md.
// Usage: npm run bench   (needs a container engine and the builder image for the last table)
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const ROOT = path.join(__dirname, "..");
const IMAGE = ["oci-devops-local/builder:ol8", "oci-devops-local/builder:offline"].find(
  (image) => spawnSync("docker", ["image", "inspect", image], { stdio: "ignore" }).status === 0,
);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function milliseconds(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Runs the candidates in turn, so that a machine that gets slower meanwhile slows all of them. */
function inTurn(rounds, candidates) {
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(candidates)) {
      const value = milliseconds(work);
      if (round > 0) samples[name].push(value);
    }
  }
  return samples;
}

function table(samples, baseline) {
  const base = median(samples[baseline]);
  const rows = Object.entries(samples).map(([name, values]) => {
    const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)];
    return `| ${name} | ${least.toFixed(1)} | ${middle.toFixed(1)} | ${most.toFixed(1)} | ${(middle / base).toFixed(2)} |`;
  });
  return ["| what | best ms | median ms | worst ms | median ratio |", "|---|---|---|---|---|", ...rows].join("\n");
}

const node = (...args) => execFileSync(process.execPath, args, { cwd: ROOT, stdio: "ignore" });

function loading() {
  return inTurn(9, {
    "`node -e 0`": () => node("-e", "0"),
    "load cdktf": () => node("-e", 'require("cdktf")'),
    "load cdktf and cdktf-oci-devops": () => node("-e", 'require("cdktf");require("cdktf-oci-devops")'),
    "load and synthesize the examples": () => node(".build/examples/main.js"),
  });
}

async function steps() {
  const { CliEngine } = require("../lib/runner/engine/cli-engine");
  const { ContainerMachine } = require("../lib/runner/machine/container-machine");
  const { Session } = require("../lib/runner/session/session");
  const { sessionFiles } = require("../lib/runner/session/session-files");
  const { directory } = require("../lib/runner/files");
  const ROUNDS = 7;
  const STEPS = 20;
  const docker = (...args) => execFileSync("docker", args, { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();

  const samples = { "`docker run` a step": [], "`docker exec` a step": [], "a step of the runner, variables carried": [] };
  const idle = docker("run", "--detach", "--rm", "--log-driver", "none", IMAGE, "sleep", "600");
  const machine = await ContainerMachine.create({
    engine: new CliEngine("docker"),
    image: IMAGE,
    labels: {},
    mountsSocket: false,
    primaryDirectory: "/workspace",
    mark: "OCI_BUILD_RUN_ID=bench",
  });
  try {
    const scripts = Array.from({ length: (ROUNDS + 1) * STEPS }, () => "true");
    await machine.put([directory("/workspace"), ...sessionFiles(machine.sessionDirectory, new Map(), ["A"], scripts)]);
    const session = new Session(machine, () => undefined);
    let sequence = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const run = milliseconds(() => docker("run", "--rm", "--log-driver", "none", IMAGE, "true"));
      const exec = milliseconds(() => {
        for (let i = 0; i < STEPS; i++) docker("exec", idle, "true");
      });
      const start = process.hrtime.bigint();
      for (let i = 0; i < STEPS; i++) {
        const order = { sequence: ++sequence, user: "root", shell: "bash", failFast: false, timeoutMs: 60_000 };
        await session.run(order, new AbortController().signal);
      }
      const own = Number(process.hrtime.bigint() - start) / 1e6;
      if (round === 0) continue;
      samples["`docker run` a step"].push(run);
      samples["`docker exec` a step"].push(exec / STEPS);
      samples["a step of the runner, variables carried"].push(own / STEPS);
    }
    await session.close();
  } finally {
    await machine.dispose();
    docker("kill", idle);
  }
  return samples;
}

async function main() {
  const parts = [
    "# Measurements",
    "",
    "Made by `npm run bench`; every table is one run in which the rows take turns, so only its ratios are to be compared.",
    `Node ${process.version}, ${os.cpus().length} processors, ${os.type()} ${os.arch()}.`,
    "",
    "## Loading and synthesizing, whole processes",
    "",
    table(loading(), "load cdktf"),
    "",
    "## One step that does nothing",
    "",
  ];
  if (IMAGE === undefined) parts.push("Not measured: no container engine with the builder image answered.");
  else {
    const engine = execFileSync("docker", ["version", "--format", "{{.Server.Version}}"]).toString().trim();
    parts.push(`Engine: docker ${engine}; 20 steps a round, the figures are per step.`, "", table(await steps(), "`docker exec` a step"));
  }
  const report = `${parts.join("\n")}\n`;
  fs.writeFileSync(path.join(__dirname, "README.md"), report);
  console.log(report);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
