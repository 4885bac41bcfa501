// Generates the OCI provider bindings from schema/oci-provider-schema.json.
// Usage: node scripts/generate-provider.js OUTPUT_DIR
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const SCHEMA = path.join(__dirname, "..", "schema", "oci-provider-schema.json");
const CONSTRAINT = "oracle/oci@~> 8.0";
const GENERATOR = "@cdktf/provider-generator";

/** What the output depends on; an unchanged stamp means there is nothing to do. */
function stampOf() {
  const hash = createHash("sha256");
  for (const file of [SCHEMA, __filename, require.resolve(`${GENERATOR}/package.json`)]) {
    hash.update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}

/** The provider is the one binding of the public interface; its comments are links, which say nothing by themselves. */
function plainDocs(file) {
  const text = fs
    .readFileSync(file, "utf8")
    .replace(/Docs at Terraform Registry: \{@link \S+ \w+#(\w+)\}/g, "Argument `$1` of the provider oracle/oci.")
    .replace(/\{@link \S+ ([^}]+)\}/g, "$1");
  fs.writeFileSync(file, text);
}

async function generate(outputDir) {
  // The package's own entry point needs jsii-pacmak at run time, so the generator is imported from its file.
  const { TerraformProviderGenerator } = require(`${GENERATOR}/lib/get/generator/provider-generator`);
  const { ConstructsMakerProviderTarget, LANGUAGES, TerraformProviderConstraint } = require("@cdktf/commons");
  const { CodeMaker } = require("codemaker");

  const schema = JSON.parse(fs.readFileSync(SCHEMA, "utf8"));
  // With a version in the schema every stack would be pinned to exactly that version.
  delete schema.provider_versions;
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  generator.generate(new ConstructsMakerProviderTarget(new TerraformProviderConstraint(CONSTRAINT), LANGUAGES[0]));

  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "oci-bindings-"));
  try {
    await generator.save(scratch);
    plainDocs(path.join(scratch, "providers", "oci", "provider", "index.ts"));
    fs.rmSync(outputDir, { recursive: true, force: true });
    fs.cpSync(path.join(scratch, "providers", "oci"), outputDir, { recursive: true });
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function main(outputDir) {
  const stampFile = path.join(outputDir, ".stamp");
  const stamp = stampOf();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
  await generate(outputDir);
  fs.writeFileSync(stampFile, stamp);
  const count = fs.readdirSync(outputDir, { withFileTypes: true }).filter((e) => e.isDirectory()).length;
  console.log(`generated ${count} bindings of ${CONSTRAINT} in ${outputDir}`);
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
