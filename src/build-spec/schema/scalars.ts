import { Scalar } from "yaml";
import { Shape } from "./keys";

/** A kind of single value that is not just a text. */
export interface ScalarForm {
  /** Texts that it may be written as. */
  readonly pattern: RegExp;
  /** The values of JSON that are the same, in the words of JSON Schema. */
  readonly json: { readonly type: string; readonly minimum?: number; readonly maximum?: number };
  /** What to write. */
  readonly rule: string;
  valueOf(text: string): unknown;
}

export const SCALAR_FORMS: Readonly<Record<"boolean" | "integer" | "score", ScalarForm>> = {
  boolean: {
    pattern: /^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$/,
    json: { type: "boolean" },
    rule: "write true or false",
    valueOf: (text) => text.toLowerCase() === "true",
  },
  integer: {
    pattern: /^[1-9]\d{0,8}$/,
    json: { type: "integer", minimum: 1, maximum: 999_999_999 },
    rule: "write a whole number greater than 0",
    valueOf: Number,
  },
  score: {
    pattern: /^(\d|\d?\.\d+|\d\.\d*|10(\.0*)?)$/,
    json: { type: "number", minimum: 0, maximum: 10 },
    rule: "write a number from 0 to 10",
    valueOf: Number,
  },
};

/** A scalar read by a shape: its value, or the rule that it breaks. */
export function scalarValue(
  shape: Shape,
  node: Scalar,
  pattern?: RegExp,
): { value?: unknown; rule?: string } {
  const text = textOf(node);
  switch (shape.kind) {
    case "boolean":
    case "integer":
    case "score": {
      const form = SCALAR_FORMS[shape.kind];
      return form.pattern.test(text) ? { value: form.valueOf(text) } : { rule: form.rule };
    }
    case "enum":
      return shape.values.includes(text) ? { value: text } : { rule: `write ${shape.values.join(" or ")}` };
    default:
      return pattern && !pattern.test(text) ? { rule: `it must match ${pattern.source}` } : { value: text };
  }
}

/** The text of a scalar as it is written: `0.10` stays `0.10`. */
export function textOf(node: Scalar): string {
  return typeof node.value === "string" ? node.value : (node.source ?? "");
}
