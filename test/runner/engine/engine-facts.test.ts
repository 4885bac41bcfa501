import { imageOf, machineOf } from "../../../src/runner/engine/engine-facts";

describe("the machine of an engine", () => {
  test("is as docker tells it", () => {
    const info = {
      ServerVersion: "28.2.2",
      Architecture: "x86_64",
      NCPU: 8,
      MemTotal: 1024,
      CpuCfsQuota: true,
      MemoryLimit: false,
    };
    expect(machineOf(info)).toEqual({
      architecture: "amd64",
      cpus: 8,
      memoryInBytes: 1024,
      limitsCpus: true,
      limitsMemory: false,
    });
  });

  test("is as podman tells it", () => {
    const host = { arch: "arm64", cpus: 8, memTotal: 1024, cgroupControllers: ["memory"] };
    expect(machineOf({ host })).toEqual({
      architecture: "arm64",
      cpus: 8,
      memoryInBytes: 1024,
      limitsCpus: false,
      limitsMemory: true,
    });
  });

  test.each([undefined, null, []])(
    "of podman without control groups limits nothing: %s",
    (cgroupControllers) => {
      expect(machineOf({ host: { cgroupControllers } })).toMatchObject({
        limitsCpus: false,
        limitsMemory: false,
      });
    },
  );

  test.each([
    ["aarch64", "arm64"],
    ["i686", "386"],
    ["armv7l", "arm"],
    ["riscv64", "riscv64"],
  ])("has the processor by the name that images have: %s", (system, image) => {
    expect(machineOf({ ServerVersion: "1", Architecture: system })?.architecture).toBe(image);
  });

  test("is not there when none answers", () => {
    expect(machineOf({ ServerVersion: "", NCPU: 0 })).toBeUndefined();
    expect(machineOf({})).toBeUndefined();
  });
});

describe("an image", () => {
  test("has its id, its processor and its environment", () => {
    const Config = { Env: ["PATH=/bin:/usr/bin", "EQUATION=a=b", "EMPTY=", "NONE"] };
    expect(imageOf({ Id: "sha256:1", Architecture: "arm64", Config })).toEqual({
      id: "sha256:1",
      architecture: "arm64",
      environment: new Map([["PATH", "/bin:/usr/bin"], ["EQUATION", "a=b"], ["EMPTY", ""], ["NONE", ""]]), // prettier-ignore
    });
  });

  test.each([null, undefined, {}, { Env: null }])("may have no environment: %j", (Config) => {
    expect(imageOf({ Id: "1", Config })).toEqual({ id: "1", architecture: "", environment: new Map() });
  });
});
