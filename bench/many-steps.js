// Whether a step costs as much in a specification of 1,000 steps as in one of 100.
const { docker, IMAGE, withEngine } = require("./builder");
const { Specs } = require("./local-run");
const { head, median, milliseconds, millisecondsOf, row } = require("./measure");

const FEW = 100;
const MANY = 1000;

/** A specification of so many steps, with the time a step that it takes before anything runs. */
async function specOf(specs, count) {
  const { tarOf } = require("../lib/runner/files");
  const { sessionFiles } = require("../lib/runner/session/session-files");
  const { readSpecFile } = require("../lib/runner/stage/stage-spec");
  const file = specs.write(
    `steps-${count}`,
    Array.from({ length: count }, (_, i) => `: ${i}`),
  );
  let scripts;
  const parse = () => (scripts = readSpecFile(file).scripts.map(({ command }) => command));
  const makeFiles = async () => {
    for await (const chunk of tarOf(sessionFiles("/session", new Map(), [], scripts))) void chunk;
  };
  const rounds = { parse: [], files: [] };
  for (let i = 0; i < 5; i++) {
    rounds.parse.push(milliseconds(parse));
    rounds.files.push(await millisecondsOf(makeFiles));
  }
  return { file, parse: median(rounds.parse) / count, files: median(rounds.files) / count };
}

/** The few steps before and after the many, so that a machine that gets slower meanwhile slows both. */
function runs(specs, few, many) {
  const run = ({ file }) => {
    let result;
    const ms = milliseconds(() => (result = specs.run(file, IMAGE)));
    return { ms, stepMs: result.record.stepMs };
  };
  const [before, long, after] = [few, many, few].map(run);
  return { few: { ms: (before.ms + after.ms) / 2, stepMs: [...before.stepMs, ...after.stepMs] }, many: long };
}

/** The time of one `docker exec`. */
function execMs() {
  const idle = docker("run", "--detach", "--rm", "--log-driver", "none", IMAGE, "sleep", "600");
  try {
    return median(Array.from({ length: 20 }, () => milliseconds(() => docker("exec", idle, "true"))));
  } finally {
    docker("kill", idle);
  }
}

const report = withEngine(async (engine) => {
  const specs = new Specs();
  try {
    // The long one first: it warms the process up for both.
    const longSpec = await specOf(specs, MANY);
    const shortSpec = await specOf(specs, FEW);
    const exec = execMs();
    const { few, many } = runs(specs, shortSpec, longSpec);
    const rows = {
      "parse and check the specification": [shortSpec.parse, longSpec.parse],
      "make the session's files": [shortSpec.files, longSpec.files],
      "run a step, median of all": [median(few.stepMs), median(many.stepMs), "about 1"],
      "the whole of `oci-devops-local run --spec`, with all that it does once": [
        few.ms / FEW,
        many.ms / MANY,
      ],
    };
    return [
      `${engine}; milliseconds a step, those of ${FEW} steps before and after those of ${MANY}. One \`docker exec\` takes`,
      `${exec.toFixed(1)} ms.`,
      "",
      ...head(["what", `of ${FEW} steps`, `of ${MANY} steps`, "growth", "bar"]),
      ...Object.entries(rows).map(([name, [least, most, bar = ""]]) =>
        row([name, least.toFixed(2), most.toFixed(2), (most / least).toFixed(2), bar]),
      ),
    ].join("\n");
  } finally {
    specs.dispose();
  }
});

module.exports = { report };
