/** Texts without quotes, and what they are; the first pattern that matches decides. */
type Types = readonly (readonly [RegExp, string])[];

const NULL = [/^(~|null|Null|NULL)?$/, "nothing"] as const;
const INFINITY = [/^[-+]?\.(inf|Inf|INF)$/, "infinity"] as const;
const NAN = [/^\.(nan|NaN|NAN)$/, "no number"] as const;

/**
 * Source: https://yaml.org/type/, but one dot at most in a number, as every implementation has it.
 */
const YAML_1_1: Types = [
  NULL,
  [/^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/, "a boolean"],
  [/^[-+]?0b[01_]+$/, "a binary number"],
  [/^[-+]?0[0-7_]+$/, "an octal number"],
  [/^[-+]?0x[0-9a-fA-F_]+$/, "a hexadecimal number"],
  [/^[-+]?(0|[1-9][0-9_]*)$/, "a number"],
  [/^[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?$/, "a number"],
  [/^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/, "a number of base 60"],
  [/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*$/, "a number of base 60"],
  INFINITY,
  NAN,
  [/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "a date"],
  [
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?$/,
    "a date",
  ],
  [/^(=|<<)$/, "a sign of its own"],
];

/** Source: https://yaml.org/spec/1.2.2/#103-core-schema */
const YAML_1_2: Types = [
  NULL,
  [/^(true|True|TRUE|false|False|FALSE)$/, "a boolean"],
  [/^[-+]?[0-9]+$/, "a number"],
  [/^0o[0-7]+$/, "an octal number"],
  [/^0x[0-9a-fA-F]+$/, "a hexadecimal number"],
  [/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/, "a number"],
  INFINITY,
  NAN,
];

/** What a text without quotes is for a reader of YAML 1.1. */
export function typeInYaml11(text: string): string {
  return typeBy(YAML_1_1, text);
}

/** What a text without quotes is for a reader of YAML 1.2 with its core schema. */
export function typeInYaml12(text: string): string {
  return typeBy(YAML_1_2, text);
}

function typeBy(types: Types, text: string): string {
  return types.find(([pattern]) => pattern.test(text))?.[1] ?? "a text";
}
