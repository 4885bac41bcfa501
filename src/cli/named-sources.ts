import { pairs } from "./pairs";
import { PipelinePlan } from "../pipeline/pipeline-plan";
import { sourceNames } from "../runner/source/source-names";

/** What looks like a name, even if it is a wrong one; a folder with a `=` may be written as `./a=b`. */
const NAMED = /^[\w .-]*=/;

/**
 * The places of build sources by their names.
 *
 * @param given `NAME=PLACE` each; a single source may be given without its name
 * @throws RunnerError that lists every text without a name or a `=`
 */
export function namedSources(given: readonly string[], plan: PipelinePlan): Map<string, string> {
  const names = sourceNames(plan);
  const isNamed = (text: string) => names.some((name) => text.startsWith(`${name}=`));
  const isAlone = names.length === 1;
  return pairs(
    "--source",
    given.map((text) => (isNamed(text) || NAMED.test(text) || !isAlone ? text : `${names[0]}=${text}`)),
  );
}
