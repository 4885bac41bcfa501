// Measures the library, the runner and the stand-in beside the raw tools they stand on, and rewrites bench/README.md.
// Usage: npm run bench   (container engine, builder image and Terraform are used where they are there)
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const CHAPTERS = [
  ["Loading and synthesizing, whole processes", "./loading"],
  ["One step that does nothing", "./steps"],
  ["A stage around its steps", "./session-setup"],
  ["Steps of long specifications", "./many-steps"],
  ["Output of steps", "./log-streaming"],
  ["Memory for output of steps", "./log-memory"],
  ["Copies of sources", "./sources"],
  ["Terraform with the offline stand-in for the provider", "./terraform"],
  ["The proof of grants", "./policies"],
  ["Masking of secrets", "./masking"],
  ["Parsing and checking build specifications", "./specs"],
];

async function main() {
  const parts = [
    "# Measurements",
    "",
    "Made by `npm run bench`; every table is one run in which the rows take turns, so only its ratios are to be compared.",
    `Node ${process.version}, ${os.cpus().length} processors, ${os.type()} ${os.arch()}.`,
  ];
  for (const [title, file] of CHAPTERS) parts.push("", `## ${title}`, "", await require(file).report());
  const report = `${parts.join("\n")}\n`;
  fs.writeFileSync(path.join(__dirname, "README.md"), report);
  console.log(report);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
