import pc from "picocolors";
import { Colors } from "./colors";
import { FIDELITY, FidelityRow } from "../runner/fidelity/fidelity-table";

/** The behaviours of the service's build runner, how each is known, and what can be chosen instead. */
export function fidelityLines(colors: Colors = pc): string[] {
  const rows = Object.entries(FIDELITY) as [string, FidelityRow][];
  const width = Math.max(...rows.map(([, { basis }]) => basis.length));
  return [
    "What a local run does as the service's build runner, and how that is known:",
    "",
    ...rows.flatMap(([name, { behaviour, basis, source, choices }]) => [
      `${basis.padEnd(width)}  ${colors.bold(name)}: ${behaviour}`,
      colors.dim(`${" ".repeat(width)}  from: ${source}`),
      ...(choices === undefined
        ? []
        : [
            colors.dim(
              `${" ".repeat(width)}  run --assume ${name}=${choices.join("|")} (${choices[0]} by default)`,
            ),
          ]),
    ]),
  ];
}
