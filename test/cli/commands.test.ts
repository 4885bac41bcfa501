import { commandsFor } from "../../src/cli/commands";

const namesOf = (name: string | undefined) => commandsFor(name).map((make) => make(() => undefined).name());

const NAMES = [
  ...["run", "graph", "validate", "explain", "fmt", "schema", "spec", "plan", "policy", "clean", "doctor"],
  "builder",
];

describe("the commands", () => {
  test("are loaded alone when they are named", () => {
    for (const name of NAMES) expect(namesOf(name)).toEqual([name]);
  });

  test.each([[undefined], ["--help"], ["help"], ["validat"], ["constructor"]])(
    "are all loaded for %s",
    (name) => expect(namesOf(name)).toEqual(NAMES),
  );
});
