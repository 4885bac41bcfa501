import { BuildRunnerImage, BuildRunnerShape } from "../../src";

describe("the image of a build runner", () => {
  test("has the service's name", () => {
    expect(BuildRunnerImage.OL8_X86_64_STANDARD_10.name).toBe("OL8_X86_64_STANDARD_10");
    expect(BuildRunnerImage.OL7_X86_64_STANDARD_10.name).toBe("OL7_X86_64_STANDARD_10");
  });

  test("may be one that is newer than this package", () => {
    expect(BuildRunnerImage.of("OL9_AARCH64_STANDARD_10").name).toBe("OL9_AARCH64_STANDARD_10");
  });
});

describe("the shape of a build runner", () => {
  test("is the service's own or a size of one's own", () => {
    expect(BuildRunnerShape.DEFAULT).toMatchObject({
      buildRunnerType: "DEFAULT",
      ocpus: undefined,
      memoryInGbs: undefined,
    });
    expect(BuildRunnerShape.custom(4, 16)).toMatchObject({
      buildRunnerType: "CUSTOM",
      ocpus: 4,
      memoryInGbs: 16,
    });
  });
});
