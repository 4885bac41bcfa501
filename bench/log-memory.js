// By how much the runner's process grows with what steps print.
const { IMAGE, withEngine } = require("./builder");
const { secrets, Specs } = require("./local-run");
const { head, milliseconds, row } = require("./measure");

const LINE =
  `12:30:45.123 INFO [main] "maven-resolver" downloaded /usr/share/maven/artifact-1.2.3.jar`.padEnd(99, ".");
const GIGABYTE = 1_000_000_000;
const LONG_LINE = 200_000_000;
const LIMIT = 64;

const NOTHING = "nothing";
const PRINTED = {
  [NOTHING]: { command: "true", bytes: 0 },
  "1 GB in lines of 100 bytes": { command: `yes '${LINE}' | head -c ${GIGABYTE}`, bytes: GIGABYTE },
  "one line of 200 MB": {
    command: `yes '${LINE}' | head -c ${LONG_LINE} | tr '\\n' ' '`,
    bytes: LONG_LINE,
  },
};

const report = withEngine(async (engine) => {
  const specs = new Specs();
  try {
    let least = 0;
    const rows = Object.entries(PRINTED).map(([name, { command, bytes }], i) => {
      const spec = specs.write(`spec-${i}`, [command]);
      let run;
      const ms = milliseconds(() => (run = specs.run(spec, IMAGE)));
      const logged = Math.round(run.record.log * 1e6);
      if (logged < bytes) throw new Error(`${name}: ${logged} bytes are in the log`);
      if (name === NOTHING) least = run.megabytes;
      const growth = (run.megabytes - least).toFixed(0);
      const figures = [run.megabytes, run.record.log, run.record.events, ms / 1000];
      return row([
        name,
        growth,
        name === NOTHING ? "" : `below ${LIMIT}`,
        ...figures.map((value) => value.toFixed(0)),
      ]);
    });
    return [
      `${engine}; the most memory that the process of \`oci-devops-local run --spec\` has, with ${secrets.length} secrets to be masked and its`,
      "output in a pipe, and how far that is above what it has when steps print nothing.",
      "",
      ...head(["what is printed", "growth MB", "bar", "most MB", "log file MB", "events MB", "seconds"]),
      ...rows,
    ].join("\n");
  } finally {
    specs.dispose();
  }
});

module.exports = { report };
