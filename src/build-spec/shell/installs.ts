import { ShellCommand } from "./script-facts";

/** Whether a command is a package manager that installs a package: `yum install -y NAME`, `pip install NAME==1`. */
export function installs({ name, words }: ShellCommand, packageName: RegExp): boolean {
  const values = words.flatMap(({ value }) => value ?? []);
  return (
    (name === "rpm" || values.some((value) => /^(add|install|localinstall)$/.test(value))) &&
    values.some((value) => packageName.test(value.replace(/^.*\//, "")))
  );
}

/** Whether a command asks whether a tool is there: `command -v NAME`, `which NAME`. */
export function asksForTool({ name, words }: ShellCommand, tool: string): boolean {
  return (
    /^(command|hash|type|which)$/.test(name ?? "") &&
    words.some(({ value }) => value?.replace(/^.*\//, "") === tool)
  );
}
