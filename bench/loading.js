// The time to load the library and to synthesize the examples, as whole processes.
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { inTurn, table } = require("./measure");

const ROOT = path.join(__dirname, "..");
const node = (...args) => execFileSync(process.execPath, args, { cwd: ROOT, stdio: "ignore" });

function loading() {
  return inTurn(9, {
    "`node -e 0`": () => node("-e", "0"),
    "load cdktf": () => node("-e", 'require("cdktf")'),
    "load cdktf and cdktf-oci-devops": () => node("-e", 'require("cdktf");require("cdktf-oci-devops")'),
    "load and synthesize the examples": () => node(".build/examples/main.js"),
  });
}

module.exports = { report: () => table(loading(), "load cdktf") };
