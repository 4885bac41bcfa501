import { keptOf, removeKept, typedInto } from "./support/kept";
import { describeWithPodman } from "./support/podman";
import { runSpec, specOf } from "./support/run-spec";

describeWithPodman("with --keep-on-failure and podman", ({ engine, client }) => {
  test.each(["supervisor", "exec"] as const)(
    "the container stays, with a shell as the step was, session %s",
    async (session) => {
      const file = specOf(["VALUE=second", "echo made > /tmp/file; exit 3"], {
        env: { variables: { VALUE: "first" } },
        runAs: "www-data",
      });
      const { exitCode, events, record } = await runSpec({
        file,
        executor: "container",
        engine,
        session,
        keepOnFailure: true,
      });
      expect(exitCode).toBe(1);
      const [kept] = keptOf(events);
      expect(kept.shellCommand).toContain(" exec -it --user www-data ");
      expect(kept.removeCommand).toMatch(/ rm --force --volumes --time 0 [0-9a-f]{12}$/);
      expect(typedInto(kept, "pwd; id -un; cat /tmp/file", "echo $VALUE")).toBe(
        "/workspace/source\nwww-data\nmade\nsecond",
      );
      removeKept(kept);
      const label = `label=oci-devops-local.run=${record.runId}`;
      expect(client("ps", "--all", "--quiet", "--filter", label)).toBe("");
    },
  );
});
