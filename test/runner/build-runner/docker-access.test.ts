import {
  containerCommands,
  DOCKER_ACCESS,
  dockerAccessOf,
} from "../../../src/runner/build-runner/docker-access";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { specOf } from "../support/run-spec";

const image = { name: "image", type: "DOCKER_IMAGE", location: "image" };
const specWith = (outputArtifacts: readonly object[]) => readSpecFile(specOf(["true"], { outputArtifacts }));

describe("the access of steps to a container engine", () => {
  test("is the socket where a stage makes an image, and none elsewhere", () => {
    expect(dockerAccessOf(specWith([image]))).toBe("socket");
    expect(dockerAccessOf(specWith([{ ...image, type: "BINARY" }]))).toBe("none");
  });

  test.each(["none", "socket", "nested"] as const)("is what is asked for: %s", (access) => {
    expect(dockerAccessOf(specWith([image]), access)).toBe(access);
    expect(dockerAccessOf(specWith([]), access)).toBe(access);
  });

  test("is told with all that it exposes, when it exposes anything", () => {
    expect(DOCKER_ACCESS.none.exposes).toEqual([]);
    expect(DOCKER_ACCESS.socket.exposes.join()).toContain("root's power");
    expect(DOCKER_ACCESS.nested.exposes.join()).toMatch(/seccomp.*AppArmor/);
  });
});

describe("the commands by which steps make images", () => {
  const commands = (
    ...more: Parameters<typeof containerCommands> extends [string, ...infer Rest] ? Rest : never
  ) => {
    const { path, files } = containerCommands("/session", ...more);
    return { path, files: files.map((file) => file.path) };
  };

  test.each(["none", "socket"] as const)("get podman after all that the image has (access %s)", (access) => {
    expect(commands(access, ["docker", "podman"], "/image/bin")).toEqual({
      path: "/image/bin:/session/bin",
      files: ["/session/bin", "/session/bin/podman"],
    });
  });

  test("have no podman where the service's build runner has none", () => {
    expect(commands("socket", ["docker"], "/image/bin")).toEqual({ path: "/image/bin", files: [] });
  });

  test("come before all that the image has when there is an engine of its own", () => {
    const { path, files } = commands("nested", ["docker", "podman"], "/image/bin");
    expect(path).toBe("/session/nested/bin:/image/bin");
    expect(files).toEqual(
      expect.arrayContaining(["/session/nested/bin/docker", "/session/nested/bin/podman"]),
    );
    expect(commands("nested", ["docker"]).files).not.toContain("/session/nested/bin/podman");
  });

  test("are found beside the usual places in an image without a PATH", () => {
    expect(commands("none", ["docker", "podman"]).path).toMatch(
      /^\/usr\/local\/sbin:.*:\/bin:\/session\/bin$/,
    );
  });
});
