import { findingsOf } from "./findings-of";
import { undeclaredPlaceholder } from "../../../src/build-spec/checks/undeclared-placeholder";

const spec = (location: string) => `
env:
  variables: { MODE: release }
  vaultVariables: { TOKEN: ocid1.vaultsecret.oc1.iad.example }
  exportedVariables: [TAG]
outputArtifacts:
  - name: image
    type: DOCKER_IMAGE
    location: ${location}
`;
const message = (name: string) =>
  `\${${name}} may stay as it is: no variable is named ${name}, and parameters do not count here`;

test("each placeholder of a name that nothing declares is found where it stands", async () => {
  expect(await findingsOf(undeclaredPlaceholder, spec("${registry}/app:${TAG}-${toString}"))).toEqual([
    `BS409 9:15-9:26 ${message("registry")}`,
    `BS409 9:38-9:49 ${message("toString")}`,
  ]);
});

test.each([
  ["predefined", "${OCI_WORKSPACE_DIR}/${OCI_TRIGGER_COMMIT_HASH}"],
  ["declared", "${MODE}"],
  ["of the vault", "${TOKEN}"],
  ["exported", "app:${TAG}"],
  ["in no placeholder", "$MODES/${}"],
])("a name that is %s is not found", async (_, location) => {
  expect(await findingsOf(undeclaredPlaceholder, spec(location))).toEqual([]);
});

test("a placeholder of an input is not found, as parameters are filled in there", async () => {
  const text =
    "inputArtifacts:\n  - { name: a, location: '${folder}/a', url: 'https://example.com/${file}' }\n";
  expect(await findingsOf(undeclaredPlaceholder, text)).toEqual([]);
});
