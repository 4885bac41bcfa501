import { Command } from "commander";
import { dryRun, dryRunText } from "./dry-run";
import { interruptible } from "./interrupts";
import { RunOptions, withRunOptions } from "./run-options";
import { RunOutput, standardOutput } from "./run-output";
import { requestOf } from "./run-request";
import { secretQuestions } from "./secret-questions";
import { SourceChanges } from "./source-changes";
import { stackFile } from "./stack-file";
import { explain } from "./user-error";
import { watch } from "./watch";
import { withoutControls } from "../report/control-characters";
import { ExitCode, exitCodeOf } from "../runner/exit-code";
import { PreparedRun, prepareRun, RunRequest } from "../runner/request/prepare";
import { rememberedAnswers } from "../runner/request/vault-secrets";
import { run } from "../runner/run";

export function runCommand(finish: (exitCode: number) => void): Command {
  return withRunOptions(
    new Command("run")
      .description("run a build pipeline of a synthesized stack, or one build_spec.yaml, on this machine")
      .argument("[pipeline]", "name of the build pipeline; needed when the stack has several"),
  ).action(async (pipeline: string | undefined, options: RunOptions) => {
    finish(await new RunCommand(pipeline, options).execute());
  });
}

/** One call of the command, which with --watch is many runs. */
class RunCommand {
  /** Whoever has typed a password once need not do so again. */
  private readonly ask = rememberedAnswers(secretQuestions(process.stdin, process.stderr, process.env));
  /** Of the run that goes on, or the last one. */
  private output?: RunOutput;

  constructor(
    private readonly pipeline: string | undefined,
    private readonly options: RunOptions,
  ) {}

  async execute(): Promise<ExitCode> {
    if (this.options.dryRun) return this.disposing(await this.open(), (request) => this.describe(request));
    try {
      const { result, isForced } = await interruptible(
        (signal, force) => (this.options.watch ? this.again(signal, force) : this.once(signal, force)),
        () => {
          this.output?.stopStatus();
          if (process.stderr.isTTY) process.stderr.write("Ending the run; once more ends it at once.\n");
        },
      );
      // An engine that does not answer may still be asked for something.
      if (isForced) process.exit(result);
      return result;
    } finally {
      this.output?.stopStatus();
    }
  }

  private async describe(request: RunRequest): Promise<ExitCode> {
    process.stdout.write(`${dryRunText(await dryRun(request, this.options), this.options.json)}\n`);
    return ExitCode.OK;
  }

  private async once(signal: AbortSignal, force: AbortSignal): Promise<ExitCode> {
    return this.disposing(await this.open(signal), (request) => this.perform(request, signal, signal, force));
  }

  private again(signal: AbortSignal, force: AbortSignal): Promise<ExitCode> {
    const { spec, stack, out } = this.options;
    const open = async () => {
      const file = spec ?? stackFile(stack, process.cwd());
      const request = await this.open(signal);
      const sources = [...request.sources.values()];
      const changes = new SourceChanges({ sources, files: [file], outputFolder: out });
      const start = (until: AbortSignal) =>
        this.disposing(request, (one) => this.perform(one, signal, until, force));
      return { changes, run: (until: AbortSignal) => start(until).catch((error) => this.complain(error)) };
    };
    return watch(open, (line) => this.tell(line), signal);
  }

  private open(signal?: AbortSignal): Promise<RunRequest> {
    return requestOf(this.pipeline, this.options, this.ask, signal);
  }

  private async disposing<T>(request: RunRequest, action: (request: RunRequest) => Promise<T>): Promise<T> {
    try {
      return await action(request);
    } finally {
      for (const source of request.sources.values()) source.dispose();
    }
  }

  /**
   * @param signal ends everything
   * @param until ends this run
   */
  private async perform(
    request: RunRequest,
    signal: AbortSignal,
    until: AbortSignal,
    force: AbortSignal,
  ): Promise<ExitCode> {
    const prepared = await this.prepare(request, signal);
    const output = standardOutput(this.options.json ?? false, process.stdout, process.env);
    this.output = output;
    return run(prepared, output.listener, until, force, output.ready);
  }

  /** Nothing has begun that would have to be ended in order, and an image may take long to fetch. */
  private async prepare(request: RunRequest, signal: AbortSignal): Promise<PreparedRun> {
    const leave = () => {
      for (const source of request.sources.values()) source.dispose();
      process.exit(exitCodeOf(signal.reason));
    };
    signal.addEventListener("abort", leave);
    try {
      return await prepareRun(request);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  private complain(error: unknown): void {
    this.tell(explain(error).message);
  }

  /** Events are all that standard output has with --json. */
  private tell(line: string): void {
    this.output?.stopStatus();
    process.stderr.write(`${withoutControls(line)}\n`);
  }
}
