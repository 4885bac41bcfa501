import { ImageSignaturePolicy } from "../../src";
import { resource } from "../support/synthesized";
import { testStack } from "../support/test-stack";

test("OCI Functions may look up signatures of images, and nothing else, by a policy of the home region", () => {
  const { stack, homeRegionProvider } = testStack({ withHomeRegion: true });
  const freeformTags = { team: "platform" };
  new ImageSignaturePolicy(stack, "signatures", { tenancyId: "T", homeRegionProvider, freeformTags });
  expect(resource(stack, "oci_identity_policy")).toEqual({
    compartment_id: "T",
    name: "test-signatures",
    description: "What OCI Functions needs to verify the signatures of images",
    statements: [
      "Allow service faas to read repos in tenancy where request.operation='ListContainerImageSignatures'",
    ],
    freeform_tags: freeformTags,
    provider: "oci.home",
  });
});
