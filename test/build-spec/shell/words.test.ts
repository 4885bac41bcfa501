import { factsOf, pieceOf } from "./facts-of";

describe("words of a command", () => {
  test.each([
    ["x a 'b c' \"d\"e f\\ g", ["a", "b c", "de", "f g"]],
    ["x $'a\\tb' \"\\\"q\\\"\" ''", ["a\tb", '"q"', ""]],
    ["x *.jar {a,b} ~/c", ["*.jar", "{a,b}", "~/c"]],
    ["export A=b 'C=d e'", ["A=b", "C=d e"]],
    ["docker run -e A=b", ["run", "-e", "A=b"]],
    ["x > f a 2>&1", ["a"]],
  ])("of %j are %j without quotes", async (script, values) => {
    const { commands } = await factsOf(script);
    expect(commands[0].words.map(({ value }) => value)).toEqual(values);
  });

  test.each(["$a", '"${a}"', "$(a)", "b`a`", "$((1))", "<(a)", "A=$b", "{$a,b}"])(
    "%s has no value before the script runs",
    async (word) => {
      const { commands } = await factsOf(`x ${word}`);
      expect(commands[0].words.map(({ source, value }) => [source, value])).toEqual([[word, undefined]]);
    },
  );

  test.each([
    ["x $a", ["a"]],
    ['x "$a-${b}-$a"', ["a", "b"]],
    ["x ${a:-$b} ${c#$d}", ["a", "b", "c", "d"]],
    ["x $((a + $b))", ["a", "b"]],
    ["x $(y $a)$b", ["b"]],
    ["x '$a' $1 $? $@ ${#} ${1:-$a}", ["a"]],
    ["export A=$b", ["b"]],
  ])("of %j have the variables %j", async (script, names) => {
    const { commands } = await factsOf(script);
    expect(commands[0].words.flatMap(({ variables }) => variables)).toEqual(names);
  });

  test("are where they stand", async () => {
    const script = "echo 'a b' $c\nexport D=e";
    const { commands } = await factsOf(script);
    expect(commands.map((command) => pieceOf(script, command))).toEqual(["echo 'a b' $c", "export D=e"]);
    expect(commands.flatMap(({ words }) => words.map((word) => pieceOf(script, word)))).toEqual([
      "'a b'",
      "$c",
      "D=e",
    ]);
  });
});

describe("variables that a command reads as its input", () => {
  test.each([
    ["cat <<E\n$a ${b}\nE", ["a", "b"]],
    ["cat <<'E'\n$a\nE", []],
    ['cat <<< "$a"', ["a"]],
    ["cat <<E\n$(x $a) $b\nE", ["b"]],
    ["cat < $a", []],
  ])("of %j are %j", async (script, names) => {
    expect((await factsOf(script)).commands[0].inputVariables).toEqual(names);
  });
});

describe("reads of variables", () => {
  test.each([
    ["echo $a", "a"],
    ['echo "$a ${b} ${#c} ${d[1]} ${e%x} ${!f}"', "a b c d e f"],
    ["a=$b; export c=$d; e=($f)", "b d f"],
    ["cat <<E\n$a\nE\ncat <<< $b", "a b"],
    ["echo $((a + $b + ${c})) $(x $d) `y $e`", "a b c d e"],
    ["((a = b)); ((c += 1)); ((d++)); echo ${x:$e}", "b c d x e"],
    ["for i in $a; do x; done > $b", "a b"],
    ["[ -v a ]; [[ -v b ]]", "a b"],
    ["echo $1 $? $@ $* $# $$ $! $- $0 ${10} ${1:-x}", ""],
    ["echo '$a' \\$b # $c", ""],
    ["echo ${!a@} ${!b*}", ""],
    ["unset a; export b; read c", ""],
  ])("of %j are %j", async (script, names) => {
    expect((await factsOf(script)).reads.map(({ name }) => name).join(" ")).toBe(names);
  });

  test.each([
    ["echo $a ${b} ${c:-x} ${d-x} ${e:=x} ${f:?x} ${g:+x}", "c d e f g"],
    ["echo ${a:-$b}", "a"],
    ["echo ${a%x} ${b:1} ${c//x}", ""],
  ])("that say what to take instead: of %j, %s", async (script, names) => {
    const { reads } = await factsOf(script);
    const found = reads.filter(({ hasFallback }) => hasFallback);
    expect(found.map(({ name }) => name).join(" ")).toBe(names);
  });

  test.each([
    ['[ -z "$a" ] && [[ $b == $c ]] && test $d; echo $e', "a b c d"],
    ["case $a in $b) echo $c;; esac", "a"],
    ["[ -n $(x $a) ]; [[ -n $(x $b) ]]", ""],
    ["if [ $a ]; then echo $b; fi", "a"],
    ["[ -v a ]; [[ -v b ]]", "a b"],
  ])("that are tested: of %j, %s", async (script, names) => {
    const { reads } = await factsOf(script);
    expect(
      reads
        .filter(({ isTested }) => isTested)
        .map(({ name }) => name)
        .join(" "),
    ).toBe(names);
  });

  test("are where they stand, and in escaped backquotes at the whole of these", async () => {
    const script = 'echo "x $a" ${b:-c} `d \\`e $f\\``';
    const { reads } = await factsOf(script);
    expect(reads.map((read) => pieceOf(script, read))).toEqual(["$a", "${b:-c}", "`d \\`e $f\\``"]);
  });
});
