// What Terraform needs for stacks of several sizes against the offline stand-in for the provider.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { median } = require("./measure");

const SIZES = [50, 250, 1000];
/** Terraform writes all of its state at every change, so that larger stacks would measure its own disk accesses. */
const LARGEST_APPLIED = 250;
const ROUNDS = 3;
const PROJECT = "ocid1.devopsproject.oc1.iad.there";

/** Artifacts of one project. */
function stackOf(count) {
  const artifact = (i) => ({
    project_id: PROJECT,
    display_name: `artifact ${i}`,
    deploy_artifact_type: "DOCKER_IMAGE",
    argument_substitution_mode: "SUBSTITUTE_PLACEHOLDERS",
    deploy_artifact_source: { deploy_artifact_source_type: "OCIR", image_uri: `iad.ocir.io/acme/image:${i}` },
  });
  const artifacts = Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, artifact(i)]));
  return {
    terraform: { required_providers: { oci: { source: "oracle/oci" } } },
    resource: { oci_devops_deploy_artifact: artifacts },
  };
}

function terraform(folder, ...args) {
  const stdio = ["ignore", "ignore", "pipe"];
  const { status, stderr } = spawnSync("terraform", args, { cwd: folder, encoding: "utf8", env: process.env, stdio });
  if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stderr}`);
}

/** Times in ms: from the start of the stand-in to a finished plan, and of apply, second plan and destroy. */
async function life(count) {
  const { withOfflineOci } = require("cdktf-oci-devops/testing");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(stackOf(count)));
  const times = {};
  let last = Date.now();
  const lap = (name) => {
    times[name] = Date.now() - last;
    last = Date.now();
  };
  try {
    const work = async () => {
      terraform(folder, "init", "-input=false");
      terraform(folder, "plan", "-input=false", "-out=planned");
      lap("attach, init and plan");
      if (count > LARGEST_APPLIED) return;
      terraform(folder, "apply", "-input=false", "planned");
      lap("apply");
      terraform(folder, "plan", "-input=false", "-detailed-exitcode");
      lap("plan again, nothing to do");
      terraform(folder, "destroy", "-auto-approve", "-input=false");
      lap("destroy");
    };
    await withOfflineOci(work, { existing: { [PROJECT]: {} } });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

async function report() {
  if (spawnSync("terraform", ["version"]).status !== 0) return "Not measured: there is no terraform.";
  const samples = SIZES.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, size] of SIZES.entries()) samples[i].push(await life(size));
  }
  const rows = Object.keys(samples[0][0]).map((name) => {
    const medians = samples.map((rounds) => median(rounds.map((times) => times[name] ?? NaN)));
    const last = medians.findLastIndex((time) => !Number.isNaN(time));
    const growth = medians[last] / medians[0] / (SIZES[last] / SIZES[0]);
    return `| ${name} | ${medians.map((time) => (time ? time : "")).join(" | ")} | ${growth.toFixed(2)} |`;
  });
  const [version] = spawnSync("terraform", ["version"], { encoding: "utf8" }).stdout.split("\n");
  return [
    `${version}; artifacts of one project, median of ${ROUNDS} rounds. Growth is the time of the most resources by that of`,
    `the fewest, by how many times more they are: 1 is linear, and fixed costs make it less.`,
    "",
    `| what | ${SIZES.map((size) => `${size} resources ms`).join(" | ")} | growth |`,
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

module.exports = { report };
