// What one step of a managed build stage costs beside the container engine's own commands.
const { execFileSync, spawnSync } = require("node:child_process");
const { milliseconds, table } = require("./measure");

const IMAGE = ["oci-devops-local/builder:ol8", "oci-devops-local/builder:offline"].find(
  (image) => spawnSync("docker", ["image", "inspect", image], { stdio: "ignore" }).status === 0,
);

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

async function report() {
  if (IMAGE === undefined) return "Not measured: no container engine with the builder image answered.";
  const engine = execFileSync("docker", ["version", "--format", "{{.Server.Version}}"]).toString().trim();
  const caption = `Engine: docker ${engine}; 20 steps a round, the figures are per step.`;
  return [caption, "", table(await steps(), "`docker exec` a step")].join("\n");
}

module.exports = { report };
