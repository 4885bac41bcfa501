import { Command } from "commander";
import { buildSpecJsonSchema } from "../build-spec/schema/json-schema";
import { asciiJson } from "../report/ascii-json";
import { ExitCode } from "../runner/exit-code";

export function schemaCommand(finish: (exitCode: number) => void): Command {
  return new Command("schema")
    .description("print the JSON Schema (draft-07) of build_spec.yaml, for editors")
    .action(() => {
      process.stdout.write(`${asciiJson(buildSpecJsonSchema())}\n`);
      finish(ExitCode.OK);
    });
}
