import * as fs from "node:fs";
import * as path from "node:path";
import { BuildRunnerImage } from "../../../src/build/build-runner";
import { BUILDER_PROGRAMS, PROFILES, profileOf } from "../../../src/runner/build-runner/profile";

describe("the profile of a build runner", () => {
  test("is there for every image that the constructs know", () => {
    const known = [BuildRunnerImage.OL7_X86_64_STANDARD_10, BuildRunnerImage.OL8_X86_64_STANDARD_10];
    expect(Object.keys(PROFILES).sort()).toEqual(known.map(({ name }) => name));
  });

  test("has docker alone on Oracle Linux 7, and both commands on Oracle Linux 8", () => {
    expect(profileOf("OL7_X86_64_STANDARD_10").containerTools).toEqual(["docker"]);
    expect(profileOf("OL8_X86_64_STANDARD_10").containerTools).toEqual(["docker", "podman"]);
  });

  test("is that of Oracle Linux 8 without a stack", () => {
    expect(profileOf("")).toBe(PROFILES.OL8_X86_64_STANDARD_10);
  });

  test.each(["OL9_X86_64_STANDARD_10", "__proto__", "constructor"])(
    "is taken for the default: %s",
    (image) => {
      expect(profileOf(image)).toMatchObject({
        system: "Oracle Linux 8",
        note: expect.stringContaining(image) as string,
      });
    },
  );
});

test.each(["Dockerfile", "Dockerfile.offline"])(
  "%s checks every program that a builder image must have",
  (name) => {
    const text = fs.readFileSync(path.join(__dirname, "..", "..", "..", "builder", name), "utf8");
    const checked = /for tool in ((?:[^;]|\\\n)*); do/.exec(text)![1].split(/[\s\\]+/);
    expect(checked).toEqual(expect.arrayContaining([...BUILDER_PROGRAMS]));
  },
);
