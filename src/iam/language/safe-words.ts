import { REFERENCE, isOcid, isStructure } from "./words";

/**
 * A value as it stands between quotes.
 *
 * @param what what the value is, for the error
 * @throws Error when the value could end the quotes or the statement
 */
export function safeText(what: string, value: string): string {
  if (!/['{}\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value.replaceAll(REFERENCE, ""))) return value;
  throw new Error(
    `${what} is ${JSON.stringify(value)}; quotes, braces, backslashes and line breaks could change what it means and ` +
      "are refused",
  );
}

/**
 * A value that stands without quotes.
 *
 * @param what what the value is, for the error
 * @throws Error when the value is not one word, or one that says what comes next
 */
export function safeWord(what: string, value: string): string {
  if (isWord(value) && !isStructure(value)) return value;
  const rule = "it must be one word without quotes, braces, slashes, colons and backslashes, and no keyword";
  throw new Error(`${what} is ${JSON.stringify(value)}; ${rule}`);
}

/** Whether a name needs no quotes. */
export function isPlainName(name: string): boolean {
  return isWord(name) && !isStructure(name) && !isOcid(name);
}

/** What is left of a word without its references is no space, no control character and nothing that the language uses. */
function isWord(value: string): boolean {
  const literal = value.replaceAll(REFERENCE, "");
  return value !== "" && !/[\s"',{}()=!<>/:\\\p{C}\p{Z}]/u.test(literal);
}
