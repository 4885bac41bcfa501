import { hiddenAssignmentsFrom } from "../../../src/build-spec/shell/hidden-assignments";
import { loadShellParser, MAX_SCRIPT } from "../../../src/build-spec/shell/shell-parser";

async function from(text: string, shell = "bash"): Promise<number> {
  const facts = (await loadShellParser())(text);
  return hiddenAssignmentsFrom({ path: [], stepIndex: 0, isOnFailure: false, shell, text, facts });
}

test.each([
  ["make; source vars", 6],
  ["make; . vars", 6],
  ["make; \\. vars", 6],
  ['make; eval "$A"', 6],
  ["make; command . vars", 6],
  ["make; builtin eval A=1", 6],
  ["make; export $(cat vars)", 6],
  ['make; declare "$A=1"', 6],
  ["make; trap 'A=1' EXIT", 6],
  ["make; shopt -s lastpipe", 6],
  ["f() { source vars; }", 6],
  ["(", 0],
  [`make ${"a".repeat(MAX_SCRIPT)}`, 0],
])("%.40j may assign any name from %d on", async (script, start) => {
  expect(await from(script)).toBe(start);
});

test.each([
  ["A=1"],
  ["export A=$B C"],
  ['declare -x A="$(make)" B[0]=$C D+=$E'],
  ["trap cleanup EXIT"],
  ["trap 'rm -rf target' EXIT"],
  ["shopt -s nullglob"],
  ["command make"],
  ["echo source vars"],
  ["bash vars"],
])("%j assigns what it names and nothing else", async (script) => {
  expect(await from(script)).toBe(Infinity);
});

test.each(["python3", "/usr/bin/node", "fish"])("what a script of %s assigns is not known", async (shell) => {
  expect(await from("A=1", shell)).toBe(0);
});

test.each(["sh", "/bin/sh", "/bin/bash", "bash -e", "ksh"])("a script of %s is read", async (shell) => {
  expect(await from("A=1", shell)).toBe(Infinity);
});
