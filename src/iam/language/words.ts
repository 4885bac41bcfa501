/** References that hold nothing but names: cdktf's tokens and what they resolve to; `$${` is Terraform's way to write `${`. */
export const REFERENCE = /(?<!\$)\$\{[A-Za-z0-9_.[\]-]+\}/gu;

const QUIET = "[^{}'\\r\\n]";
const ONE_DEEP = `(?:${QUIET}|\\{${QUIET}*\\})`;
const TWO_DEEP = `(?:${QUIET}|\\{${ONE_DEEP}*\\})`;

/** Source of an expression for what Terraform fills in, whatever it computes; braces within it balance. */
export const INTERPOLATION = `(?<!\\$)\\$\\{${TWO_DEEP}*\\}`;

const INTERPOLATIONS = new RegExp(`(${INTERPOLATION})`, "u");

/** Words that begin a statement. */
export const BEGINNINGS: readonly string[] = ["allow", "deny", "endorse", "admit", "define"];

/** Words that say what comes next and so are no names unless quoted. */
const STRUCTURE: ReadonlySet<string> = new Set([...BEGINNINGS, ...["id", "to", "of", "in", "where", "as"]]);

/** In any case: a word that says what comes next. */
export function isStructure(word: string): boolean {
  return STRUCTURE.has(word.toLowerCase());
}

/** Words that stand where a condition's variable could. */
const CONDITION_WORDS: ReadonlySet<string> = new Set([
  ...["any", "all", "sets-intersect", "sets-equal"],
  ...["and", "or", "not"],
]);

/** In any case: a word of conditions that is no variable. */
export function isConditionWord(word: string): boolean {
  return CONDITION_WORDS.has(word.toLowerCase());
}

/** An OCID, which a name never is. */
export function isOcid(word: string): boolean {
  return /^ocid1\./i.test(word);
}

/** Whether Terraform fills in the word or a part of it. */
export function hasInterpolation(word: string): boolean {
  return INTERPOLATIONS.test(word);
}

/** A to Z in lower case, except for what Terraform fills in: its names have a case. */
export function lowerCase(word: string): string {
  return mapLiterals(word, (part) => part.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** A to Z in upper case, except for what Terraform fills in: its names have a case. */
export function upperCase(word: string): string {
  return mapLiterals(word, (part) => part.replace(/[a-z]+/g, (letters) => letters.toUpperCase()));
}

function mapLiterals(word: string, change: (part: string) => string): string {
  const parts = word.split(INTERPOLATIONS);
  return parts.map((part, i) => (i % 2 === 0 ? change(part) : part)).join("");
}

/** A variable of a condition; it differs from a text that lacks its quotes by how it begins. */
export function isVariable(word: string): boolean {
  return /^(?:request|target)\./i.test(word);
}
