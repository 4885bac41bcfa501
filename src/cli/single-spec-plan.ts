import * as path from "node:path";
import { localOcid } from "../ocid/local-ocid";
import { PipelinePlan } from "../pipeline/pipeline-plan";

/** The plan of a build specification without a stack: one managed build stage with one source named `source`. */
export function singleSpecPlan(file: string): PipelinePlan {
  const name = path.basename(file);
  return {
    displayName: name,
    address: name,
    pipelineId: localOcid("devopsbuildpipeline", path.resolve(file)),
    parameters: [],
    stages: [
      {
        kind: "BUILD",
        displayName: "Build",
        address: "build",
        stageId: localOcid("devopsbuildpipelinestage", path.resolve(file)),
        predecessors: [],
        image: "",
        buildSpecFile: name,
        sources: [{ name: "source", url: "", branch: "" }],
        primarySource: "source",
      },
    ],
  };
}
