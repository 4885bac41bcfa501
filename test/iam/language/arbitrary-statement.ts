import * as fc from "fast-check";
import {
  Condition,
  Grant,
  GroupReference,
  Location,
  MatchingRule,
  Operand,
  Statement,
  Subject,
  VERBS,
} from "../../../src/iam/language/statement";

/** Words that the language gives a meaning. */
const KEYWORDS = [
  ...[
    "allow",
    "deny",
    "endorse",
    "admit",
    "define",
    "id",
    "to",
    "of",
    "in",
    "where",
    "as",
    "any",
    "all",
    "and",
  ],
  ...["or", "not", "before", "between", "tenancy", "compartment", "group", "service", "manage", "sets-equal"],
  ...["any-user", "any-tenancy", "request.permission", "ocid1.group.oc1..a"],
];
const REFERENCES = ["${oci_identity_group.g.id}", "${var.Name}", "${TfToken[TOKEN.12]}"];
/** Pieces that end a text, a group or a statement in some reader. */
const HOSTILE = [
  ...[
    "'",
    '"',
    "{",
    "}",
    "(",
    ")",
    ",",
    "/",
    "\\",
    ":",
    ";",
    "=",
    "!=",
    "$",
    "$$",
    "${",
    "%{",
    "$${a}",
    "${a'b}",
  ],
  ...["\n", "\r\n", "\u2028", "\u0085", "\u00a0", "\u0000", "\ud800", " ", "  ", "*", "İ", "ß", "🙂"],
  ...[
    "' or request.permission = '",
    "', request.operation = 'x",
    "} Allow any-user to manage all-resources in tenancy",
  ],
];

export const plainWord = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,9}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...REFERENCES) },
  { weight: 1, arbitrary: fc.constantFrom(...REFERENCES).map((reference) => `x-${reference}-Y`) },
);
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE, ...KEYWORDS, ...REFERENCES), fc.string({ maxLength: 4 })), {
    maxLength: 5,
  })
  .map((pieces) => pieces.join(""));

/** What statements are made of: each part by a generator of its own. */
export interface Parts {
  readonly id: fc.Arbitrary<string>;
  readonly name: fc.Arbitrary<string>;
  readonly compartmentName: fc.Arbitrary<string>;
  readonly text: fc.Arbitrary<string>;
  readonly pattern: fc.Arbitrary<string>;
  readonly variable: fc.Arbitrary<string>;
  readonly resourceType: fc.Arbitrary<string>;
  readonly permission: fc.Arbitrary<string>;
  readonly ruleVariable: fc.Arbitrary<string>;
}

const variable = fc
  .tuple(
    fc.constantFrom("request", "target"),
    fc.stringMatching(/^[a-z][a-z0-9_-]{0,5}(\.[a-z0-9]{1,4}){0,2}$/),
  )
  .map(([first, rest]) => `${first}.${rest}`);
const tagVariable = fc.stringMatching(/^tag\.[a-z0-9_-]{1,5}\.[a-z0-9_-]{1,5}\.value$/);
const notKeyword = (word: string) => !KEYWORDS.includes(word.toLowerCase());
const harmless = fc
  .array(
    fc.oneof(fc.constantFrom(...REFERENCES, ...KEYWORDS, " ", ",", "/", "(", ":", "ä🙂", '"'), plainWord),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join(""));

/** Parts that can be written. */
export const writable: Parts = {
  id: plainWord.filter(notKeyword),
  name: fc.oneof(plainWord, harmless).filter((name) => name !== "" && !name.includes("/")),
  compartmentName: plainWord.filter(notKeyword),
  text: harmless,
  pattern: harmless.map((text) => `${text}*`),
  variable,
  resourceType: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/).filter(notKeyword),
  permission: fc.stringMatching(/^[A-Z][A-Z_]{2,9}$/),
  ruleVariable: fc.oneof(
    fc.constantFrom("resource.type", "resource.id", "resource.compartment.id", "instance.id"),
    tagVariable,
  ),
};

/** Parts that were made to change the meaning of what they stand in. */
export const hostile: Parts = {
  id: fc.oneof(writable.id, hostileText),
  name: fc.oneof(writable.name, hostileText),
  compartmentName: fc.oneof(writable.compartmentName, hostileText),
  text: fc.oneof(writable.text, hostileText),
  pattern: fc.oneof(writable.pattern, hostileText),
  variable: fc.oneof(writable.variable, hostileText),
  resourceType: fc.oneof(writable.resourceType, hostileText),
  permission: fc.oneof(writable.permission, hostileText),
  ruleVariable: fc.oneof(writable.ruleVariable, hostileText),
};

const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });

function groupOf({ id, name }: Parts): fc.Arbitrary<GroupReference> {
  return fc.oneof(fc.record({ id }), fc.record({ name }), fc.record({ name, domain: name }));
}

function subjectOf(parts: Parts): fc.Arbitrary<Subject> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom("any-user", "any-group") }),
    fc.record({ kind: fc.constantFrom("group", "dynamic-group"), groups: some(groupOf(parts)) }),
    fc.record({ kind: fc.constant("service"), names: some(parts.id) }),
    fc.record({ kind: fc.constant("resource"), words: some(parts.resourceType) }),
  );
}

function grantOf({ resourceType, permission }: Parts): fc.Arbitrary<Grant> {
  return fc.oneof(
    fc.record({ kind: fc.constant("verb"), verb: fc.constantFrom(...VERBS), resourceType }),
    fc.record({ kind: fc.constant("permissions"), permissions: some(permission) }),
  );
}

function locationOf({ id, compartmentName }: Parts): fc.Arbitrary<Location> {
  return fc.oneof(
    fc.record({ kind: fc.constant("tenancy") }),
    fc.record({ kind: fc.constant("compartment"), id }),
    fc.record({ kind: fc.constant("compartment-path"), names: some(compartmentName) }),
  );
}

function operandOf({ text, variable: name }: Parts): fc.Arbitrary<Operand> {
  return fc.oneof(
    fc.record({ kind: fc.constant("text"), text }),
    fc.record({ kind: fc.constant("variable"), name }),
  );
}

export function conditionOf(parts: Parts): fc.Arbitrary<Condition> {
  const { text, pattern } = parts;
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({
        kind: fc.constant("comparison"),
        variable: parts.variable,
        operator: fc.constantFrom("=", "!=", "before", "after"),
        value: operandOf(parts),
      }),
      fc.record({
        kind: fc.constant("comparison"),
        variable: parts.variable,
        operator: fc.constantFrom("=", "!="),
        value: fc.record({ kind: fc.constant("pattern"), pattern }),
      }),
      fc.record({ kind: fc.constant("between"), variable: parts.variable, from: text, to: text }),
      fc.record({ kind: fc.constant("in"), variable: parts.variable, values: some(text) }),
      fc.record({
        kind: fc.constant("sets"),
        test: fc.constantFrom("sets-intersect", "sets-equal"),
        left: parts.variable,
        right: parts.variable,
      }),
      fc.record({ kind: fc.constantFrom("any", "all"), conditions: some(tie("condition")) }),
    ) as fc.Arbitrary<Condition>,
  })).condition;
}

/** Statements of all kinds. */
export function statementOf(parts: Parts): fc.Arbitrary<Statement> {
  const granting = {
    subject: subjectOf(parts),
    grant: grantOf(parts),
    condition: fc.option(conditionOf(parts), { nil: undefined }),
  };
  const here = locationOf(parts);
  const abroad = fc.oneof(
    here,
    fc.record({ kind: fc.constant("other-tenancy"), alias: parts.name }),
    fc.record({ kind: fc.constant("other-tenancy") }),
  );
  return fc.oneof(
    fc.record({ kind: fc.constantFrom("allow", "deny"), ...granting, location: here }),
    fc.record({ kind: fc.constantFrom("endorse", "deny endorse"), ...granting, location: abroad }),
    fc.record({
      kind: fc.constantFrom("admit", "deny admit"),
      ...granting,
      ofTenancy: fc.option(parts.name, { nil: undefined }),
      location: here,
    }),
    fc.record({
      kind: fc.constant("define"),
      what: fc.constantFrom("tenancy", "group", "dynamic-group"),
      alias: parts.name,
      ocid: parts.id,
    }),
  ) as fc.Arbitrary<Statement>;
}

export function ruleOf({ text, ruleVariable }: Parts): fc.Arbitrary<MatchingRule> {
  return fc.letrec<{ rule: MatchingRule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({
        kind: fc.constant("term"),
        variable: ruleVariable,
        operator: fc.constantFrom("=", "!="),
        value: text,
      }),
      fc.record({ kind: fc.constant("tag"), variable: tagVariable }),
      fc.record({ kind: fc.constantFrom("any", "all"), rules: some(tie("rule")) }),
    ) as fc.Arbitrary<MatchingRule>,
  })).rule;
}
