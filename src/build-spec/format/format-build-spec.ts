import { isDeepStrictEqual } from "node:util";
import { bracedLocations } from "./braced-locations";
import { plainWhitespace } from "./plain-whitespace";
import { readingOf } from "./reading";
import { withoutDuplicates } from "./without-duplicates";

/** What is mended, in this order. */
const FIXES: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^\uFEFF+/, "").replace(/\r[\r\t ]*\n/g, "\n"),
  withoutDuplicates,
  bracedLocations,
  plainWhitespace,
  (text) => (text.endsWith("\n") ? text : `${text}\n`),
];

/**
 * A build_spec.yaml with what is safe to mend mended: byte order mark, CRLF, blanks at the ends of lines, tabs between
 * words, keys that stand twice, `$VAR` in locations, no line end at the end. Scripts, comments, quotes and indentation
 * stay as they are.
 *
 * @returns undefined when the service would refuse the file: then it is not known what it is meant to say
 */
export function formatBuildSpec(text: string): string | undefined {
  const reading = readingOf(text);
  if (reading === undefined) return undefined;
  return FIXES.reduce((current, fix) => {
    const next = fix(current);
    // YAML has more corners than a fix knows: what would be read in another way stays.
    return next === current || isDeepStrictEqual(readingOf(next), reading) ? next : current;
  }, text);
}
