import * as fs from "node:fs";
import * as path from "node:path";

/** Files of test/cases/specs by what the service does with them. */
export const CORPUS = path.join(__dirname, "../cases/specs");

/** Names of the files, such as `valid/minimal`, in the order of the alphabet. */
export const corpusNames: readonly string[] = ["invalid", "valid"].flatMap((folder) =>
  fs
    .readdirSync(path.join(CORPUS, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name.slice(0, -".yaml".length)}`)
    .sort(),
);

/** The text of a file. */
export function corpusText(name: string): string {
  return fs.readFileSync(path.join(CORPUS, `${name}.yaml`), "utf8");
}
