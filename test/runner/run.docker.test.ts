import { casesFor } from "./support/cases";
import { checkCase } from "./support/check-case";
import { containersWith, describeWithEngine } from "./support/engine";

describeWithEngine("a build specification in a container", () => {
  test.each(casesFor("container"))("$title", async (spec) => {
    const { record } = await checkCase(spec, "container");
    expect(containersWith(`oci-devops-local.run=${record.runId}`)).toEqual([]);
  });
});
