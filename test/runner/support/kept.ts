import { spawnSync } from "node:child_process";
import { RunEvent } from "../../../src/runner/events";
import { RunRecord } from "../../../src/runner/record/run-record";

type Kept = RunRecord["kept"][number];

/** What runs have kept, as their events tell. */
export function keptOf(events: readonly RunEvent[]): Kept[] {
  return events.flatMap((event) => (event.type === "kept" ? [event.machine] : []));
}

/** What a shell in a kept build runner prints for these lines, typed where there is no terminal. */
export function typedInto({ shellCommand }: Kept, ...lines: readonly string[]): string {
  const command = shellCommand.replace(/ exec -it /, " exec -i ");
  const { stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8", input: lines.join("\n") });
  expect(stderr).toBe("");
  return stdout.trimEnd();
}

/** Does what the user is told to do in the end. */
export function removeKept({ removeCommand }: Kept): void {
  expect(spawnSync("sh", ["-c", removeCommand], { encoding: "utf8" })).toMatchObject({ status: 0 });
}
