import { casesFor } from "./cases";
import { checkCase } from "./check-case";
import { containersWith, describeWithEngine } from "./engine";
import { sideBySide } from "./side-by-side";
import { SessionKind } from "../../../src/runner/session/session";

/** The cases that both kinds of session pass in a container. */
export function containerSuite(session: SessionKind): void {
  describeWithEngine(`a build specification in a container, session ${session}`, () => {
    const cases = casesFor("container", session);
    const checked = sideBySide(cases, (spec) => checkCase(spec, "container", session));
    test.each(cases)("$title", async (spec) => {
      const { record } = await checked(spec);
      expect(containersWith(`oci-devops-local.run=${record.runId}`)).toEqual([]);
    });
  });
}
