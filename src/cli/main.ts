#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { commandsFor } from "./commands";
import { explain } from "./user-error";
import { onOneLine, withoutControls } from "../report/control-characters";
import { ExitCode } from "../runner/exit-code";

async function main(argv: string[]): Promise<void> {
  // A reader that has gone away (`| head`) ends the output, not the run: containers are still to be cleared up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const finish = (exitCode: number) => void (process.exitCode = exitCode);
  const program = new Command("oci-devops-local").description(
    "Runs OCI DevOps build pipelines on this machine, and checks what they are made of.",
  );
  // No option of the program itself stands before a command.
  commandsFor(argv[2]).forEach((make) => program.addCommand(make(finish)));
  everyCommand(program).forEach((command) =>
    command
      .exitOverride()
      .showHelpAfterError("(see --help)")
      .configureOutput({
        writeErr: (text) => process.stderr.write(text.split("\n").map(onOneLine).join("\n")),
      }),
  );
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its message already; help that was asked for is no error.
      finish(error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE);
      return;
    }
    const { message, exitCode } = explain(error);
    process.stderr.write(`${withoutControls(message)}\n`);
    finish(exitCode);
  }
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

void main(process.argv);
