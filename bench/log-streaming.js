// How fast the output of a step comes through the whole runner, beside that of a container of the engine.
const { IMAGE, withEngine } = require("./builder");
const { counted, secrets, Specs } = require("./local-run");
const { head, median, milliseconds, row } = require("./measure");
const { piecesOf } = require("./log-pieces");

const MIB = 128;
const BYTES = MIB * 1024 * 1024;
const ROUNDS = 5;

/** 99 letters and a line end, with quotes, as builds print them. */
const LINE =
  `12:30:45.123 INFO [main] "maven-resolver" downloaded /usr/share/maven/artifact-1.2.3.jar`.padEnd(99, ".");
const PRINT = `yes '${LINE}' | head -c ${BYTES}`;

const RAW = "`docker run --log-driver none`";
const OWN = "`oci-devops-local run --spec`";

function streaming(specs) {
  const full = specs.write("full", [PRINT]);
  const empty = specs.write("empty", ["true"]);
  const raw = (command) =>
    counted(["docker", "run", "--rm", "--log-driver", "none", IMAGE, "sh", "-c", command]);
  const own = (spec) => specs.run(spec, IMAGE).printed;
  const candidates = {
    [RAW]: [() => raw("true"), () => raw(PRINT)],
    [OWN]: [() => own(empty), () => own(full)],
  };
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, { empty: [], full: [] }]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, [nothing, everything]] of Object.entries(candidates)) {
      const without = milliseconds(nothing);
      let printed;
      const all = milliseconds(() => (printed = everything()));
      if (printed < BYTES) throw new Error(`${name} printed ${printed} bytes of ${BYTES}`);
      if (round === 0) continue;
      samples[name].empty.push(without);
      samples[name].full.push(all);
    }
  }
  return samples;
}

function rowsOf(samples) {
  const figures = Object.entries(samples).map(([name, { empty, full }]) => {
    const [without, all] = [median(empty), median(full)];
    return { name, without, all, whole: BYTES / 1e3 / all, stream: BYTES / 1e3 / (all - without) };
  });
  const [base] = figures;
  return figures.map(({ name, without, all, whole, stream }) =>
    row([
      name,
      ...[without, all, whole].map((value) => value.toFixed(0)),
      (whole / base.whole).toFixed(2),
      stream.toFixed(0),
      (stream / base.stream).toFixed(2),
      name === OWN ? "at least 0.6" : "",
    ]),
  );
}

const report = withEngine(async (engine) => {
  const specs = new Specs();
  try {
    const heads = ["what", "ms, nothing printed", "ms, all printed", "MB/s of the whole", "ratio"];
    return [
      `${engine}; ${MIB} MiB of lines of 100 bytes, median of ${ROUNDS} rounds, whole processes, stdout and stderr in a pipe that is`,
      `counted. The runner masks ${secrets.length} secrets, writes the log file and the events, and prints each line with its stage.`,
      "MB/s of the stream are without the time that each takes to print nothing.",
      "",
      ...head([...heads, "MB/s of the stream", "ratio", "bar"]),
      ...rowsOf(streaming(specs)),
      "",
      "What the runner's own process does with it, each piece alone:",
      "",
      ...piecesOf(`${LINE}\n`, MIB, specs.folder),
    ].join("\n");
  } finally {
    specs.dispose();
  }
});

module.exports = { report };
