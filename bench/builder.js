// The container engine and the builder image that all chapters on the runner measure with.
const { execFileSync, spawnSync } = require("node:child_process");

const IMAGE = ["oci-devops-local/builder:ol8", "oci-devops-local/builder:offline"].find(
  (image) => spawnSync("docker", ["image", "inspect", image], { stdio: "ignore" }).status === 0,
);

const docker = (...args) =>
  execFileSync("docker", args, { stdio: ["ignore", "pipe", "ignore"] })
    .toString()
    .trim();

/** A chapter that needs the engine; `measured` gets the text that names it. */
function withEngine(measured) {
  return async () => {
    if (IMAGE === undefined) return "Not measured: no container engine with the builder image answered.";
    return measured(`Engine: docker ${docker("version", "--format", "{{.Server.Version}}")}`);
  };
}

/** What the runner makes of the image for one stage. */
function createMachine() {
  const { CliEngine } = require("../lib/runner/engine/cli-engine");
  const { ContainerMachine } = require("../lib/runner/machine/container-machine");
  return ContainerMachine.create({
    engine: new CliEngine("docker"),
    image: IMAGE,
    labels: {},
    mountsSocket: false,
    primaryDirectory: "/workspace",
    mark: "OCI_BUILD_RUN_ID=bench",
  });
}

/** The files of a session of these scripts. */
function filesFor(machine, scripts) {
  const { directory } = require("../lib/runner/files");
  const { sessionFiles } = require("../lib/runner/session/session-files");
  return [directory("/workspace"), ...sessionFiles(machine.sessionDirectory, new Map(), ["A"], scripts)];
}

/** A session of these scripts as a stage opens it. */
function openSession(machine, kind, scripts) {
  const { openSession: open } = require("../lib/runner/session/open-session");
  const files = filesFor(machine, scripts);
  return open(machine, { files, kind, variables: new Map(), changesUser: false, onOutput: () => undefined });
}

module.exports = { createMachine, docker, IMAGE, openSession, withEngine };
