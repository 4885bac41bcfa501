import { Check, CheckedSpec } from "./check";
import { typeInYaml11, typeInYaml12 } from "./yaml-types";
import { Finding, Range } from "../diagnostics/diagnostic";
import { DocumentPath } from "../schema/places";

/** It is not known which version the service reads, so a text must be one in both. */
export const typeByYamlVersion: Check = {
  code: "BS405",
  severity: "warning",
  title: "text without quotes that is another value in YAML 1.1 or 1.2",
  check: (spec) => inValue(spec, spec.document, []),
};

function inValue(spec: CheckedSpec, value: unknown, path: DocumentPath): Finding[] {
  if (typeof value === "string") {
    return isAmbiguous(value) && spec.places.isPlain(path) ? [finding(value, spec.places.rangeOf(path))] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => inValue(spec, item, [...path, i]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = [...path, key];
    const ofKey =
      isAmbiguous(key) && spec.places.isKeyPlain(at) ? [finding(key, spec.places.keyRangeOf(at))] : [];
    return [...ofKey, ...inValue(spec, member, at)];
  });
}

function isAmbiguous(text: string): boolean {
  return typeInYaml11(text) !== typeInYaml12(text);
}

function finding(text: string, range: Range): Finding {
  return {
    ...range,
    message: `${text} is ${typeInYaml11(text)} in YAML 1.1 and ${typeInYaml12(text)} in YAML 1.2`,
    fix: `write "${text}"`,
  };
}
