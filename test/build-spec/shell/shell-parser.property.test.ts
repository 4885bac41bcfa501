import * as fc from "fast-check";
import { ScriptFacts, Span } from "../../../src/build-spec/shell/script-facts";
import { loadShellParser, ShellParser } from "../../../src/build-spec/shell/shell-parser";

/** Pieces that shells give a meaning. */
const piece = fc.constantFrom(
  ..."a|A=b|export A=b|read A|$A|${A:-b}|${A:=|${|}|$(|)|(|((|))|$((|`|\\`|\\|'|\"|$'|;|;;|&|&&||| |\n".split(
    "|",
  ),
  ..."|",
  ...[
    "||",
    "|&",
    "<<E\n",
    "\nE\n",
    "<<<",
    "<",
    ">",
    "2>&1",
    "{ ",
    "}",
    "[[ ",
    " ]]",
    "[ ",
    "!",
    "*",
    "é",
    "\u0000",
    "#",
  ],
  ..."if then elif else fi for in do done while until case esac select function f() coproc time -v let ++ ==".split(
    " ",
  ),
);
const text = fc.oneof(
  fc
    .array(fc.oneof(piece, fc.constant(" "), fc.constant("\n")), { maxLength: 40 })
    .map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/** The places of facts that are not in the text. */
function outside({ length }: string, { errors, commands, assignments, reads }: ScriptFacts): Span[] {
  const words = commands.flatMap((command) => command.words);
  return [...errors, ...commands, ...words, ...assignments, ...reads].filter(
    ({ start, end }) => !(start >= 0 && start <= end && end <= length),
  );
}

describe("any text, as a script", () => {
  let parse: ShellParser;
  beforeAll(async () => {
    parse = await loadShellParser();
  });

  test("is read without an exception, and every fact stands inside it", () => {
    fc.assert(
      fc.property(text, (script) => {
        expect(outside(script, parse(script))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test("has facts in the order of the text", () => {
    fc.assert(
      fc.property(text, (script) => {
        const { commands, assignments, reads } = parse(script);
        for (const facts of [commands, assignments, reads] as (readonly Span[])[]) {
          expect(facts).toEqual([...facts].sort((a, b) => a.start - b.start));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("has the same facts each time", () => {
    fc.assert(
      fc.property(text, (script) => {
        expect(parse(script)).toEqual(parse(script));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["brackets", "$(", ")"],
    ["backquotes", "`\\", "`"],
    ["defaults", '"${A:-', '}"'],
    ["arithmetic", "$((", "))"],
    ["groups", "{ ", "; }"],
    ["conditions", "if a; then ", "; fi"],
    ["here-documents", "$(cat <<E\n", "\nE\n)"],
    ["sums", "((A + ", "))"],
  ])("may be nested however deeply: %s", (_, open, close) => {
    const depth = Math.floor(90_000 / (open.length + close.length));
    const script = open.repeat(depth) + close.repeat(depth);
    expect(outside(script, parse(script))).toEqual([]);
  });

  test("has no facts when it is longer than any script of a build", () => {
    expect(parse("a\n".repeat(60_000))).toEqual({ errors: [], commands: [], assignments: [], reads: [] });
  });

  test("has no facts with more here-documents than any script of a build", () => {
    expect(parse(`a ${"<<E ".repeat(5000)}`).commands).toEqual([]);
  });

  test("may be a long sum", () => {
    expect(parse(`((A = ${"B + ".repeat(15_000)}1))`).reads).toHaveLength(15_000);
  });
});
