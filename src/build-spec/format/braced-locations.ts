import { parseDocument, visit } from "yaml";
import { Edit, edited } from "./edits";
import { bareVariableInLocation } from "../checks/bare-variable-in-location";
import { parseBuildSpec } from "../parse";

/** `$VAR` in the location of an artifact becomes `${VAR}`, the only form that is filled in. */
export function bracedLocations(text: string): string {
  const { read, places } = parseBuildSpec(text);
  if (read === undefined) return text;
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const isInFlow = flowMask(text);
  const edits = bareVariableInLocation.check({ document: read, places, scripts: [] }).flatMap((finding) => {
    const start = lineStarts[finding.line - 1] + finding.column - 1;
    const end = lineStarts[finding.endLine - 1] + finding.endColumn - 1;
    const name = /^\$([a-zA-Z_]\w*)$/.exec(text.slice(start, end))?.[1];
    // In { } and [ ] a brace ends the text, unless it is quoted.
    return name === undefined || isInFlow[start] ? [] : [[start, { start, end, replacement: `\${${name}}` }]];
  }) as [number, Edit][];
  // A location that an alias repeats is found at each of its uses.
  return edited(text, [...new Map(edits).values()]);
}

/** For each character whether it stands in a mapping or list that is written with braces. */
function flowMask(text: string): Uint8Array {
  const mask = new Uint8Array(text.length);
  visit(parseDocument(text, { uniqueKeys: false, version: "1.2" }), {
    Collection: (_, { flow, range }) => {
      if (!flow || !range) return undefined;
      mask.fill(1, range[0], range[1]);
      return visit.SKIP;
    },
  });
  return mask;
}
