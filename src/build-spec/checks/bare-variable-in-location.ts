import { Check } from "./check";
import { declaredNames } from "./declared-names";
import { known } from "./known";

/** No shell reads a location: only `${VAR}` is filled in, everything else stays and is then part of a name. */
export const bareVariableInLocation: Check = {
  code: "BS401",
  severity: "warning",
  title: "location has a variable in a form that is not filled in",
  check: ({ document, places }) => {
    const declared = declaredNames(document);
    return (["inputArtifacts", "outputArtifacts"] as const).flatMap((section) =>
      known<{ location?: string }>(document[section]).flatMap(([i, { location = "" }]) =>
        notFilledIn(location, declared).map(({ start, end, form, name }) => ({
          ...places.textRangeOf([section, i, "location"], start, end),
          message: `${form} is not filled in: in a location only \${VAR} is`,
          fix: name ? `write \${${name}}` : "assign the text to a variable in a step, and write ${VAR}",
        })),
      ),
    );
  },
};

interface NotFilledIn {
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly name?: string;
}

/** `$VAR`, and what a shell fills in beside it: `$(...)`, and braces around more than a name. */
const FORMS = /\$(?<name>[a-zA-Z_]\w*)|(?<command>\$\()[^)]*\)?|\$\{(?![a-zA-Z_]\w*\})[^}]*\}?/g;

function notFilledIn(location: string, declared: ReadonlySet<string>): NotFilledIn[] {
  return [...location.matchAll(FORMS)].flatMap(({ 0: source, index, groups }) => {
    const name = groups?.name;
    // A file of an inner class is named Outer$Inner.class.
    const isInsideWord = /\w/.test(location.charAt(index - 1));
    if (name !== undefined && isInsideWord && !declared.has(name)) return [];
    const form = name ? `$${name}` : groups?.command ? "$(...)" : "${...} with more than a name";
    return [{ start: index, end: index + source.length, form, name }];
  });
}
