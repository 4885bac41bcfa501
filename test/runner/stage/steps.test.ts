import { assumptions } from "../../../src/runner/fidelity/assumptions";
import { Machine } from "../../../src/runner/machine/machine";
import { Session, StepOrder, StepResult } from "../../../src/runner/session/session";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { readSpecFile } from "../../../src/runner/stage/stage-spec";
import { runSteps } from "../../../src/runner/stage/steps";
import { logOf, stageContext } from "../support/context";
import { buildPlan } from "../support/plans";
import { specOf } from "../support/run-spec";

const RESULT: StepResult = { exitCode: 0, timedOut: false, isCaptured: true, outOfMemory: false };

/** Runs a step, with a block for its failure, of which the session tells this; returns what was ordered and told. */
async function stepsThatEnd(result: Partial<StepResult>, more: Partial<StageContext> = {}) {
  const orders: StepOrder[] = [];
  const { context, events } = stageContext({ executor: "container", ...more });
  const run = (order: StepOrder) => {
    orders.push(order);
    return Promise.resolve(order.sequence === 1 ? { ...RESULT, ...result } : RESULT);
  };
  const done = () => Promise.resolve();
  const session: Session = { description: "", user: "root", run, leave: done, close: done };
  const machine = { workspace: "/workspace", user: "root", memoryInBytes: 8 * 1024 ** 3 } as Machine;
  const steps = [
    { type: "Command", name: "step", command: "x", onFailure: [{ type: "Command", command: "y" }] },
  ];
  const output = {
    write: () => undefined,
    begin: () => undefined,
    end: () => undefined,
    close: () => undefined,
  };
  const spec = readSpecFile(specOf([], { steps }));
  const failure = await runSteps(buildPlan(), spec, session, machine, new Map(), output, context).then(
    () => undefined,
    (error: Error) => error.message.replace(/: \/.*/, ""),
  );
  return { orders, events, failure, log: logOf(events) };
}

test("a step that ran out of memory fails with the limit of its machine, and its event tells it", async () => {
  const { failure, events } = await stepsThatEnd({ exitCode: 137, outOfMemory: true });
  expect(failure).toBe("Step 'step' ran out of memory (limit 8 GB) and failed with exit code: '137'");
  expect(events).toContainEqual(
    expect.objectContaining({ type: "step-finished", exitCode: 137, outOfMemory: true }),
  );
});

test("a step that succeeds although a process of it ran out of memory gets a warning", async () => {
  const { failure, events } = await stepsThatEnd({ outOfMemory: true });
  expect(failure).toBeUndefined();
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "warning",
      text: "step: a process ran out of memory (limit 8 GB) and was killed; the step succeeded",
    }),
  );
});

test("a step that fails for another reason says nothing of memory", async () => {
  const { failure, events } = await stepsThatEnd({ exitCode: 137 });
  expect(failure).toBe("Step 'step' failed with exit code: '137'");
  expect(JSON.stringify(events)).not.toContain("emory");
});

test("the block for failures runs after a failure, and not after an interrupt", async () => {
  expect((await stepsThatEnd({ exitCode: 1 })).orders).toHaveLength(2);
  const interrupted = await stepsThatEnd({ exitCode: 143 }, { signal: AbortSignal.abort("SIGINT") });
  expect(interrupted.orders).toHaveLength(1);
  expect(interrupted.failure).toBe("Step 'step' was interrupted");
});

test("pipefail and standard input are ordered as they are assumed", async () => {
  const { orders } = await stepsThatEnd({});
  expect(orders[0]).toMatchObject({ pipefail: false, standardInput: "empty" });
  const chosen = assumptions(new Map([["pipefail", "on"], ["standard-input", "closed"]])); // prettier-ignore
  const { orders: others } = await stepsThatEnd({}, { assumptions: chosen });
  expect(others[0]).toMatchObject({ pipefail: true, standardInput: "closed" });
});
