// Shows the main job on this machine: synthesizes the tweet summarizer and runs one of its build pipelines.
// Usage: node scripts/quickstart.js [--install-docker]   (after the examples are compiled)
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

process.chdir(path.join(__dirname, ".."));
const EXAMPLE = "examples/tweet-summarizer";
const FUNCTION = `${EXAMPLE}/functions/tweet-retriever`;
/** Stands for the function that a deployment would give the new image. */
const FUNCTION_ID = "ocid1.fnfunc.oc1.iad.tweet-retriever";
const CLI = "lib/cli/main.js";
const DAEMON_LOG = "/var/log/dockerd-quickstart.log";

function say(text) {
  console.log(`\n== ${text}`);
}

/** Runs a command the user could run, too, and ends with its exit code when it fails. */
function run(command, args) {
  console.log(`$ ${[command, ...args].join(" ")}`);
  const { status, error } = spawnSync(command, args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function oci(...args) {
  run(process.execPath, [CLI, ...args]);
}

function engineAnswers() {
  return spawnSync("docker", ["version"], { stdio: "ignore" }).status === 0;
}

function isDebianRoot() {
  return process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get");
}

async function waitForEngine() {
  for (let attempt = 0; attempt < 60; attempt++) {
    if (engineAnswers()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  console.error(`the docker daemon does not answer; see ${DAEMON_LOG}`);
  process.exit(125);
}

async function installDocker() {
  if (!isDebianRoot()) {
    console.error("--install-docker needs root on Debian or Ubuntu; install Docker yourself and run this again");
    process.exit(2);
  }
  say("Installing Docker (package docker.io)");
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "docker.io"]);
  if (!engineAnswers()) {
    // A package's service starts by itself only where there is an init system.
    const log = fs.openSync(DAEMON_LOG, "a");
    const daemon = spawn("dockerd", [], { detached: true, stdio: ["ignore", log, log] });
    daemon.unref();
    console.log(`started dockerd by hand as process ${daemon.pid}; it keeps running, its log is ${DAEMON_LOG}`);
  }
  await waitForEngine();
}

function runWithEngine() {
  const offline = isDebianRoot();
  say("Making the builder image, in which managed build stages run (once)");
  oci("builder", "build", "--if-missing", ...(offline ? ["--offline"] : []));
  say("Running the build pipeline of tweet-retriever up to a delivered image");
  oci(
    "run",
    "build-tweet-retriever",
    ...["--stack", "tweet-summarizer", "--source", EXAMPLE, "--param", "imageVersion=1.0.0"],
    ...["--var", "namespace=acme", "--var", `tweet_retriever_function_id=${FUNCTION_ID}`],
    ...(offline ? ["--param", "baseImage=oci-devops-local/base:offline"] : []),
  );
}

function runWithoutEngine() {
  say("No container engine answers, so no image can be built");
  console.log("What can run without one: the function's tests and the packing of its sources, on this host itself.");
  console.log("For the whole pipeline start Docker, or let this install it: npm run quickstart -- --install-docker");
  oci("run", "--spec", `${FUNCTION}/package_spec.yaml`, "--executor", "host", "--source", FUNCTION);
  say("Done without an engine: a BINARY output, no image");
}

async function main(args) {
  const unknown = args.filter((arg) => arg !== "--install-docker");
  if (unknown.length > 0) {
    console.error(`unknown argument ${unknown.join(" ")}; there is only --install-docker`);
    process.exit(2);
  }
  say("Synthesizing the stacks of all examples to Terraform JSON below cdktf.out/");
  run(process.execPath, [".build/examples/main.js"]);
  if (!engineAnswers() && args.includes("--install-docker")) await installDocker();
  if (engineAnswers()) runWithEngine();
  else runWithoutEngine();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
