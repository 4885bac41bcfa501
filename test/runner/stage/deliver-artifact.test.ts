import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { ArtifactPlan } from "../../../src/pipeline/pipeline-plan";
import { StageOutput } from "../../../src/runner/events";
import { ExitCode } from "../../../src/runner/exit-code";
import { resolvedImageUri, runDeliverArtifact } from "../../../src/runner/stage/deliver-artifact";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { logOf, stageContext } from "../support/context";
import { FakeEngine } from "../support/fake-engine";
import { artifactPlan, deliverPlan } from "../support/plans";

const URI = "iad.ocir.io/acme/app:${imageVersion}";
const IMAGE: StageOutput = { type: "DOCKER_IMAGE", imageId: "sha256:aa" };

async function deliver(
  artifact: Partial<ArtifactPlan>,
  output: StageOutput | undefined,
  more: Partial<StageContext> = {},
) {
  const engine = new FakeEngine();
  const outputs = new Map(output === undefined ? [] : [["image", output]]);
  const { context, events } = stageContext({ engine, outputs, ...more });
  await runDeliverArtifact(deliverPlan([{ outputName: "image", artifact: artifactPlan(artifact) }]), context);
  const deliveries = events.flatMap((event) => (event.type === "delivered" ? [event.delivery] : []));
  return { engine, events, delivery: deliveries[0], folder: context.folder.path };
}

describe("a delivered image", () => {
  test("gets its resolved address and an archive with its digest", async () => {
    const parameters = new Map([["imageVersion", "1.2"]]);
    const { engine, delivery, folder, events } = await deliver({ imageUri: URI }, IMAGE, { parameters });
    const uri = "iad.ocir.io/acme/app:1.2";
    expect(engine.calls).toEqual([`tag sha256:aa ${uri}`, `save ${uri}`]);
    expect(delivery).toEqual({
      outputName: "image",
      imageUri: uri,
      imageId: "sha256:aa",
      digest: undefined,
      file: path.join("artifacts", "image.tar"),
      sha256: createHash("sha256").update(`archive of ${uri}`).digest("hex"),
      bytes: `archive of ${uri}`.length,
    });
    expect(fs.readFileSync(path.join(folder, delivery.file), "utf8")).toBe(`archive of ${uri}`);
    expect(logOf(events)).toContain("Completed Deliver Artifact stage.");
  });

  test("takes what an earlier stage exported before a parameter of that name", async () => {
    const parameters = new Map([["imageVersion", "1.2"]]);
    const exported = new Map([["imageVersion", "abc123"]]);
    const { delivery } = await deliver({ imageUri: URI }, IMAGE, { parameters, exported });
    expect(delivery.imageUri).toBe("iad.ocir.io/acme/app:abc123");
  });

  test("is pushed to another registry under the same path and tag, where that is asked for", async () => {
    const more = { parameters: new Map([["imageVersion", "1.2"]]), registry: "localhost:5000" };
    const { engine, delivery } = await deliver({ imageUri: URI }, IMAGE, more);
    expect(engine.calls).toContain("push localhost:5000/acme/app:1.2");
    expect(delivery.digest).toMatch(/^sha256:0+$/);
  });

  test("fails the stage when a placeholder has no value, with all names and what to do", async () => {
    const artifact = { displayName: "app-image", imageUri: "iad.ocir.io/${namespace}/app:${imageVersion}" };
    await expect(deliver(artifact, IMAGE)).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: expect.stringMatching(
        /artifact app-image: .*\$\{namespace\}, \$\{imageVersion\}.*--param/,
      ) as string,
    });
  });

  test("fails the stage when its address is none", async () => {
    await expect(deliver({ imageUri: "iad.ocir.io/ACME/app:1" }, IMAGE)).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: expect.stringContaining("iad.ocir.io/ACME/app:1 cannot be the address of an image") as string,
    });
  });

  test("fails the stage when no earlier stage has made it", async () => {
    await expect(deliver({ imageUri: URI }, undefined)).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: "no earlier stage has saved the output image",
    });
  });
});

test("a delivered file is the one that the build has saved", async () => {
  const saved = { file: "artifacts/image", sha256: "cc", bytes: 5 };
  const { engine, delivery } = await deliver({}, { type: "BINARY", saved });
  expect(delivery).toEqual({ outputName: "image", ...saved });
  expect(engine.calls).toEqual([]);
});

describe("the address of an image", () => {
  test("keeps its placeholders where the artifact does not substitute them", () => {
    const artifact = artifactPlan({ imageUri: URI, substitutesPlaceholders: false });
    expect(resolvedImageUri(artifact, new Map([["imageVersion", "1"]]))).toBe(URI);
  });
});
