import { cdk, javascript } from "projen";

/** Generated from schema/ before every compile; git-ignored and private to the package. */
const BINDINGS = "src/provider";
/** Compiled examples and bench; below the package root, so that they import the package by its own name. */
const EXAMPLES_OUT = ".build/examples";

const project = new cdk.JsiiProject({
  name: "cdktf-oci-devops",
  description:
    "Typed CDKTF constructs for OCI DevOps function pipelines, with a local runner for build_spec.yaml and derived least-privilege IAM.",
  keywords: ["cdktf", "oci", "oracle-cloud", "devops", "functions", "terraform", "build-spec", "iam"],
  author: "cdktf-oci-devops maintainers",
  authorAddress: "maintainers@cdktf-oci-devops.invalid",
  authorOrganization: true,
  repositoryUrl: "https://github.com/cdktf-oci-devops/cdktf-oci-devops.git",
  license: "Apache-2.0",
  copyrightOwner: "the cdktf-oci-devops authors",
  stability: "experimental",
  defaultReleaseBranch: "main",
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: "20.9.0",
  jsiiVersion: "~5.9.0",
  typescriptVersion: "~5.9.0",
  docgen: true,

  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  npmignoreEnabled: false,
  sampleCode: false,

  peerDeps: ["cdktf@>=0.21.0 <1.0.0", "constructs@^10.4.2"],
  peerDependencyOptions: { pinnedDevDependency: false },
  bundledDeps: [
    "@grpc/grpc-js@^1.14.7",
    "@grpc/proto-loader@^0.8.1",
    "@msgpack/msgpack@^3.1.3",
    "commander@14.0.3",
    "picocolors@^1.1.1",
    "tar-stream@^3.2.2",
    "unbash@6.0.4",
    "yaml@^2.9.1",
  ],
  devDeps: [
    "cdktf@0.21.0",
    "constructs@10.4.2",
    "@cdktf/provider-generator@0.21.0",
    "@swc/core@1.16.18",
    "@swc/jest@^0.2",
    "@types/node@^20",
    "@types/tar-stream@^3",
    "ajv@^8",
    "codemaker@^1",
    "fast-check@^4",
  ],
  bin: { "oci-devops-local": "lib/cli/main.js" },

  prettier: true,
  prettierOptions: { settings: { printWidth: 110 } },
  eslintOptions: {
    dirs: ["src"],
    devdirs: ["test", "examples", "bench"],
    prettier: true,
    commandOptions: { fix: false },
    ignorePatterns: [BINDINGS, "*.js", "*.d.ts", "node_modules/"],
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: { moduleNameMapper: { "^cdktf-oci-devops$": "<rootDir>/src/index.ts" } },
  },
});

// Tests read the TypeScript sources directly; their types are checked by the type-check task.
Object.assign(project.jest!.config, {
  transform: { "^.+\\.ts$": "@swc/jest", "/node_modules/unbash/.+\\.js$": "@swc/jest" },
  transformIgnorePatterns: ["/node_modules/(?!unbash/)"],
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testTimeout: 120_000,
  // Engines and Terraform take most of the time; with two processors jest's default would be one worker.
  maxWorkers: "100%",
  collectCoverage: false,
});
project.deps.removeDependency("ts-jest");
// The package's index re-exports types by name, which only a check of all files together can tell.
project.tsconfigDev.file.addOverride("compilerOptions.isolatedModules", false);

project.gitignore.exclude(
  `/${BINDINGS}/`,
  "/cdktf.out/",
  "/.build/",
  ".oci-devops/",
  "/terraform.*.tfstate*",
);
// Versions whose packages for all platforms are published; npm ci refuses a lock file in which some are missing.
project.package.addField("overrides", { "unrs-resolver": "1.12.2" });
project.package.addField("files", [
  "lib/**/*.js",
  "lib/**/*.d.ts",
  "src/runner/session/*.sh",
  "src/runner/session/*.bash",
  "src/offline-oci/*.proto",
  "schema",
  "builder",
  "docs",
  ".jsii",
  "API.md",
  "CHANGELOG.md",
]);
project.package.addField("exports", {
  ".": { types: "./lib/index.d.ts", default: "./lib/index.js" },
  "./provider": { types: "./lib/provider/index.d.ts", default: "./lib/provider/lazy-index.js" },
  "./provider/*": { types: "./lib/provider/*/index.d.ts", default: "./lib/provider/*/index.js" },
  "./testing": { types: "./lib/testing/index.d.ts", default: "./lib/testing/index.js" },
  "./runner": { types: "./lib/runner/index.d.ts", default: "./lib/runner/index.js" },
  "./package.json": "./package.json",
  "./.jsii": "./.jsii",
});

// Node 20 is what the README asks for; that jsii's own support of it has ended is no news to a newcomer.
project.compileTask.env("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");

const bindings = project.addTask("bindings", {
  description: "Generate the OCI provider bindings from schema/ unless they are up to date",
  exec: `node scripts/generate-provider.js ${BINDINGS}`,
});
project.preCompileTask.spawn(bindings);

const examples = project.addTask("examples", {
  description: "Compile the package and the examples",
  steps: [
    { spawn: project.preCompileTask.name },
    { spawn: project.compileTask.name },
    { exec: `tsc -p examples/tsconfig.json --outDir ${EXAMPLES_OUT}` },
  ],
});
project.addTask("synth", {
  description: "Synthesize every example below cdktf.out/",
  steps: [{ spawn: examples.name }, { exec: `node ${EXAMPLES_OUT}/main.js` }],
});
project.addTask("quickstart", {
  description: "Synthesize the tweet summarizer and run one of its build pipelines on this machine",
  receiveArgs: true,
  steps: [{ spawn: examples.name }, { exec: `node scripts/quickstart.js`, receiveArgs: true }],
});
project.addTask("bench", {
  description: "Measure load, synth and per-step overhead; rewrites bench/README.md",
  steps: [{ spawn: examples.name }, { exec: "node bench/run.js" }],
});
const typeCheck = project.addTask("type-check", {
  description: "Check the types of tests and examples",
  exec: "tsc -p test/tsconfig.json",
});
project.testTask.prependSpawn(examples);
project.testTask.spawn(typeCheck);

project.synth();
