// What a managed build stage costs before its first step and after its last one, beside one container of the engine.
const { createMachine, docker, IMAGE, openSession, withEngine } = require("./builder");
const { millisecondsOf, table } = require("./measure");

const ROUNDS = 9;

const RUN = "`docker run --rm IMAGE true`";
const ALL = "the session of a stage, from nothing to nothing";

/** The parts of a session, in order; each gets what the one before has made. */
const PARTS = {
  "create the container": async (own) => void (own.machine = await createMachine()),
  "start with the session's files, until the first step could run": async (own) =>
    void (own.session = await openSession(own.machine, "supervisor", ["true"])),
  "end, until the container is gone": async ({ machine, session }) => {
    await session.close();
    await machine.dispose();
  },
};

async function setUps() {
  const samples = Object.fromEntries([RUN, ALL, ...Object.keys(PARTS)].map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    const note = (name, value) => round > 0 && samples[name].push(value);
    note(RUN, await millisecondsOf(() => docker("run", "--rm", "--log-driver", "none", IMAGE, "true")));
    const own = {};
    let sum = 0;
    for (const [name, work] of Object.entries(PARTS)) {
      const value = await millisecondsOf(() => work(own));
      sum += value;
      note(name, value);
    }
    note(ALL, sum);
  }
  return samples;
}

const report = withEngine(async (engine) => {
  const caption = `${engine}; neither has a log driver. The last rows are the parts of the second.`;
  return [caption, "", table(await setUps(), RUN, { [ALL]: "at most 1.5" })].join("\n");
});

module.exports = { report };
