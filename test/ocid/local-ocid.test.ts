import { localOcid } from "../../src/ocid/local-ocid";

describe("a local OCID", () => {
  test("has the shape of a real one, with local for the region", () => {
    expect(localOcid("devopsbuildpipeline")).toMatch(
      /^ocid1\.devopsbuildpipeline\.oc1\.local\.[a-z2-7]{60}$/,
    );
    expect(localOcid("devopsbuildpipeline", "a.b")).toMatch(
      /^ocid1\.devopsbuildpipeline\.oc1\.local\.[a-z2-7]{60}$/,
    );
  });

  test("is the same for the same kind and seed", () => {
    expect(localOcid("a", "x")).toBe(localOcid("a", "x"));
  });

  test("differs for another kind or seed", () => {
    const unique = (kind: string, seed: string) => localOcid(kind, seed).split(".").at(-1);
    const all = [unique("a", "x"), unique("a", "y"), unique("b", "x"), unique("a", ""), unique("", "a")];
    expect(new Set(all).size).toBe(all.length);
  });

  test("is another one each time without a seed", () => {
    expect(localOcid("a")).not.toBe(localOcid("a"));
  });
});
