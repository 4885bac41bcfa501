import { TriggerDeploymentPlan } from "../../../src/pipeline/pipeline-plan";
import { Deployment } from "../../../src/runner/events";
import { ExitCode } from "../../../src/runner/exit-code";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { runTriggerDeployment } from "../../../src/runner/stage/trigger-deployment";
import { stageContext } from "../support/context";
import { artifactPlan, triggerPlan } from "../support/plans";

const DEPLOYMENT: TriggerDeploymentPlan["deployment"] = {
  displayName: "deploy-app",
  pipelineId: "ocid1.deployment",
  parameters: [{ name: "imageVersion", defaultValue: "0.0.1" }, { name: "region" }],
  functions: [
    { functionId: "ocid1.fn", artifact: artifactPlan({ imageUri: "iad.ocir.io/acme/app:${imageVersion}" }) },
  ],
};

function deploymentOf(plan: Partial<TriggerDeploymentPlan>, more: Partial<StageContext> = {}): Deployment {
  const { context, events } = stageContext(more);
  runTriggerDeployment(triggerPlan({ deployment: DEPLOYMENT, ...plan }), context);
  return events.flatMap((event) => (event.type === "deployment" ? [event.deployment] : []))[0];
}

const VALUES = { parameters: new Map([["imageVersion", "1.2"], ["other", "x"]]), exported: new Map([["hash", "abc"]]) }; // prettier-ignore

describe("a triggered deployment", () => {
  test("gets all parameters and exported variables, and each function its image", () => {
    expect(deploymentOf({}, VALUES)).toEqual({
      pipeline: "deploy-app",
      arguments: { imageVersion: "1.2", other: "x", hash: "abc" },
      functions: [{ functionId: "ocid1.fn", imageUri: "iad.ocir.io/acme/app:1.2" }],
    });
  });

  test("has only its own defaults when nothing is passed on", () => {
    expect(deploymentOf({ passAllParameters: false }, VALUES)).toMatchObject({
      arguments: { imageVersion: "0.0.1" },
      functions: [{ imageUri: "iad.ocir.io/acme/app:0.0.1" }],
    });
  });

  test("fails when an argument is longer than the service takes, without showing it", () => {
    const exported = new Map([["long", "x".repeat(256)], ["fits", "x".repeat(255)]]); // prettier-ignore
    expect(() => deploymentOf({}, { exported })).toThrow(
      expect.objectContaining({
        exitCode: ExitCode.FAILED,
        message: "arguments of deployment pipeline deploy-app take at most 255 characters: long has 256",
      }),
    );
  });

  test("fails when the image of a function has a placeholder without a value", () => {
    const functions = [
      { functionId: "ocid1.fn", artifact: artifactPlan({ imageUri: "acme/app:${missing}" }) },
    ];
    expect(() => deploymentOf({ deployment: { ...DEPLOYMENT, functions } })).toThrow("${missing}");
  });
});
