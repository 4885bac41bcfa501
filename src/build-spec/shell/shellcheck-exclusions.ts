/** Codes of ShellCheck that say nothing about a step, and why. */
export const EXCLUDED_CODES: Readonly<Record<string, string>> = {
  SC1090: "a step's script is looked at alone; the files that it sources are not there",
  SC1091: "a step's script is looked at alone; the files that it sources are not there",
  SC2034: "a variable that is declared in env is used by the following steps or stages",
  SC2148: "a step has no first line with an interpreter; the key shell names it",
  SC2153: "a step has variables of env, of the pipeline and of the service that it does not assign",
  SC2154: "a step has variables of env, of the pipeline and of the service that it does not assign",
};
