import * as fs from "node:fs";
import * as path from "node:path";
import { inputFiles } from "../../../src/runner/stage/inputs";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { stageContext } from "../support/context";
import { buildPlan } from "../support/plans";
import { specOf } from "../support/run-spec";
import { temporaryFolder, writeFiles } from "../support/temporary";

const REGISTRY = "ocid1.artifactrepository.oc1.iad.example";
const VALUES = new Map([["version", "1.2"], ["OCI_WORKSPACE_DIR", "/workspace"]]); // prettier-ignore

/** Target and text of each input. */
async function inputs(inputArtifacts: readonly object[], more: Partial<StageContext> = {}) {
  const { context } = stageContext(more);
  const fetched = path.join(temporaryFolder("fetched"), "file");
  const fetchUrl = (url: string) => {
    fs.writeFileSync(fetched, `fetched from ${url}`);
    return Promise.resolve(fetched);
  };
  const spec = readSpecFile(specOf(["true"], { inputArtifacts }));
  const files = await inputFiles(buildPlan(), spec, "/workspace", VALUES, context, fetchUrl);
  return files.map(({ path: target, content }) => [
    target,
    content.kind === "file" ? fs.readFileSync(content.file, "utf8") : content.kind,
  ]);
}

const local = (files: Record<string, string>, registries: Record<string, string> = {}) => ({
  localArtifacts: { files: new Map(Object.entries(files)), registries: new Map(Object.entries(registries)) },
});

describe("an input artifact is", () => {
  test("the file that an earlier stage saved, at a place in the primary source", async () => {
    const { context } = stageContext();
    writeFiles(context.folder.path, { "artifacts/jar": "classes" });
    const saved = { file: "artifacts/jar", sha256: "", bytes: 7 };
    expect(
      await inputs([{ name: "jar", type: "STAGE_ARTIFACT", location: "lib/app.jar" }], {
        folder: context.folder,
        outputs: new Map([["jar", { type: "BINARY", saved }]]),
      }),
    ).toEqual([["/workspace/source/lib/app.jar", "classes"]]);
  });

  test("fetched from its URL, with parameters and predefined variables filled in", async () => {
    const url = "https://example.invalid/tool-${version}";
    expect(await inputs([{ name: "tool", url, location: "${OCI_WORKSPACE_DIR}/tool" }])).toEqual([
      ["/workspace/tool", "fetched from https://example.invalid/tool-1.2"],
    ]);
  });

  test("the file that stands for it, by its name or its URL", async () => {
    const folder = temporaryFolder("local");
    writeFiles(folder, { tool: "mine" });
    const url = "https://example.invalid/tool";
    const expected = [["/workspace/source/tool", "mine"]];
    for (const key of ["tool", url]) {
      const given = local({ [key]: path.join(folder, "tool") });
      expect(await inputs([{ name: "tool", url, location: "tool" }], given)).toEqual(expected);
    }
  });

  test("a file of the folder that stands for its registry, by path and version or by path", async () => {
    const folder = temporaryFolder("registry");
    writeFiles(folder, { "tools/a/1.2": "versioned", "tools/b": "plain" });
    const generic = (below: string) => ({
      name: "tool",
      type: "GENERIC_ARTIFACT",
      location: "/opt/tool",
      registryId: REGISTRY,
      path: below,
      version: "${version}",
    });
    const given = local({}, { [REGISTRY]: folder });
    expect(await inputs([generic("tools/a")], given)).toEqual([["/opt/tool", "versioned"]]);
    expect(await inputs([generic("tools/b")], given)).toEqual([["/opt/tool", "plain"]]);
    await expect(inputs([generic("../outside")], given)).rejects.toThrow(/there is neither/);
  });
});

test("all inputs that cannot be had are told at once", async () => {
  await expect(
    inputs([
      { name: "jar", location: "app.jar" },
      { name: "tool", type: "GENERIC_ARTIFACT", location: "tool", artifactId: "ocid1.genericartifact" },
      { name: "web", type: "URL", location: "web" },
    ]),
  ).rejects.toThrow(
    [
      "input artifact jar: no earlier stage has saved a file of that name",
      "input artifact tool: only OCI has it; give a file with --artifact tool=FILE",
      "input artifact web: it has no url",
    ].join("\n"),
  );
});
