// The time to prove the grants of many functions' pipelines, from what synthesis has written down.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { median, milliseconds } = require("./measure");

const FUNCTIONS = 50;
const ROUNDS = 5;
/** Of the groupings of principals, those whose stacks may hold as many: an identity domain has at most 50 groups. */
const GROUPINGS = ["CONDITION", "PER_ROLE"];

/** Synthesizes a build and a deployment pipeline for each function; returns the folder of the stack. */
function synthesized(grouping, outdir) {
  const { App, TerraformStack } = require("cdktf");
  const oci = require("cdktf-oci-devops");
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "functions");
  new oci.OciProvider(stack, "oci", { region: "us-ashburn-1" });
  const project = oci.DevopsProject.fromDevopsProjectAttributes(stack, "project", {
    projectId: "ocid1.devopsproject.oc1.iad.project",
    compartmentId: "ocid1.compartment.oc1..project",
    tenancyId: "ocid1.tenancy.oc1..tenancy",
    grouping: oci.PrincipalGrouping[grouping],
  });
  const connection = oci.ExternalConnection.fromExternalConnectionAttributes(stack, "github", {
    project,
    connectionId: "ocid1.devopsconnection.oc1.iad.connection",
    type: oci.ConnectionType.GITHUB,
    accessToken: oci.VaultSecret.fromSecretAttributes(stack, "token", {
      secretId: "ocid1.vaultsecret.oc1.iad.token",
      compartmentId: "ocid1.compartment.oc1..secrets",
    }),
  });
  const repositoryUrl = "https://github.com/acme/functions";
  const source = new oci.MirroredRepo(stack, "repo", { project, connection, repositoryUrl }).branch("main");
  for (let i = 0; i < FUNCTIONS; i++) {
    const name = `function-${i}`;
    const artifact = new oci.ContainerArtifact(stack, `image-${i}`, {
      project,
      region: "iad",
      namespace: "acme",
      repositoryName: `functions/${name}`,
    });
    const target = oci.OciFunction.fromFunctionId(stack, name, `ocid1.fnfunc.oc1.iad.${name}`);
    const deployTo = new oci.FunctionDeployPipeline(stack, `deploy-${i}`, {
      project,
      artifact,
      function: target,
    });
    new oci.FunctionBuildPipeline(stack, `build-${i}`, {
      project,
      source,
      functionDirectory: `functions/${name}`,
      artifact,
      deployTo,
      parameters: { imageVersion: { defaultValue: "0.0.1" } },
      trigger: { includePaths: [`functions/${name}/**`] },
    });
  }
  app.synth();
  return path.join(outdir, "stacks", "functions");
}

/** A row of the table for a stack that is synthesized once and proved several times. */
function measured(grouping) {
  const { proofSubject } = require("../lib/iam/proof/grants-of");
  const { prove } = require("../lib/iam/proof/prove");
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  try {
    let folder;
    const synth = milliseconds(() => (folder = synthesized(grouping, outdir)));
    const grants = JSON.parse(fs.readFileSync(path.join(folder, "grants.json"), "utf8"));
    const subjects = grants.map(proofSubject);
    const once = () => grants.map(proofSubject).forEach(prove);
    const time = median(Array.from({ length: ROUNDS }, () => milliseconds(once)));
    const count = (items) => subjects.reduce((sum, subject) => sum + subject[items].length, 0);
    const figures = [synth.toFixed(0), time.toFixed(0), (time / FUNCTIONS).toFixed(2)];
    return [grouping, count("requirements"), count("statements"), ...figures];
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

function report() {
  return [
    `Build and deployment pipelines of ${FUNCTIONS} functions in one stack: synthesized once, which proves them, too;`,
    `then proved from its grants.json, median of ${ROUNDS} rounds.`,
    "",
    "| grouping | actions | statements | synthesis ms | proof ms | proof ms a function |",
    "|---|---|---|---|---|---|",
    ...GROUPINGS.map((grouping) => `| ${measured(grouping).join(" | ")} |`),
  ].join("\n");
}

module.exports = { report };
