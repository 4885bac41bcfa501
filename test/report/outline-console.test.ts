import pc from "picocolors";
import { build, deliver, HOSTILE, outline, step } from "./graph/outlines";
import { outlineLines } from "../../src/report/outline-console";
import { RunOutline, StageOutline } from "../../src/runner/outline/outline";

const lines = (run: RunOutline, notes: readonly string[] = []) =>
  outlineLines(run, notes, pc.createColors(false));

const DEPLOY: StageOutline = {
  kind: "TRIGGER_DEPLOYMENT_PIPELINE",
  number: 3,
  name: "Deploy",
  address: "stage.deploy",
  stageId: "ocid1.deploy",
  after: [{ name: "Deliver", address: "stage.deliver" }],
  isSkipped: true,
  deployment: "deploy-app",
  deploymentPipelineId: "ocid1.pipeline",
  arguments: [
    { name: "version", value: "1", from: "parameter" },
    { name: "commit", from: "exported variable", exportedBy: "Build" },
  ],
  functions: [
    { functionId: "ocid1.fn", image: { address: "app:${x}", open: [{ name: "x", exportedBy: undefined }] } },
  ],
};

const FULL = build({
  sources: [
    {
      name: "app",
      url: "https://example.invalid/app",
      branch: "main",
      isPrimary: true,
      folder: "/app",
      commit: "abc",
    },
  ],
  spec: {
    file: "app/build_spec.yaml",
    isGenerated: false,
    vaultVariables: [{ name: "TOKEN", secretId: "ocid1.secret", from: "--secret TOKEN, file token" }],
    inputs: [{ name: "tool", type: "URL", location: "bin/tool", from: "https://example.invalid/tool" }],
    steps: [
      step({ failsFast: true, onFailure: [step({ name: "Clear up", line: 12 })] }),
      step({ number: 2, name: "Audit", type: "VulnerabilityAudit", line: 20, isSkipped: true }),
    ],
    outputs: [{ name: "image", type: "DOCKER_IMAGE", location: "app:latest", deliveredBy: ["Deliver"] }],
    exports: ["version", "commit"],
  },
});

describe("a dry run", () => {
  test("shows everything that the run would do", () => {
    const parameters = [{ name: "version", value: "1.2", from: "argument" }] as const;
    const run = outline([FULL, deliver(), DEPLOY], { parameters });
    expect(lines(run, ["no container engine answers"])).toEqual([
      "Dry run of build-app: nothing was started, nothing was written",
      "Parameter version: 1.2 (argument)",
      "",
      "1 Build managed build stage.build",
      "  image OL8_X86_64_STANDARD_10 (Oracle Linux 8)",
      "  shape 2 OCPUs, 8 GB (the default); its container may take 4 processors and 8 GB",
      "  source app: /app (primary, abc, stands for https://example.invalid/app, branch main)",
      "  build specification app/build_spec.yaml",
      "  timeout 28800 s",
      "  vault variable TOKEN: ocid1.secret, value from --secret TOKEN, file token",
      "  input tool (URL) to bin/tool: https://example.invalid/tool",
      "  step 1 Compile app/build_spec.yaml:8",
      "    bash as root, at most 60 s, stops at the first failing command",
      "    on failure 1 Clear up app/build_spec.yaml:12",
      "      bash as root, at most 60 s, goes on after a failing command",
      "  step 2 Audit skipped app/build_spec.yaml:20",
      "    VulnerabilityAudit, which only OCI does",
      "  output image (DOCKER_IMAGE) from app:latest: delivered by Deliver",
      "  exports version, commit",
      "",
      "2 Deliver deliver artifacts stage.deliver",
      "  after Build",
      "  output image to iad.ocir.io/acme/app:${version} (${version} comes from stage Build)",
      "",
      "3 Deploy trigger deployment skipped stage.deploy",
      "  after Deliver",
      "  deployment pipeline deploy-app",
      "  argument version: 1 (parameter)",
      "  argument commit: known in the run (exported variable of stage Build)",
      "  function ocid1.fn gets app:${x} (nothing gives ${x} a value)",
      "",
      "Notes",
      "  no container engine answers",
    ]);
  });

  test("has no line that a name has made", () => {
    const parameters = [{ name: HOSTILE, value: HOSTILE, from: "default" }] as const;
    const hostile = build({ name: HOSTILE, spec: { ...FULL.spec!, exports: [HOSTILE] } });
    const shown = lines(outline([hostile], { pipeline: HOSTILE, parameters }), [HOSTILE]);
    for (const line of shown) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    const harmless = lines(outline([FULL], { parameters }), ["note"]);
    // The source's line is missing in the first.
    expect(shown).toHaveLength(harmless.length - 1);
  });
});
