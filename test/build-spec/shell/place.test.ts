import { factsOf } from "./facts-of";
import { ShellCommand } from "../../../src/build-spec/shell/script-facts";

async function namesWhere(script: string, is: (command: ShellCommand) => unknown): Promise<string> {
  const { commands } = await factsOf(script);
  return commands
    .filter(is)
    .map(({ name }) => name)
    .join(" ");
}

describe("commands of a script", () => {
  test.each([
    ["lines", "a\nb; c", "a b c"],
    ["a list", "a && b || c", "a b c"],
    ["a pipeline", "a | b |& c", "a b c"],
    ["groups", "{ a; }; (b)", "a b"],
    ["branches", "if a; then b; elif c; then d; else e; fi", "a b c d e"],
    [
      "loops",
      "for i in 1; do a; done; while b; do c; done; until d; do e; done; select s in 1; do f; done",
      "a b c d e f",
    ],
    ["cases", "case $x in 1) a;; *) b;; esac", "a b"],
    ["functions", "f() { a; }\nfunction g { b; }", "a b"],
    ["substitutions", 'echo $(a) "$(b `c`)" <(d) $((1 + $(e)))', "echo a b c d e"],
    ["values and defaults", 'A=$(a) x "${B:-$(b)}"', "x a b"],
    ["redirections", "x > $(a) <<< $(b)", "x a b"],
    ["here-documents", "cat <<E | x\n$(a)\nE\ny", "cat x a y"],
    ["the background", "a & b", "a b"],
    ["negation and time", "! a; time b", "a b"],
    ["escaped backquotes", "x `a \\`b\\``", "x a b"],
  ])("are found in %s", async (_, script, names) => {
    expect(await namesWhere(script, ({ name }) => name !== undefined)).toBe(names);
  });

  test.each([
    ["a quoted here-document", "cat <<'E'\n$(a)\nE"],
    ["single quotes", "cat '$(a)'"],
    ["comments", "cat # a"],
  ])("are not found in %s", async (_, script) => {
    expect(await namesWhere(script, () => true)).toBe("cat");
  });

  test("have no name when it is computed, or when they only assign", async () => {
    const { commands } = await factsOf('$A x\n"$(b)"\nC=d\n> f');
    expect(commands.map(({ name }) => name)).toEqual([undefined, undefined, "b", undefined, undefined]);
  });

  test("have their names without quotes", async () => {
    expect(await namesWhere("\\a; 'b'; \"c\"d", () => true)).toBe("a b cd");
  });

  test.each([
    ["a; { b; }; if c; then d; fi; for i in 1; do e; done", "a b c d e"],
    ["(a); b", "b"],
    ["a | b; c", "c"],
    ["! a; time b", "a b"],
    ["a $(b) `c` <(d)", "a"],
    ["a & b", "b"],
    ["f() { a; }; b", "b"],
    ["coproc a; b", "b"],
    ["{ a; } | b; c", "c"],
  ])("that run in the shell itself: of %j, %s", async (script, names) => {
    expect(await namesWhere(script, ({ isInShell }) => isInShell)).toBe(names);
  });

  test.each([
    ["a; { b; }", "a b"],
    ["a && b || c", "a"],
    ["if a; then b; elif c; then d; else e; fi", "a"],
    ["while a; do b; done", "a"],
    ["for i in 1; do a; done; b", "b"],
    ["case $x in 1) a;; esac; b", "b"],
    ["a | b; (c); d", "d"],
  ])("that run whatever came before: of %j, %s", async (script, names) => {
    expect(await namesWhere(script, ({ isUnconditional }) => isUnconditional)).toBe(names);
  });

  test.each([
    ["a | b", "a>b b>-"],
    ["a |& b | c", "a>b b>c c>-"],
    ["{ a; b; } | c", "a>c b>c c>-"],
    ["a | { b; c; }", "a>b b>- c>-"],
    ["a | while b; do c; done | d", "a>b b>d c>d d>-"],
    ["{ a | b; } | c", "a>b b>c c>-"],
    ["a $(b) | c", "a>c b>- c>-"],
    ["a; ! b", "a>- b>-"],
    ["a | ((1))", "a>-"],
  ])("write into one another: %j", async (script, expected) => {
    const { commands } = await factsOf(script);
    expect(commands.map(({ name, pipedInto }) => `${name}>${pipedInto?.name ?? "-"}`).join(" ")).toBe(
      expected,
    );
  });

  test.each([
    ["a > f", "a"],
    ["a >> f; b >| f; c &> f; d 1> f", "a b c d"],
    ["{ a; } > f; if b; then c; fi > f", "a b c"],
    ["a > /dev/null", "a"],
    ["a 2> f; b >&2; c 2>&1; d > /dev/stderr; e < f", ""],
    ["a $(b) > f", "a"],
  ])("whose output goes to a file: of %j, %s", async (script, names) => {
    expect(await namesWhere(script, ({ isOutputRedirected }) => isOutputRedirected)).toBe(names);
  });
});
