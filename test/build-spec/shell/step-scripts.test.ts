import { parseBuildSpec } from "../../../src/build-spec/parse";
import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";
import { StepScript } from "../../../src/build-spec/shell/step-script";
import { stepScripts } from "../../../src/build-spec/shell/step-scripts";

async function scriptsOf(steps: string, head = ""): Promise<StepScript[]> {
  const { read } = parseBuildSpec(`version: 0.1\ncomponent: build\n${head}steps:\n${steps}`);
  return stepScripts(read!, await loadShellParser());
}

describe("the scripts of a document", () => {
  test("are those of its steps and of their onFailure blocks, in its order, with what they do", async () => {
    const scripts = await scriptsOf(`
  - type: Command
    command: a
    onFailure:
      - type: Command
        command: b
      - type: Command
        command: c
  - type: Command
    command: d
`);
    expect(
      scripts.map(({ path, stepIndex, isOnFailure, text, facts }) => [
        path.join("."),
        stepIndex,
        isOnFailure,
        text,
        facts.commands.map(({ name }) => name),
      ]),
    ).toEqual([
      ["steps.0.command", 0, false, "a", ["a"]],
      ["steps.0.onFailure.0.command", 0, true, "b", ["b"]],
      ["steps.0.onFailure.1.command", 0, true, "c", ["c"]],
      ["steps.1.command", 1, false, "d", ["d"]],
    ]);
  });

  test.each([
    ["none", "", "", "", ["bash", "bash"]],
    ["the file's", "shell: sh\n", "", "", ["sh", "sh"]],
    ["the step's", "shell: sh\n", "    shell: /bin/bash\n", "", ["/bin/bash", "/bin/bash"]],
    ["the block's", "shell: sh\n", "    shell: bash\n", "        shell: zsh\n", ["bash", "zsh"]],
    ["only the block's", "", "", "        shell: zsh\n", ["bash", "zsh"]],
  ])("have the nearest interpreter: %s", async (_, head, step, block, shells) => {
    const scripts = await scriptsOf(
      `  - type: Command\n    command: a\n${step}    onFailure:\n      - type: Command\n        command: b\n${block}`,
      head,
    );
    expect(scripts.map(({ shell }) => shell)).toEqual(shells);
  });

  test("are none of a step without a script", async () => {
    const audit = "  - type: VulnerabilityAudit\n    name: x\n  - type: Command\n";
    expect(await scriptsOf(audit)).toEqual([]);
  });
});
