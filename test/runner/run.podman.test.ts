import { casesFor } from "./support/cases";
import { checkCase } from "./support/check-case";
import { describeWithPodman } from "./support/podman";
import { sideBySide } from "./support/side-by-side";

/** What is in the engine's hands: its steps' processes, users, limits and files. The others are the session's alone. */
const OF_THE_ENGINE = [
  "background-child-holds-output",
  "binary-output",
  "exported-variables",
  "failing-step-stops",
  "kill-everything",
  "late-output",
  "output-behind-a-linked-folder",
  "output-in-the-system",
  "output-is-a-folder",
  "output-is-a-link",
  "output-is-a-pipe",
  "output-name-with-line-break",
  "output-with-setuid",
  "outputs-are-saved",
  "run-as-other-user",
  "run-as-unknown-user",
  "stdin-is-empty",
  "timeout-with-ignored-term",
];

describeWithPodman("a build specification in a container of podman", ({ engine }) => {
  const cases = casesFor("container", "supervisor").filter(({ name }) => OF_THE_ENGINE.includes(name));

  test("is one of those that are there", () => {
    expect(cases.map(({ name }) => name)).toEqual(OF_THE_ENGINE);
  });

  const checked = sideBySide(cases, (spec) => checkCase(spec, "container", "supervisor", engine));
  test.each(cases)("$title", async (spec) => {
    const { record } = await checked(spec);
    const labelled = [...(await engine.labelled("oci-devops-local.run")).values()];
    expect(labelled.filter((labels) => labels["oci-devops-local.run"] === record.runId)).toEqual([]);
  });
});
