import { isMap, isScalar, LineCounter, Node, parseDocument } from "yaml";
import { readPrivateFile } from "./private-file";
import { MAX_SECRET_BYTES, secretText } from "./secret-text";

/** Two hundred of the largest secrets. */
const MAX_FILE_BYTES = 200 * MAX_SECRET_BYTES;

/**
 * The values of a file of secrets: a map in YAML or JSON of names of vault variables, or OCIDs of secrets, to values.
 * Every value is the text that is written there: `012` and `true` are no number and no truth value.
 *
 * @param problems gets everything that is wrong with the file, without a part of any value
 */
export function readSecretsFile(file: string, problems: string[]): Map<string, string> {
  const values = new Map<string, string>();
  let text: string;
  try {
    text = readPrivateFile(file, MAX_FILE_BYTES).toString("utf8");
  } catch (error) {
    problems.push(`--secrets-file: ${(error as Error).message}`);
    return values;
  }
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `--secrets-file: ${file}:${line}:${col}`;
  };
  // Messages of the parser may repeat what they are about.
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: false, lineCounter: lines });
  for (const { code, pos } of [...document.errors, ...document.warnings]) {
    const what = code === "DUPLICATE_KEY" ? "this name is there twice" : `this is not YAML (${code})`;
    problems.push(`${at(pos[0])}: ${what}`);
  }
  if (document.errors.length > 0) return values;
  if (!isMap(document.contents)) {
    problems.push(`${at(0)}: write a map of vault variables or OCIDs to values, such as TOKEN: "value"`);
    return values;
  }
  for (const { key, value } of document.contents.items) {
    const offset = (key as Node).range?.[0] ?? 0;
    if (!isScalar<string>(key) || !isScalar<string>(value)) {
      problems.push(`${at(offset)}: a name and its value are texts; put the value in quotes`);
      continue;
    }
    try {
      values.set(key.value, secretText(Buffer.from(value.value, "utf8")));
    } catch (error) {
      problems.push(`${at(offset)}: ${key.value}: ${(error as Error).message}`);
    }
  }
  return values;
}
