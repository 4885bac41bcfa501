import { proxyPasswords } from "../environment";
import { LineSplitter } from "../line-splitter";
import { StageContext } from "./stage-context";
import { Masker } from "../masking/masker";

/** Where a stage's output goes: masked, raw to the log file, line by line to the events of the running step. */
export interface StepOutputSink {
  readonly write: (data: Buffer, stream: "stdout" | "stderr") => void;
  /** Says whose output the following is. */
  begin(step: string): void;
  /** Nothing of the step's output is still under way. */
  end(): void;
  close(): void;
}

/** @param stage name of the stage, in events and in the name of its log file */
export function openStageOutput(stage: string, context: StageContext): StepOutputSink {
  const secrets = [...context.secrets.values(), ...proxyPasswords(context.network)];
  const file = context.folder.openLog(stage);
  let source = context.outputSource(stage, "");
  const open = () => ({
    masker: new Masker(secrets),
    lines: new LineSplitter((lines, continues) =>
      context.emitOutput(continues ? { ...source, continues } : source, lines),
    ),
  });
  const streams = { stdout: open(), stderr: open() };
  const show = (stream: "stdout" | "stderr", data: Buffer) => {
    if (data.length === 0) return;
    context.recordOutput(source, file.write(data));
    streams[stream].lines.push(data);
  };
  const end = () => {
    for (const stream of ["stdout", "stderr"] as const) {
      show(stream, streams[stream].masker.flush());
      streams[stream].lines.flush();
    }
  };
  return {
    write: (data, stream) => show(stream, streams[stream].masker.push(data)),
    begin: (step) => void (source = context.outputSource(stage, step)),
    end,
    close: () => {
      end();
      file.close();
    },
  };
}
