// Build specifications of any size whose shape is hard on a parser, by what they are made of.

const HEAD = "version: 0.1\ncomponent: build\n";
const STEPS = `${HEAD}steps:\n  - type: Command\n    command: make\n`;
const LIST = `${STEPS}x: [`;
const VARIABLES = `${STEPS}env:\n  variables:\n`;
const COMMAND = `${HEAD}steps:\n  - type: Command\n    command: `;
const STEP = "{ type: Command, command: make }";

/** The unit again and again, up to a size in characters; a unit may depend on its number. */
function filled(unit, size) {
  const parts = [];
  for (let length = 0, i = 0; length < size; i++) {
    parts.push(typeof unit === "function" ? unit(i) : unit);
    length += parts[i].length;
  }
  return parts.join("");
}

const yaml =
  (before, unit, after = "") =>
  (size) =>
    before + filled(unit, size - before.length - after.length) + after;

/** So many openings, and the same number of ends. */
const nested =
  (before, open, inner, close = "") =>
  (size) => {
    const levels = Math.floor((size - before.length - inner.length) / (open.length + close.length));
    return before + open.repeat(levels) + inner + close.repeat(levels);
  };

/** The script of a step; its size is without the indentation. */
const script = (make) => (size) => {
  const before = `${COMMAND}|\n`;
  return `${before}${make(size - before.length).replace(/^/gm, "      ")}\n`;
};
const lines = (unit, before = "", after = "") => script(yaml(before, unit, after));
const within = (open, inner, close) => script(nested("", open, inner, close));

/** From a size in characters to a text of about that size. */
const HOSTILE_SPECS = {
  "many steps": yaml(
    `${HEAD}steps:\n`,
    (i) => `  - type: Command\n    name: step ${i}\n    command: make ${i}\n`,
  ),
  "many wrong steps": yaml(`${HEAD}steps:\n`, "  - type: Comman\n    nam: step\n    comand: make\n"),
  "many unknown keys": yaml(STEPS, (i) => `timeoutInSecond${i}: a\n`),
  "one key many times": yaml(STEPS, "runAs: a\n"),
  "many variables": yaml(VARIABLES, (i) => `    NAME_${i}: yes\n`),
  "many bad names of variables": yaml(VARIABLES, (i) => `    NAME-${i}: value\n`),
  "many exported variables": yaml(`${STEPS}env:\n  exportedVariables:\n`, (i) => `    - NAME_${i}\n`),
  "many outputs of one name": yaml(
    `${STEPS}outputArtifacts:\n`,
    "  - { name: a, type: BINARY, location: $A/${B} }\n",
  ),
  "a location of many variables": yaml(`${STEPS}outputArtifacts:\n  - name: a\n    location: `, "${A}$B"),
  "many anchors": yaml(LIST, (i) => `&a${i} b, *a${i}, `, "]\n"),
  "aliases of a step": yaml(`${HEAD}x: &s ${STEP}\nsteps: [`, "*s, ", "]\n"),
  "aliases of a long list": yaml(
    `${HEAD}x: &b [${`${STEP}, `.repeat(40)}]\nsteps: [`,
    "{ type: Command, onFailure: *b }, ",
    "]\n",
  ),
  "aliases of a long script": yaml(
    `${HEAD}x: &c "${"echo $A; ".repeat(500)}"\nsteps: [`,
    "{ type: Command, command: *c }, ",
    "]\n",
  ),
  "an alias of itself": yaml(
    `${HEAD}steps:\n  - &s\n    type: Command\n    command: make\n    onFailure: [`,
    "*s, ",
    "]\n",
  ),
  "many undefined aliases": yaml(LIST, (i) => `*a${i}, `, "]\n"),
  "merges of a step": yaml(`${HEAD}x: &s ${STEP}\nsteps:\n`, "  - <<: *s\n"),
  "merges of a long mapping": (size) =>
    `${HEAD}x: &s { ${filled((i) => `k${i}: a, `, size / 2)}}\nsteps:\n${filled("  - <<: *s\n", size / 2)}`,
  "deep lists": nested(`${STEPS}x: `, "[", "", "]"),
  "many deep lists": yaml(`${STEPS}x:\n`, `  - ${"[".repeat(90)}${"]".repeat(90)}\n`),
  "a deep list without an end": nested(`${STEPS}x: `, "[", ""),
  "deep dashes": nested(`${STEPS}x:\n  `, "- ", "a\n"),
  "deep question marks": nested(`${STEPS}x:\n  `, "? ", "a\n"),
  "deep dashes in lists": nested(`${STEPS}x: `, "[ - ", ""),
  "deep onFailure": nested(`${HEAD}steps: `, "[{ type: Command, onFailure: ", "a", "}]"),
  "a long list in one line": yaml(LIST, "a, ", "]\n"),
  "a list of commas": yaml(LIST, ",", "]\n"),
  "a mapping of colons": yaml(`${STEPS}x: {`, ": ", "}\n"),
  "colons in one line": yaml(`${STEPS}x: `, "a: ", "\n"),
  "many tags": yaml(LIST, "!a b, ", "]\n"),
  "tags of one value": yaml(`${STEPS}x: `, "!a ", "\n"),
  "a long plain scalar": yaml(COMMAND, "word ", "\n"),
  "a plain scalar of many lines": yaml(`${COMMAND}a\n`, "      word word\n"),
  "a plain scalar of empty lines": yaml(`${COMMAND}a\n`, "\n", "      b\n"),
  "many escapes": yaml(`${COMMAND}"`, "\\n\\u0041", '"\n'),
  "a quoted scalar of many lines": yaml(`${COMMAND}"\n`, "      word\n", '      "\n'),
  "a quoted scalar of empty lines": yaml(`${COMMAND}"a\n`, " \n", '      "\n'),
  "a quoted scalar without an end": yaml(`${COMMAND}"\n`, "      word\n"),
  "a folded scalar": yaml(`${COMMAND}>\n`, "      echo word\n\n        more\n"),
  "a block of empty lines": yaml(`${COMMAND}|\n`, "\n", "      make\n"),
  "many comments": yaml(STEPS, "# comment\n"),
  "one long comment": yaml(`${STEPS}#`, "a", "\n"),
  "empty lines": yaml(STEPS, "\n"),
  blanks: yaml(STEPS, " ", "\n"),
  "many documents": yaml(STEPS, "---\na: b\n"),
  "many directives": yaml("", "%X y\n", `---\n${STEPS}`),
  "wrong indentation": yaml(STEPS, "  - a: b\n c\n"),
  tabs: yaml(STEPS, "\ta: b\n"),
  brackets: yaml(STEPS, "]", "\n"),
  "strings in a row": yaml(STEPS, '"a" "b"\n'),
  "keys of 1,100 characters": yaml(STEPS, `${"k".repeat(1100)}: a\n`),
  "a long key": yaml(STEPS, "k", ": a\n"),
  "carriage returns": yaml(STEPS.replace(/\n/g, "\r"), "a: b\r"),
  "a number of many digits": yaml(`${VARIABLES}    A: `, "1_", "\n"),
  "a time of many colons": yaml(`${VARIABLES}    A: 1`, ":1", "\n"),
  "shell: many commands": lines("echo a line of a script\n"),
  "shell: many commands in a line": lines("echo a; "),
  "shell: many words": lines("word ", "echo "),
  "shell: many variables": lines('echo $A ${B} "$C"\n'),
  "shell: variables of their own": lines((i) => `A${i}=1\necho $A${i}\n`),
  "shell: variables over steps": yaml(
    `${HEAD}steps:\n`,
    (i) => `  - { type: Command, command: A${i}=1; echo $A${i - 1} }\n`,
  ),
  "shell: sudo": lines("sudo a\n"),
  "shell: sudo in a line": lines("sudo a; "),
  "shell: sudo with escapes": yaml(`${COMMAND}"`, "sudo a\\n", '"\n'),
  "shell: secrets": (size) =>
    `${lines("echo $TOKEN\n")(size)}env:\n  vaultVariables:\n    TOKEN: ocid1.vaultsecret.oc1.iad.example\n`,
  "shell: run ids": lines("A=`echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7`\n"),
  "shell: a long pipeline": lines(" | a", "a"),
  "shell: a long list of && and ||": lines(" && a || b", "a"),
  "shell: subshells": within("( ", "a", " )"),
  "shell: subshells without an end": within("(", "", ""),
  "shell: groups": within("{ ", "a", ";}"),
  "shell: substitutions": within("$(", "a", ")"),
  "shell: substitutions without an end": within("$(", "", ""),
  "shell: substitutions in quotes": within('"$(', "a", ')"'),
  "shell: substitutions in a row": lines("$(a)", "echo "),
  "shell: backquotes": lines("`a` "),
  "shell: escaped backquotes": lines("\\`a ", "`", "`"),
  "shell: defaults of variables": within('"${A:-', "b", '}"'),
  "shell: arithmetic": within("$((", "1", "))"),
  "shell: arithmetic without an end": within("$((", "", ""),
  "shell: parentheses in arithmetic": script((size) => `echo $((${nested("", "(", "1", ")")(size)}))`),
  "shell: a long sum": lines("1+", "echo $((", "1))"),
  "shell: here-documents": lines("cat <<E\na $A\nE\n"),
  "shell: a long here-document": lines("line $A of it\n", "cat <<E\n", "E"),
  "shell: here-documents without an end": lines("cat <<E\n"),
  "shell: here-documents of one command": lines("<<E ", "cat "),
  "shell: here-documents in substitutions": within("cat <<E\n$(", "", ""),
  "shell: quotes": lines("'a' \"b\" ", "echo "),
  "shell: quotes that do not match": lines("' \" ", "echo "),
  "shell: if without an end": lines("if a; then\n"),
  "shell: nested ifs": within("if a; then ", "b;", " fi;"),
  "shell: many elifs": lines("elif a; then b\n", "if a; then b\n", "fi"),
  "shell: many patterns of a case": lines("a|", "case a in ", "a) c ;;\nesac"),
  "shell: nested functions": within("f() { ", "a;", " };"),
  "shell: process substitutions": within("<(a ", "b", ")"),
  "shell: braces": within("{a,", "b", "}"),
  "shell: patterns": within("@(a|", "b", ")"),
  "shell: background": lines("a & "),
  "shell: arrays": lines("b ", "a=(", ")"),
  "shell: indexes": within("a[", "1", ""),
  "shell: redirections": lines("> b ", "a "),
  "shell: dollars": lines("$"),
  "shell: blanks in assignments": lines("export A =b\n"),
  "shell: pairs of pictures": lines("echo 🚀 $A; sudo a\n"),
};

module.exports = { HOSTILE_SPECS };
