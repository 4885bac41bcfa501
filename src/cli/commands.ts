import { Command } from "commander";

/** Makes a command; it is told what the process is to exit with. */
export type CommandMaker = (finish: (exitCode: number) => void) => Command;

/* eslint-disable @typescript-eslint/no-require-imports */
/** The commands, in the order of the help; the module of each is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => CommandMaker>> = {
  run: () => (require("./run-command") as typeof import("./run-command")).runCommand,
  graph: () => (require("./graph-command") as typeof import("./graph-command")).graphCommand,
  validate: () => (require("./validate-command") as typeof import("./validate-command")).validateCommand,
  explain: () => (require("./explain-command") as typeof import("./explain-command")).explainCommand,
  fmt: () => (require("./fmt-command") as typeof import("./fmt-command")).fmtCommand,
  schema: () => (require("./schema-command") as typeof import("./schema-command")).schemaCommand,
  spec: () => (require("./spec-command") as typeof import("./spec-command")).specCommand,
  plan: () => (require("./plan-command") as typeof import("./plan-command")).planCommand,
  policy: () => (require("./policy-command") as typeof import("./policy-command")).policyCommand,
  clean: () => (require("./clean-command") as typeof import("./clean-command")).cleanCommand,
  doctor: () => (require("./doctor-command") as typeof import("./doctor-command")).doctorCommand,
  builder: () => (require("./builder-command") as typeof import("./builder-command")).builderCommand,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** The named command alone; all of them when none is named, as the help and a slip of the pen need them. */
export function commandsFor(name: string | undefined): CommandMaker[] {
  const isNamed = name !== undefined && Object.hasOwn(COMMANDS, name);
  return (isNamed ? [COMMANDS[name]] : Object.values(COMMANDS)).map((load) => load());
}
