import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract, pack } from "tar-stream";
import { withoutNames } from "../../../src/runner/build-runner/image-archive";

type Files = Readonly<Record<string, string>>;

const LAYER = "a".repeat(64);
const IMAGE = {
  Config: `${"b".repeat(64)}.json`,
  RepoTags: ["oci-devops-local/builder:offline"],
  Layers: [`${LAYER}.tar`],
};

function archive(files: Files, link?: string): Readable {
  const tar = pack();
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text);
  if (link !== undefined) tar.entry({ name: link, type: "symlink", linkname: `../${LAYER}.tar` });
  tar.finalize();
  return tar as unknown as Readable;
}

async function filesOf(tar: Readable): Promise<Files> {
  const bytes = await buffer(tar);
  const entries = extract();
  entries.end(bytes);
  const found: Record<string, string> = {};
  for await (const entry of entries) {
    const { name, linkname } = entry.header;
    found[name] = linkname ?? (await buffer(entry as unknown as Readable)).toString();
  }
  return found;
}

describe("the archive of an image that comes out of a build runner", () => {
  const manifest = JSON.stringify([IMAGE]);

  test("keeps its layers and its configuration, and loses its names", async () => {
    const files = { [`${LAYER}.tar`]: "x".repeat(200_000), [IMAGE.Config]: "{}" };
    const found = await filesOf(withoutNames(archive({ ...files, "manifest.json": manifest })));
    expect(found).toEqual({ ...files, "manifest.json": JSON.stringify([{ ...IMAGE, RepoTags: null }]) });
  });

  test.each([
    "repositories",
    "index.json",
    "oci-layout",
    "./manifest.json",
    "a/../manifest.json",
    "/manifest.json",
  ])("loses %s, which may name it, too", async (name) => {
    const found = await filesOf(withoutNames(archive({ [name]: manifest, "manifest.json": manifest })));
    expect(Object.keys(found)).toEqual(["manifest.json"]);
  });

  test("loses its links", async () => {
    const found = await filesOf(withoutNames(archive({ "manifest.json": manifest }, `${LAYER}.json`)));
    expect(Object.keys(found)).toEqual(["manifest.json"]);
  });

  test.each([
    ["no image", {}],
    ["two images", { "manifest.json": JSON.stringify([IMAGE, IMAGE]) }],
    ["a manifest that is no JSON", { "manifest.json": "[" }],
    ["a manifest that is no list", { "manifest.json": "{}" }],
    ["an endless manifest", { "manifest.json": `[${" ".repeat(2_000_000)}]` }],
  ])("is refused with %s", async (_, files) => {
    await expect(filesOf(withoutNames(archive(files as Files)))).rejects.toThrow("is not one image");
  });

  test("is refused with two manifests", async () => {
    const tar = pack();
    for (let i = 0; i < 2; i++) tar.entry({ name: "manifest.json" }, manifest);
    tar.finalize();
    await expect(filesOf(withoutNames(tar as unknown as Readable))).rejects.toThrow("is not one image");
  });

  test("is refused with a link for a manifest", async () => {
    await expect(filesOf(withoutNames(archive({}, "manifest.json")))).rejects.toThrow("is not one image");
  });

  test("is refused when it is no archive", async () => {
    await expect(filesOf(withoutNames(Readable.from([Buffer.alloc(2_000, "no tar")])))).rejects.toThrow();
  });

  test("fails as what it comes from fails", async () => {
    const broken = new Readable({ read() { this.destroy(new Error("the engine is gone")); } }); // prettier-ignore
    await expect(filesOf(withoutNames(broken))).rejects.toThrow("the engine is gone");
  });
});
