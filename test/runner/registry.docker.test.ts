import * as path from "node:path";
import { BUILDER, describeWithEngine, docker } from "./support/engine";
import { artifactPlan, buildPlan, deliverPlan, pipelinePlan } from "./support/plans";
import { testWithRegistry, withRegistry } from "./support/registry";
import { runRequest, specOf } from "./support/run-spec";
import { temporaryFolder } from "./support/temporary";
import { CliEngine } from "../../src/runner/engine/cli-engine";
import { sourceFolder } from "../../src/runner/source/working-tree";
import { readSpecFile } from "../../src/runner/stage/stage-spec";

describeWithEngine("a delivered image", () => {
  const name = `oci-devops-local-test-${process.pid}`;
  const uri = `iad.ocir.io/acme/${name}:1.2.3`;

  function request(registry?: string) {
    const dockerfile = "FROM oci-devops-local/base:offline\\nLABEL test=registry\\n";
    const file = specOf([`printf '${dockerfile}' | docker build --quiet --tag ${name}:built -`], {
      outputArtifacts: [{ name: "image", type: "DOCKER_IMAGE", location: `${name}:built` }],
    });
    const artifact = artifactPlan({ imageUri: `iad.ocir.io/acme/${name}:\${imageVersion}` });
    return {
      plan: pipelinePlan(
        [buildPlan(), deliverPlan([{ outputName: "image", artifact }])],
        [{ name: "imageVersion", defaultValue: "1.2.3" }],
      ),
      specs: new Map([["stage.build", readSpecFile(file)]]),
      sources: new Map([["source", sourceFolder("source", path.dirname(file))]]),
      arguments: new Map<string, string>(),
      secrets: new Map<string, string>(),
      executor: "container" as const,
      engine: new CliEngine(),
      builderImages: [BUILDER],
      registry,
      outputFolder: temporaryFolder("out"),
    };
  }

  afterAll(() => {
    docker("image", "rm", "--force", uri, `${name}:built`);
  });

  test("is in the engine under its resolved address and in the run's folder as an archive", async () => {
    const { exitCode, record } = await runRequest(request());
    expect(exitCode).toBe(0);
    const id = docker("image", "inspect", "--format", "{{.Id}}", uri);
    expect(record.deliveries).toEqual([
      {
        outputName: "image",
        imageUri: uri,
        imageId: id,
        file: "artifacts/image.tar",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: expect.any(Number),
      },
    ]);
  });

  testWithRegistry(
    "is pushed to a registry that is named, whose digest the record has (needs docker-registry)",
    () =>
      withRegistry(async (host) => {
        const { exitCode, record } = await runRequest(request(host));
        expect(exitCode).toBe(0);
        const manifest = await fetch(`http://${host}/v2/acme/${name}/manifests/1.2.3`, {
          headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
        });
        expect(manifest.status).toBe(200);
        expect(record.deliveries[0].digest).toBe(manifest.headers.get("docker-content-digest"));
        docker("image", "rm", `${host}/acme/${name}:1.2.3`);
      }),
  );
});
