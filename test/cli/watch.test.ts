import { SourceChanges } from "../../src/cli/source-changes";
import { watch, WatchedRun } from "../../src/cli/watch";
import { ExitCode, RunnerError } from "../../src/runner/exit-code";

/** Changes that come when a test says so. */
class Changes {
  private tell: (files: string[]) => void = () => undefined;

  come(...files: string[]): void {
    this.tell(files);
  }

  next(signal: AbortSignal): Promise<string[]> {
    return new Promise((resolve) => {
      this.tell = resolve;
      signal.addEventListener("abort", () => resolve([]));
    });
  }
}

/** Lets everything happen that is ready to. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

interface Started {
  readonly changes: Changes;
  readonly said: string[];
  readonly runs: { readonly signal: AbortSignal; readonly end: () => void }[];
  readonly interrupt: (name: string) => void;
  readonly result: Promise<ExitCode>;
  /** Error of the next time that everything is read. */
  failure?: Error;
}

function start(failure?: Error): Started {
  const ended = new AbortController();
  const started = { changes: new Changes(), said: [] as string[], runs: [] as Started["runs"], failure };
  const open = (): Promise<WatchedRun> => {
    if (started.failure !== undefined) return Promise.reject(started.failure);
    const run = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        started.runs.push({ signal, end: resolve });
        signal.addEventListener("abort", () => resolve());
      });
    return Promise.resolve({ changes: started.changes as unknown as SourceChanges, run });
  };
  const result = watch(open, (line) => started.said.push(line), ended.signal);
  return Object.assign(started, { interrupt: (name: string) => ended.abort(name), result });
}

describe("a run that watches", () => {
  test("waits after a run, and runs again after a change", async () => {
    const watching = start();
    await settled();
    watching.runs[0].end();
    await settled();
    watching.changes.come("a.ts", "b.ts", "c.ts", "d.ts", "e.ts");
    await settled();
    expect(watching.said).toEqual([
      "Waiting for changes of the sources.",
      "Changed: a.ts, b.ts, c.ts and 2 more. Starting again.",
    ]);
    expect(watching.runs).toHaveLength(2);
    watching.interrupt("SIGINT");
    expect(await watching.result).toBe(ExitCode.INTERRUPTED);
  });

  test("ends a run that goes on when something changes", async () => {
    const watching = start();
    await settled();
    watching.changes.come("a.ts");
    await settled();
    expect(watching.runs.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(watching.runs[0].signal.reason).toBe("CHANGED");
    watching.interrupt("SIGTERM");
    expect(await watching.result).toBe(ExitCode.TERMINATED);
    expect(watching.runs[1].signal.reason).toBe("SIGTERM");
  });

  test("tells what is wrong with a change, and goes on with the next one", async () => {
    const watching = start();
    await settled();
    watching.runs[0].end();
    watching.failure = new RunnerError(ExitCode.USAGE, "the stack is half written");
    watching.changes.come("cdk.tf.json");
    await settled();
    await settled();
    expect(watching.said.at(-1)).toBe("the stack is half written\nWaiting for changes of the sources.");
    delete watching.failure;
    watching.changes.come("cdk.tf.json");
    await settled();
    expect(watching.runs).toHaveLength(2);
    watching.interrupt("SIGINT");
    await watching.result;
  });

  test("does not begin with what is wrong", async () => {
    const { result } = start(new RunnerError(ExitCode.USAGE, "no such stack"));
    await expect(result).rejects.toThrow("no such stack");
  });

  test("hands on a bug", async () => {
    const watching = start();
    await settled();
    watching.failure = new TypeError("bug");
    watching.changes.come("a.ts");
    await expect(watching.result).rejects.toThrow("bug");
  });
});
