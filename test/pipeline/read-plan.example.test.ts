import * as path from "node:path";
import { App } from "cdktf";
import { problems } from "./terraform-json";
import { TweetSummarizerStack } from "../../examples/tweet-summarizer/stack";
import { PipelinePlan } from "../../src/pipeline/pipeline-plan";
import { readPlan } from "../../src/pipeline/read-plan";
import { Stack } from "../../src/pipeline/stack";
import { temporaryFolder } from "../support/temporary-folder";

const VARIABLES = { namespace: "acme", tweet_retriever_function_id: "ocid1.fnfunc.oc1.iad.retriever" };

describe("the plan of the synthesized example", () => {
  let file: string;
  const planOf = (wanted: string): PipelinePlan => readPlan(Stack.read(file, VARIABLES), wanted);

  beforeAll(() => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    new TweetSummarizerStack(app, "tweet-summarizer");
    app.synth();
    file = path.join(outdir, "stacks/tweet-summarizer/cdk.tf.json");
  });

  test("builds, delivers and deploys, in that order", () => {
    const { parameters, stages } = planOf("build-tweet-retriever");
    expect(stages.map(({ kind }) => kind)).toEqual([
      "BUILD",
      "DELIVER_ARTIFACT",
      "TRIGGER_DEPLOYMENT_PIPELINE",
    ]);
    expect(stages.map(({ predecessors }) => predecessors)).toEqual([
      [],
      [stages[0].address],
      [stages[1].address],
    ]);
    expect([...parameters].sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: "baseImage", defaultValue: "node:20-slim" },
      { name: "imageVersion", defaultValue: "0.0.1" },
    ]);
  });

  test("builds from the mirrored repository with the specification that synth made", () => {
    const [build] = planOf("build-tweet-retriever").stages;
    expect(build).toMatchObject({
      kind: "BUILD",
      image: "OL8_X86_64_STANDARD_10",
      buildSpecFile: "functions/tweet-retriever/build_spec.yaml",
      sources: [
        { name: "tweet-summarizer", url: "https://github.com/acme/tweet-summarizer", branch: "main" },
      ],
      primarySource: "tweet-summarizer",
      generatedSpec: expect.stringMatching(/build-specs\/build-tweet-retriever_Build_\w+\/build_spec\.yaml$/),
    });
  });

  test("delivers the function's image under the version that is a parameter", () => {
    const [, deliver, deploy] = planOf("build-tweet-retriever").stages;
    const artifact = expect.objectContaining({
      imageUri: "us-ashburn-1.ocir.io/acme/tweet-summarizer/tweet-retriever:${imageVersion}",
      substitutesPlaceholders: true,
    });
    expect(deliver).toMatchObject({ deliveries: [{ outputName: "function_image", artifact }] });
    expect(deploy).toMatchObject({
      passAllParameters: true,
      deployment: { functions: [{ functionId: "ocid1.fnfunc.oc1.iad.retriever", artifact }] },
    });
  });

  test("is of one function, of two that the stack builds", () => {
    const [retriever, digester] = ["build-tweet-retriever", "build-tweet-report-digester"].map(planOf);
    expect(retriever.pipelineId).not.toBe(digester.pipelineId);
    const ids = [...retriever.stages, ...digester.stages].map(({ stageId }) => stageId);
    expect(new Set(ids).size).toBe(6);
    expect(problems(() => readPlan(Stack.read(file)))).toEqual([
      expect.stringContaining("has 2 build pipelines"),
    ]);
  });

  test("needs the variables that its images need", () => {
    const found = problems(() => readPlan(Stack.read(file), "build-tweet-retriever"));
    expect(found).toEqual([
      expect.stringMatching(/: var\.namespace has no value; give it with --var namespace=VALUE/),
    ]);
  });
});
