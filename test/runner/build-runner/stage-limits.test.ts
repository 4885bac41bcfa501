import { DEFAULT_SHAPE, stageLimits } from "../../../src/runner/build-runner/stage-limits";
import { EngineMachine } from "../../../src/runner/engine/engine";

const GB = 2 ** 30;
const MACHINE: EngineMachine = {
  architecture: "amd64",
  cpus: 16,
  memoryInBytes: 64 * GB,
  limitsCpus: true,
  limitsMemory: true,
};

describe("the container of a stage", () => {
  test("has two processors for each OCPU, and the memory of the shape", () => {
    expect(stageLimits(DEFAULT_SHAPE, MACHINE)).toEqual({ cpus: 4, memoryInBytes: 8 * GB, notes: [] });
    const shape = { ocpus: 3, memoryInGbs: 20 };
    expect(stageLimits(shape, MACHINE)).toEqual({ cpus: 6, memoryInBytes: 20 * GB, notes: [] });
  });

  test("has no more processors than the machine, which is said", () => {
    expect(stageLimits(DEFAULT_SHAPE, { ...MACHINE, cpus: 2 })).toEqual({
      cpus: 2,
      memoryInBytes: 8 * GB,
      notes: ["the shape has 4 processors, the engine's machine 2"],
    });
  });

  test("may take the memory of the shape even where the machine has less, which is said", () => {
    expect(stageLimits(DEFAULT_SHAPE, { ...MACHINE, memoryInBytes: 2.5 * GB })).toMatchObject({
      memoryInBytes: 8 * GB,
      notes: ["the shape has 8 GB of memory, the engine's machine 2.5"],
    });
  });

  test("is not limited by an engine that cannot, which is said", () => {
    const { cpus, memoryInBytes, notes } = stageLimits(DEFAULT_SHAPE, {
      ...MACHINE,
      limitsCpus: false,
      limitsMemory: false,
    });
    expect([cpus, memoryInBytes]).toEqual([undefined, undefined]);
    expect(notes).toHaveLength(2);
  });
});
