import { Check } from "./check";
import { alongPipelines } from "../shell/along-pipelines";
import { ShellCommand } from "../shell/script-facts";

/** The most copied line of public files: what comes out is unique, but no part of the id of the run. */
export const reversedRunId: Check = {
  code: "BS427",
  severity: "note",
  title: "rev and cut of the run id give its last characters reversed",
  check: ({ places, scripts }) =>
    scripts.flatMap(({ path, facts: { commands } }) => {
      const isTurnedBack = alongPipelines<boolean>(
        commands,
        ({ pipedInto }, isLater) => pipedInto?.name === "rev" || isLater === true,
      );
      return commands.flatMap((command) => {
        const name = runIdIn(command);
        const rev = command.name === "rev" ? command : command.pipedInto;
        const cut = rev?.pipedInto;
        if (name === undefined || rev?.name !== "rev" || cut?.name !== "cut" || isTurnedBack.get(cut)) {
          return [];
        }
        return [
          {
            ...places.textRangeOf(path, rev.start, cut.end),
            message: `this gives the last characters of ${name} in reversed order`,
            fix: "write | rev behind cut to turn them back",
          },
        ];
      });
    }),
};

function runIdIn({ words, inputVariables }: ShellCommand): string | undefined {
  return [...words.flatMap(({ variables }) => variables), ...inputVariables].find((name) =>
    /^OCI_(BUILD_RUN|PIPELINE|STAGE)_ID$/.test(name),
  );
}
