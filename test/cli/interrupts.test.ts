import { interruptible } from "../../src/cli/interrupts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const listeners = () => ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));

/** What an action that goes on until it is told to hears of these signals. */
async function heard(...signals: readonly (NodeJS.Signals | number)[]) {
  const told: string[] = [];
  const { result, isForced } = await interruptible(
    async (signal, force) => {
      for (const each of signals) {
        if (typeof each === "number") await pause(each);
        else process.emit(each, each);
      }
      return { first: signal.aborted ? (signal.reason as string) : undefined, forced: force.aborted };
    },
    (name) => told.push(name),
  );
  return { ...result, isForced, told };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s asks an action to end in order", async (name) => {
  expect(await heard(name)).toEqual({ first: name, forced: false, isForced: false, told: [name] });
});

test("a second signal has it end at once, and does not change what it is ended by", async () => {
  expect(await heard("SIGTERM", 400, "SIGINT")).toEqual({
    first: "SIGTERM",
    forced: true,
    isForced: true,
    told: ["SIGTERM"],
  });
});

test("the same signal from the terminal and from npx is one", async () => {
  expect(await heard("SIGINT", "SIGINT")).toMatchObject({ forced: false });
});

test("signals are nobody's business when the action has ended", async () => {
  const before = listeners();
  await heard();
  await expect(interruptible(() => Promise.reject(new Error("failed")), () => undefined)).rejects.toThrow("failed"); // prettier-ignore
  expect(listeners()).toEqual(before);
});
