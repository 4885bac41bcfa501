import { factsOf, pieceOf } from "./facts-of";

describe("assignments", () => {
  test.each([
    ["A=b", "A=b"],
    ["A=", "A="],
    ["A='b c' B=d", "A=b c, B=d"],
    ["A=$b C=$(d)", "A, C"],
    ["A+=b B[1]=c C=(d e)", "A, B, C"],
    ["export A=b 'B=c d' C=$e", "A=b, B=c d, C"],
    ["declare -x A=b; typeset B=c; readonly C=d", "A=b, B=c, C=d"],
    ["f() { local A=b; }", "A=b"],
    ['export "A=$b"', "A"],
    ["echo ${A:=b} ${C=d} ${E:-f}", "A, C"],
    ["((A = 1)); ((B += 2)); ((C++)); ((--D)); echo $((E = 3)); ((F[1] = 4))", "A=1, B, C, D, E=3, F"],
    ["((A == 1)); ((B <= 2)); ((C != 3)); ((D >= 4))", ""],
    ["for ((i = 0; i < 3; i++)); do x; done", "i=0, i"],
  ])("of %j are %j", async (script, expected) => {
    const { assignments } = await factsOf(script);
    expect(
      assignments.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join(", "),
    ).toBe(expected);
    expect(new Set(assignments.map(({ by }) => by))).toEqual(new Set(expected ? ["assignment"] : []));
  });

  test.each([
    ["read A B", "A B"],
    ["read -r -p 'x y' -t 3 A", "A"],
    ["read -rp x A; read -d, B; read -a C; read -rn 1 D; read -- E", "A B C D E"],
    ["IFS=, read -r A <<< $b", "A"],
    ["mapfile -t A < f; readarray -d x B", "A B"],
    ["printf -v A %s b; printf -vB x; printf A", "A B"],
    ["getopts ab: A", "A"],
    ["let A=1 'B = 2' C+=3 D++ E==4", "A B C D"],
    ["while read -r A; do x; done", "A"],
    ["read A[1]", "A"],
    ["read $a", ""],
  ])("by name of the command %j are %j", async (script, names) => {
    const { assignments } = await factsOf(script);
    expect(assignments.map(({ name }) => name).join(" ")).toBe(names);
    expect(new Set(assignments.map(({ by }) => by))).toEqual(new Set(names ? ["command"] : []));
  });

  test("of loops", async () => {
    const { assignments } = await factsOf("for A in 1; do x; done; select B in 1; do x; done");
    expect(assignments.map(({ name, by }) => `${name} by ${by}`)).toEqual(["A by loop", "B by loop"]);
  });

  test.each(["A=b make", "export A", "env A=b make", "make A=b", "echo A=b", "alias a=b", "A =b", "unset A"])(
    "are none in %j",
    async (script) => {
      expect((await factsOf(script)).assignments).toEqual([]);
    },
  );

  test.each([
    ["A=1; { B=2; }; if x; then C=3; fi", "A B C"],
    ["(A=1); B=2", "B"],
    ["echo x | read A; B=2", "B"],
    ["x=$(A=1); B=$((C=2)); D=1 &", "x B C"],
    ["f() { A=1; }; B=2", "B"],
  ])("that the shell keeps: of %j, %s", async (script, names) => {
    const { assignments } = await factsOf(script);
    const kept = assignments.filter(({ isInShell }) => isInShell);
    expect(kept.map(({ name }) => name).join(" ")).toBe(names);
  });

  test("are where they stand", async () => {
    const script = "export A=b\nread -r C\nfor D in 1; do ((E = 2)); done";
    const { assignments } = await factsOf(script);
    expect(assignments.map((assignment) => pieceOf(script, assignment))).toEqual(["A=b", "C", "D", "E = 2"]);
  });
});
