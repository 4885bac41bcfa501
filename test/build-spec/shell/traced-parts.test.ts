import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";
import { tracedParts } from "../../../src/build-spec/shell/traced-parts";

async function traced(script: string): Promise<string[]> {
  const parts = tracedParts((await loadShellParser())(script));
  return parts.map(({ start, end }) => script.slice(start, end));
}

test.each([
  ["set -x\nmake", ["\nmake"]],
  ["a\nset -ex\nb\nset +x\nc", ["\nb\n"]],
  ["set -o xtrace\na\nset +o xtrace\nb", ["\na\n"]],
  ["set -eo xtrace\na", ["\na"]],
  ["set -x\na\nset -x\nb", ["\na\nset -x\nb"]],
  ["set -x; a; set +x; b; set -x; c", ["; a; ", "; c"]],
  ["set -x\na\n{ set +x; } 2> /dev/null\nb", ["\na\n{ "]],
])("%j is traced in %j", async (script, parts) => {
  expect(await traced(script)).toEqual(parts);
});

test.each([
  ["make"],
  ["set -e"],
  ["set +x\nmake"],
  ["(set -x; a)\nb"],
  ["true && set -x\na"],
  ["set -o pipefail"],
])("%j is not traced", async (script) => {
  expect(await traced(script)).toEqual([]);
});
