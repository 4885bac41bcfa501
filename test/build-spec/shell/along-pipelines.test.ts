import { alongPipelines } from "../../../src/build-spec/shell/along-pipelines";
import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";

/** How many commands of its pipeline stand behind each command. */
async function readersOf(script: string): Promise<[string | undefined, number][]> {
  const { commands } = (await loadShellParser())(script);
  const readers = alongPipelines<number>(commands, (_, ofReader) =>
    ofReader === undefined ? 0 : ofReader + 1,
  );
  return commands.map((command) => [command.name, readers.get(command)!]);
}

test("each command knows of those behind it in its pipeline, and of no others", async () => {
  expect(await readersOf("a | b | c; d | e\nf `g | h`")).toEqual([
    ["a", 2],
    ["b", 1],
    ["c", 0],
    ["d", 1],
    ["e", 0],
    ["f", 0],
    ["g", 1],
    ["h", 0],
  ]);
});

test("a pipeline of thousands is followed to its end", async () => {
  const found = await readersOf(Array(5000).fill("a").join("|"));
  expect(found[0]).toEqual(["a", 4999]);
});
