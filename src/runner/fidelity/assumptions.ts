import { FIDELITY, FidelityName, FidelityRow } from "./fidelity-table";

/** What is chosen for each behaviour that can be chosen. */
export type Assumptions = ReadonlyMap<FidelityName, string>;

/** A time in seconds, in place of `SECONDS` among the choices. */
const SECONDS = /^[1-9]\d{0,8}$/;

/**
 * The defaults with other choices in their place.
 *
 * @param chosen name to value, as `--assume` takes them
 * @param problems gets a text for each that there is not
 */
export function assumptions(chosen: ReadonlyMap<string, string>, problems: string[] = []): Assumptions {
  const rows = Object.entries(FIDELITY) as [FidelityName, FidelityRow][];
  const defaults = rows.flatMap(([name, { choices }]): [FidelityName, string][] =>
    choices ? [[name, choices[0]]] : [],
  );
  const known = new Map(defaults);
  const made = new Map(known);
  for (const [name, value] of chosen) {
    if (!isKnown(known, name)) {
      problems.push(`--assume ${name}: there is no such choice; there are ${[...known.keys()].join(", ")}`);
      continue;
    }
    const { choices = [] } = FIDELITY[name] as FidelityRow;
    if (choices.includes(value) || (choices.includes("SECONDS") && SECONDS.test(value))) {
      made.set(name, value);
    } else {
      problems.push(`--assume ${name}=${value}: choose ${choices.join(" or ")}`);
    }
  }
  return made;
}

function isKnown(known: Assumptions, name: string): name is FidelityName {
  return known.has(name as FidelityName);
}

/** Whether an assumption of `on` or `off` is on. */
export function isOn(all: Assumptions, name: FidelityName): boolean {
  return all.get(name) === "on";
}
