// What one step of a managed build stage costs beside the container engine's own commands.
const { createMachine, docker, IMAGE, openSession, withEngine } = require("./builder");
const { milliseconds, millisecondsOf, table } = require("./measure");

const ROUNDS = 5;
const STEPS = 10;

const EXEC = "`docker exec` a step";
const SUPERVISOR = "a step under the supervisor, variables carried";
const EXECS = "a step as an exec, variables carried";

async function openedSession(kind) {
  const machine = await createMachine();
  const scripts = Array.from({ length: (ROUNDS + 1) * STEPS }, () => "true");
  const session = await openSession(machine, kind, scripts);
  const flags = { failFast: false, pipefail: false, standardInput: "empty", timeoutMs: 60_000 };
  const { signal } = new AbortController();
  let sequence = 0;
  return {
    run: () => session.run({ sequence: ++sequence, user: "root", shell: "bash", ...flags }, { signal }),
    async dispose() {
      await session.close();
      await machine.dispose();
    },
  };
}

async function steps() {
  const samples = { "`docker run` a step": [], [EXEC]: [], [SUPERVISOR]: [], [EXECS]: [] };
  const idle = docker("run", "--detach", "--rm", "--log-driver", "none", IMAGE, "sleep", "600");
  const sessions = [];
  try {
    for (const kind of ["supervisor", "exec"]) sessions.push(await openedSession(kind));
    const [supervisor, execs] = sessions;
    const times = async (work) => {
      for (let i = 0; i < STEPS; i++) await work();
    };
    for (let round = 0; round <= ROUNDS; round++) {
      const values = [
        milliseconds(() => docker("run", "--rm", "--log-driver", "none", IMAGE, "true")),
        (await millisecondsOf(() => times(() => docker("exec", idle, "true")))) / STEPS,
        (await millisecondsOf(() => times(supervisor.run))) / STEPS,
        (await millisecondsOf(() => times(execs.run))) / STEPS,
      ];
      if (round > 0) Object.values(samples).forEach((row, i) => row.push(values[i]));
    }
  } finally {
    for (const session of sessions) await session.dispose();
    docker("kill", idle);
  }
  return samples;
}

const report = withEngine(async (engine) => {
  const caption = `${engine}; ${STEPS} steps a round, the figures are per step.`;
  return [caption, "", table(await steps(), EXEC, { [SUPERVISOR]: "at most 0.3" })].join("\n");
});

module.exports = { report };
