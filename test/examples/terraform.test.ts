import * as fs from "node:fs";
import * as path from "node:path";
import { synthExample } from "./examples";
import { temporaryFolder } from "../support/temporary-folder";
import { describeWithTerraform, evaluateOutputs } from "../support/terraform";

describeWithTerraform("Terraform (needs terraform)", () => {
  test("hands OCI's own placeholders on as they are", () => {
    const folder = synthExample("tweet-summarizer", temporaryFolder());
    const stack = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    const artifacts = Object.values<any>(stack.resource.oci_devops_deploy_artifact);
    const output = Object.fromEntries(
      artifacts.map((artifact, i) => [`uri${i}`, { value: artifact.deploy_artifact_source.image_uri }]),
    );

    const evaluated = evaluateOutputs(temporaryFolder(), {
      variable: { region: { default: "iad" }, namespace: { default: "acme" } },
      output,
    });

    expect(Object.values(evaluated).sort()).toEqual([
      "iad.ocir.io/acme/tweet-summarizer/tweet-report-digester:${imageVersion}",
      "iad.ocir.io/acme/tweet-summarizer/tweet-retriever:${imageVersion}",
    ]);
  });
});
