import { findingsOf } from "./findings-of";
import { directDelivery } from "../../../src/build-spec/checks/direct-delivery";

const DELIVERY = "delivery by the build stage itself is not documented";

test("an output that names where it goes is found once, at the first of the keys", async () => {
  const text = `
outputArtifacts:
  - name: report
    type: BINARY
    location: report.zip
    registryId: ocid1.artifactrepository
    path: report.zip
    version: \${TAG}
  - name: image
    type: DOCKER_IMAGE
    location: app
    imageUri: iad.ocir.io/example/app:1
`;
  expect(await findingsOf(directDelivery, text)).toEqual([
    `BS309 6:5-6:15 registryId, path, version of an output: ${DELIVERY}`,
    `BS309 12:5-12:13 imageUri of an output: ${DELIVERY}`,
  ]);
});

test("a documented output, and an input with such keys, are not found", async () => {
  const text = `
inputArtifacts:
  - { name: a, type: GENERIC_ARTIFACT, location: a, registryId: b, path: c, version: 1 }
outputArtifacts:
  - { name: report, type: BINARY, location: report.zip }
`;
  expect(await findingsOf(directDelivery, text)).toEqual([]);
});
