// What it costs to copy a source into the container of a build, beside tar and the engine's own commands.
const { execFileSync } = require("node:child_process");
const { randomBytes } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { createMachine, docker, IMAGE, openSession, withEngine } = require("./builder");
const { millisecondsOf, table } = require("./measure");

const ROUNDS = 5;
const FILES = 3_000;
const BYTES = 12_000;

const BASELINE = "`tar \\| docker exec -i C tar -xf -`";
const COPY = "`tar \\| docker cp - C:/`, container not started";
const OWN = "the runner, from the working tree";
const COMMIT = "the runner, from a commit";

const shell = (command, ...args) => execFileSync("bash", ["-c", command, ...args], { stdio: "ignore" });

/** A repository of files that cannot be compressed. */
function makeRepository(folder) {
  for (let i = 0; i < FILES; i++) {
    const below = path.join(folder, `folder-${i % 50}`, `inner-${i % 7}`);
    fs.mkdirSync(below, { recursive: true });
    fs.writeFileSync(path.join(below, `file-${i}`), randomBytes(BYTES));
  }
  const git = (...args) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--quiet");
  git("config", "gc.auto", "0");
  git("add", "--all");
  git(
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@example.invalid",
    "commit",
    "--quiet",
    "--message",
    "bench",
  );
  git("-c", "pack.window=0", "repack", "-a", "-d", "--quiet");
}

async function sources(folder) {
  const { openSource } = require("../lib/runner/source/open-source");
  const { sourceFiles } = require("../lib/runner/source/source-folder");
  const working = await openSource("app", folder);
  const commit = await openSource("app", `${folder}#HEAD`);
  const own = { [OWN]: working, [COMMIT]: commit };
  const samples = Object.fromEntries([BASELINE, COPY, ...Object.keys(own)].map((name) => [name, []]));
  const started = docker(
    "run",
    "--detach",
    "--rm",
    "--network",
    "none",
    "--log-driver",
    "none",
    IMAGE,
    "sleep",
    "3600",
  );
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const note = (name, value) => round > 0 && samples[name].push(value);
      const target = `/opt/${round}`;
      docker("exec", started, "mkdir", target);
      const raw = 'tar -C "$0" --exclude .git -cf - . | docker exec -i "$1" tar -C "$2" -xf -';
      note(BASELINE, await millisecondsOf(() => shell(raw, folder, started, target)));
      docker("exec", started, "rm", "-rf", target);
      const id = docker("create", "--network", "none", "--log-driver", "none", IMAGE, "true");
      const copy = 'tar -C "$0" --exclude .git -cf - . | docker cp - "$1":/opt';
      note(COPY, await millisecondsOf(() => shell(copy, folder, id)));
      docker("rm", "--force", id);
      for (const [name, source] of Object.entries(own)) {
        const machine = await createMachine();
        const session = await openSession(machine, "supervisor", ["true"]);
        note(name, await millisecondsOf(() => machine.unpack(sourceFiles(source, machine.workspace))));
        await session.close();
        await machine.dispose();
      }
    }
  } finally {
    docker("kill", started);
    working.dispose();
    commit.dispose();
  }
  return samples;
}

const report = withEngine(async (engine) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-devops-bench-"));
  try {
    makeRepository(folder);
    const caption =
      `${engine}; ${FILES} files of ${BYTES} bytes each, ${(FILES * BYTES) / 1e6} MB, into a container of the builder image; the\n` +
      "runner's rows have git's listing in them.";
    const bars = { [OWN]: "at most 1.3", [COMMIT]: "at most 1.3" };
    return [caption, "", table(await sources(folder), BASELINE, bars)].join("\n");
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

module.exports = { report };
