import { ManagedBuildPlan } from "../../../src/pipeline/pipeline-plan";
import { containerHeader } from "../../../src/runner/build-runner/container-header";
import { Builder } from "../../../src/runner/build-runner/find-builder";
import { RunRequest } from "../../../src/runner/request/prepare";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { buildPlan, pipelinePlan } from "../support/plans";
import { specOf } from "../support/run-spec";

const BUILDER: Builder = {
  image: "builder",
  machine: { architecture: "amd64", cpus: 2, memoryInBytes: 2 ** 40, limitsCpus: true, limitsMemory: true },
  notes: ["builder is slow"],
};

function headerOf(
  stages: readonly ManagedBuildPlan[],
  more: Partial<RunRequest> = {},
  running = stages,
): string[] {
  const specs = running.map(({ address, displayName }): [string, ReturnType<typeof readSpecFile>] => {
    const image = { name: "image", type: "DOCKER_IMAGE", location: "image" };
    return [
      address,
      readSpecFile(specOf(["true"], { outputArtifacts: displayName === "image" ? [image] : [] })),
    ];
  });
  return containerHeader({ plan: pipelinePlan(stages), ...more } as RunRequest, new Map(specs), BUILDER);
}

const stage = (displayName: string, more: Partial<ManagedBuildPlan> = {}) =>
  buildPlan({ displayName, address: `stage.${displayName}`, ...more });

describe("the header of a run in containers", () => {
  test("tells the image, what steps reach and what the container lacks of the shape", () => {
    expect(headerOf([stage("file")])).toEqual([
      "Executor: container of builder; steps do not reach the container engine.",
      "Note: builder is slow",
      "Note: the shape has 4 processors, the engine's machine 2",
    ]);
  });

  test("tells everything that an access exposes", () => {
    const header = headerOf([stage("file")], { dockerAccess: "nested", shape: "none" });
    expect(header[0]).toContain("steps have an engine of their own");
    expect(header.filter((line) => line.startsWith("  - "))).toHaveLength(3);
    expect(header.filter((line) => line.startsWith("Note:"))).toEqual(["Note: builder is slow"]);
  });

  test("tells which stages have which access, and each note once", () => {
    const header = headerOf([stage("file"), stage("image"), stage("other")]);
    expect(header.filter((line) => line.startsWith("Executor"))).toEqual([
      "Executor for file, other: container of builder; steps do not reach the container engine.",
      expect.stringContaining(
        "Executor for image: container of builder; steps reach the container engine",
      ) as string,
    ]);
    expect(header.filter((line) => line.includes("processors"))).toHaveLength(1);
  });

  test("tells nothing of stages that are left out", () => {
    const [file, image] = [stage("file"), stage("image", { image: "OL7_X86_64_STANDARD_10" })];
    expect(headerOf([file, image], { shape: "none" }, [file])).toEqual([
      "Executor: container of builder; steps do not reach the container engine.",
      "Note: builder is slow",
    ]);
  });

  test("tells what stands in for another system", () => {
    const header = headerOf([stage("file", { image: "OL7_X86_64_STANDARD_10" })]);
    expect(header.join("\n")).toContain("Note: Oracle Linux 7: no builder image has Oracle Linux 7");
  });
});
