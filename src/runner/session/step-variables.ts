/** What bash keeps for itself, and would complain about; with what dash ends when it is no number. */
const OF_THE_SHELL = new Set([
  "BASHOPTS",
  "BASH_ENV",
  "BASH_VERSINFO",
  "EUID",
  "OPTIND",
  "PPID",
  "SHELLOPTS",
  "UID",
]);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A script for `sh` that exports variables, byte by byte, and tells at its end that it is whole. */
export function exportsOf(variables: ReadonlyMap<string, Buffer>): Buffer {
  const lines = [...variables]
    .filter(([name]) => NAME.test(name) && !OF_THE_SHELL.has(name))
    .map(([name, value]) => `export ${name}='${value.toString("latin1").replaceAll("'", "'\\''")}'\n`);
  return Buffer.from(`${lines.join("")}__oci_devops_is_whole=1\n`, "latin1");
}

/** The records of a capture; undefined when its end is not there. */
export function recordsOf(capture: Buffer): Map<string, Buffer> | undefined {
  const records = capture.toString("latin1").split("\0");
  // The last record is "=", and nothing comes after its end.
  if (records.pop() !== "" || records.pop() !== "=") return undefined;
  return new Map(
    records.map((record): [string, Buffer] => {
      const end = record.indexOf("=");
      return [record.slice(0, end), Buffer.from(record.slice(end + 1), "latin1")];
    }),
  );
}
