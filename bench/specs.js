// The time to parse and check build specifications: usual ones, changed ones and hostile ones, and `validate` as a whole.
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { HOSTILE_SPECS } = require("./hostile-specs");
const { inTurn, median, milliseconds, table } = require("./measure");
const { mutations } = require("./mutations");

const ROOT = path.join(__dirname, "..");
const CORPUS = path.join(ROOT, "test/cases/specs");
const LENGTHS = [200, 1000, 10_000];
const ROUNDS = 30;
const WARM_UP = 300;
const SEED = 1;
const CHANGED_FILES = 50_000;
const HOSTILE_SIZES = [10_000, 100_000];
const SLOWEST = 5;
const KILOBYTES_10 = 10_240;

/** A usual specification of so many lines. */
function usual(count) {
  const lines = ["version: 0.1", "component: build", "shell: bash", "env:", "  variables:"];
  for (let i = 0; i < count / 40; i++) lines.push(`    NAME_${i}: value of ${i}`);
  lines.push("  exportedVariables:", "    - TAG", "steps:");
  for (let i = 0; lines.length + 20 + 4 <= count; i++) {
    lines.push(
      "  - type: Command",
      `    name: "Step ${i}"`,
      "    timeoutInSeconds: 1200",
      "    command: |",
      `      cd "\${OCI_PRIMARY_SOURCE_DIR}/module-${i}"`,
      "      # one tag for a commit",
      `      TAG=$(git rev-parse --short HEAD)-${i}`,
      "      for file in *.txt; do",
      `        echo "$NAME_0: $file" >> "\${OCI_WORKSPACE_DIR}/list.txt"`,
      "      done",
      "      if [ -f Dockerfile ]; then",
      `        docker build --build-arg name="$NAME_0" -t "module-${i}:$TAG" . | tee build.log`,
      "      fi",
      "      cat <<EOF > settings.json",
      `      { "tag": "$TAG", "stage": "$OCI_BUILD_STAGE_NAME" }`,
      "      EOF",
      "    onFailure:",
      "      - type: Command",
      "        timeoutInSeconds: 40",
      '        command: echo "step failed"',
    );
  }
  lines.push(
    "outputArtifacts:",
    "  - name: image",
    "    type: DOCKER_IMAGE",
    "    location: module-0:${TAG}",
  );
  return `${lines.join("\n")}\n`;
}

function lengths(check) {
  for (let i = 0; i < WARM_UP; i++) check(usual(LENGTHS[0]));
  const rows = LENGTHS.map((count) => {
    const text = usual(count);
    const time = median(Array.from({ length: ROUNDS }, () => milliseconds(() => check(text))));
    return [text.split("\n").length - 1, text.length, time];
  });
  const [, [fewer, , shorter], [more, , longer]] = rows;
  return [
    `Parsed and checked in a process that is warm, median of ${ROUNDS} rounds. Growth is the time of the longest by that of`,
    `the one before, by how many times longer it is: ${(longer / shorter / (more / fewer)).toFixed(2)}; 1 is linear.`,
    "",
    "| lines | characters | ms |",
    "|---|---|---|",
    ...rows.map(([count, characters, time]) => `| ${count} | ${characters} | ${time.toFixed(2)} |`),
  ];
}

function processes() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  try {
    const file = path.join(folder, "build_spec.yaml");
    fs.writeFileSync(file, usual(200));
    const bare = { ...process.env, PATH: folder };
    const node = (env, ...args) => execFileSync(process.execPath, args, { cwd: ROOT, env, stdio: "ignore" });
    const validate = (env) => node(env, "lib/cli/main.js", "validate", file);
    const base = "load yaml alone";
    const samples = inTurn(9, {
      "`node -e 0`": () => node(bare, "-e", "0"),
      [base]: () => node(bare, "-e", 'require("yaml")'),
      "`validate` of 200 lines, no ShellCheck on the PATH": () => validate(bare),
      ...(hasShellCheck() && {
        "`shellcheck --version`": hasShellCheck,
        "`validate` of 200 lines, ShellCheck on the PATH": () => validate(process.env),
      }),
    });
    return ["Whole processes:", "", table(samples, base)];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function hasShellCheck() {
  return spawnSync("shellcheck", ["--version"], { stdio: "ignore" }).status === 0;
}

/** Milliseconds for 10 KB; a shorter text counts as 10 KB. The best of several times, as what else runs is not its doing. */
function timeFor10KB(check, text, rounds) {
  const times = Array.from({ length: rounds }, () => milliseconds(() => check(text)));
  return Math.min(...times) / Math.max(text.length / KILOBYTES_10, 1);
}

function changedFiles(check) {
  const texts = ["valid", "invalid"].flatMap((folder) =>
    fs
      .readdirSync(path.join(CORPUS, folder))
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .map((name) => fs.readFileSync(path.join(CORPUS, folder, name), "utf8")),
  );
  let slowest = 0;
  let total = 0;
  for (const text of mutations(texts, SEED, CHANGED_FILES)) {
    const once = timeFor10KB(check, text, 1);
    total += once * Math.max(text.length / KILOBYTES_10, 1);
    if (once > slowest) slowest = Math.max(slowest, timeFor10KB(check, text, 5));
  }
  return [
    `${CHANGED_FILES} changed files of the corpus, seed ${SEED}: the slowest took ${slowest.toFixed(1)} ms for 10 KB`,
    `(a shorter one counts as 10 KB), the mean ${(total / CHANGED_FILES).toFixed(2)} ms a file.`,
  ];
}

function hostileFiles(check) {
  const rows = Object.entries(HOSTILE_SPECS).flatMap(([name, make]) =>
    HOSTILE_SIZES.map((size) => [name, size, timeFor10KB(check, make(size), 3)]),
  );
  const slowestOf = (size) =>
    rows
      .filter(([, of]) => of === size)
      .sort((a, b) => b[2] - a[2])
      .slice(0, SLOWEST)
      .map(([name, , time]) => `| ${size / 1000} | ${name} | ${time.toFixed(1)} |`);
  return [
    `${Object.keys(HOSTILE_SPECS).length} shapes of hostile files; the ${SLOWEST} slowest of a size, best of 3 rounds:`,
    "",
    "| thousand characters | shape | ms for 10 KB |",
    "|---|---|---|",
    ...HOSTILE_SIZES.flatMap(slowestOf),
  ];
}

async function report() {
  const { checkBuildSpec } = require("../lib/build-spec/check-build-spec");
  const { loadShellParser } = require("../lib/build-spec/shell/shell-parser");
  const shell = await loadShellParser();
  const check = (text) => checkBuildSpec(text, shell);
  const parts = [lengths(check), processes(), changedFiles(check), hostileFiles(check)];
  return parts.map((part) => part.join("\n")).join("\n\n");
}

module.exports = { report };
