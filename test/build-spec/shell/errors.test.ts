import { factsOf, pieceOf } from "./facts-of";

/** The first error: what it is shown at and what is said. */
async function firstError(script: string): Promise<[string, string] | undefined> {
  const [error] = (await factsOf(script)).errors;
  return error && [pieceOf(script, error), error.message];
}

describe("a script has no error", () => {
  test.each([
    [""],
    ["# only a comment"],
    ["a\\"],
    ["cat <<E\nnever ended"],
    ["echo it\\'s 'a \"b' \"c 'd\""],
    ["for ((i = 0; i < 3; i++)); do a; done"],
    ["if [ a ] && [[ b =~ (c|d) ]]; then e; fi"],
    ["case a in (b) c;; d|e) f;; esac"],
    ["function f { a; }; g() (b)"],
    ["A=(1 2 [3]=4); B+=(5); echo ${A[@]:1:2} ${B^^}"],
    ["! a && time b; { c; } 2>&1 | d"],
    ["echo $((1 << 2)) $[3] <(a) >(b) $'c' $\"d\""],
    ["a &> f; b <<< c; d {e}> f; g >&-"],
    ["coproc a { b; }; select s in x; do break; done"],
  ])("%j", async (script) => {
    expect((await factsOf(script)).errors).toEqual([]);
  });
});

describe("a script has an error", () => {
  test.each([
    ["if a\n  b\nfi", "if", "`if` has no `then`"],
    ["if a; then\n  b\n\n", "if", "`if` has no `fi`"],
    ["if a; then\n  while b; do\n    c\nfi", "while", "`while` has no `done`"],
    ["while a; do\n  if b; then c\ndone", "if", "`if` has no `fi`"],
    ["if a; then if b; then c; fi\n", "if", "`if` has no `fi`"],
    ["if a; then\nfi", "then", "no command follows `then`"],
    ["for i in 1\n  a\ndone", "for", "`for` has no `do`"],
    ["until a; do\nb", "until", "`until` has no `done`"],
    ["case a\n  b) c;; esac", "case", "`case` has no `in`"],
    ["case a in\n b) c", "case", "`case` has no `esac`"],
    ["{ a; b", "{", "`{` has no `}`"],
    ["( a; b", "(", "`(` has no `)`"],
    ["[[ a == b", "[[", "`[[` has no `]]`"],
    ["( )", "(", "there is no command in `( )`"],
    ["a\ndone", "done", "`done` cannot stand here"],
    ["a )\nb", ")", "`)` cannot stand here"],
    ["a; ; b", ";", "`;` cannot stand here"],
    ["A =(1)", "(", "`(` cannot stand here"],
    ["a &&\n\n", "&&", "no command follows `&&`"],
    ["a | | b", "|", "no command follows `|`"],
    ["echo 'a\nb\n", "'", "the quote ' is never closed"],
    ['echo "a\nb "c"\nd', '"', 'the quote " is never closed'],
    ["echo `a", "`", "the backquote is never closed"],
    ["echo $(a\nb", "$(", "`$(` is never closed"],
    ["echo ${a", "${", "`${` is never closed"],
    ["echo $((1 + 2)", "$((", "`$((` is never closed"],
    ["cat <(a", "<(", "`<(` is never closed"],
    ["A=(1 2", "=(", "the parenthesis is never closed"],
    ["echo >\nb", ">", "nothing follows the redirection"],
    ["f()\n", ")", "the function has no body"],
    ["for ((i = 0)); do a; done", ")", "`for (( ))` needs two `;`"],
    ["echo $(if a; then b)", "if", "`if` has no `fi`"],
    ["cat <<E\n$(a &&)\nE", "&&", "no command follows `&&`"],
  ])("%j at %j", async (script, piece, message) => {
    expect(await firstError(script)).toEqual([piece, message]);
  });

  test("in the order of the library, so that the first is no consequence of another", async () => {
    const { errors } = await factsOf("if a; then b; done");
    expect(errors.map(({ message }) => message)).toEqual(["`done` cannot stand here", "`if` has no `fi`"]);
  });

  test("that is not found again for each of its lines", async () => {
    expect((await factsOf("echo )\n".repeat(1000))).errors.length).toBeLessThan(30);
  });
});

test("how deeply a script is nested is no error of it", async () => {
  expect((await factsOf(`${"( ".repeat(300)}a${" )".repeat(300)}`)).errors).toEqual([]);
});
