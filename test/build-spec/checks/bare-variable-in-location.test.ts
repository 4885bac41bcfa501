import { findingsOf } from "./findings-of";
import { bareVariableInLocation } from "../../../src/build-spec/checks/bare-variable-in-location";

const spec = (location: string) => `
env:
  exportedVariables: [tag]
outputArtifacts:
  - name: image
    type: DOCKER_IMAGE
    location: ${location}
`;

test.each([
  ["app:$BUILD_TAG", "7:19-7:29 $BUILD_TAG"],
  ["$OCI_WORKSPACE_DIR/app.jar", "7:15-7:33 $OCI_WORKSPACE_DIR"],
  ["${OCI_WORKSPACE_DIR}/$tag.zip", "7:36-7:40 $tag"],
  ["app$tag", "7:18-7:22 $tag"],
  ["app:$(git rev-parse HEAD)", "7:19-7:40 $(...)"],
  ["app:${BUILD_TAG:-latest}", "7:19-7:39 ${...} with more than a name"],
])("%s is found", async (location, found) => {
  expect(await findingsOf(bareVariableInLocation, spec(location))).toEqual([
    `BS401 ${found} is not filled in: in a location only \${VAR} is`,
  ]);
});

test("each variable of an input's location is found, too", async () => {
  const text = "inputArtifacts:\n  - { name: a, location: $HOME/$MODE }\n";
  expect(await findingsOf(bareVariableInLocation, text)).toEqual([
    expect.stringMatching(/^BS401 2:26-2:31 \$HOME /),
    expect.stringMatching(/^BS401 2:32-2:37 \$MODE /),
  ]);
});

test.each(["app:${BUILD_TAG}", "${tag}", "target/Outer$Inner.class", "cost-100$", "a/$1", "app:latest"])(
  "%s is not found",
  async (location) => {
    expect(await findingsOf(bareVariableInLocation, spec(location))).toEqual([]);
  },
);

test("an address with a dollar sign is not found", async () => {
  const text = "inputArtifacts:\n  - { name: a, location: a, url: 'https://example.com/?$filter=a' }\n";
  expect(await findingsOf(bareVariableInLocation, text)).toEqual([]);
});
