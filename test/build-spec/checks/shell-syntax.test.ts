import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { shellSyntax } from "../../../src/build-spec/checks/shell-syntax";

const HEAD = "version: 0.1\ncomponent: build\n";

describe("a shell syntax error is found", () => {
  test.each([
    ['if [ -n "$A" ]\n  make\nfi', "if"],
    ["make\necho 'it", "'"],
    ["for i in 1; do\n  make", "for"],
    ["make &&", "&&"],
    ["A=$(make", "$("],
  ])("in %j", async (script, piece) => {
    expect(await underlined(shellSyntax, fileOf([script]))).toEqual([piece]);
  });

  test("at its line of the file, with the shell's reason", async () => {
    expect(await findingsOf(shellSyntax, fileOf(["make", "make\nif a; then\n  b"]))).toEqual([
      "BS305 12:7-12:9 bash cannot read this script: `if` has no `fi`",
    ]);
  });

  test("once a script, in every script that has one", async () => {
    expect(await underlined(shellSyntax, fileOf([")\n)\n)", "make", "fi"]))).toEqual([")", "fi"]);
  });

  test("in what runs on failure", async () => {
    expect(await findingsOf(shellSyntax, stepWithOnFailure("make", "echo (a)"))).toEqual([
      "BS305 11:18-11:19 bash cannot read this script: `)` cannot stand here",
    ]);
  });

  test.each([
    ["a plain text", "command: make; fi", "BS305 5:20-5:22"],
    ["single quotes", "command: 'echo ''a''; fi'", "BS305 5:27-5:29"],
    ["double quotes", 'command: "echo \\"a\\"; fi"', "BS305 5:27-5:29"],
    ["a folded block", "command: >\n      make;\n      fi", "BS305 7:7-7:9"],
  ])("in %s", async (_, command, place) => {
    const [finding] = await findingsOf(shellSyntax, `${HEAD}steps:\n  - type: Command\n    ${command}\n`);
    expect(finding).toBe(`${place} bash cannot read this script: \`fi\` cannot stand here`);
  });

  test.each(["sh", "/bin/sh", "/bin/bash"])("in a script of %s", async (shell) => {
    expect(await findingsOf(shellSyntax, `shell: ${shell}\n${fileOf(["fi"])}`)).toEqual([
      `BS305 8:7-8:9 ${shell} cannot read this script: \`fi\` cannot stand here`,
    ]);
  });
});

describe("no shell syntax error is found", () => {
  test.each([
    ['if [ -n "$A" ]; then\n  make\nfi'],
    ["cat <<E\nif (\nE"],
    ["echo 'if ('"],
    ["# if ("],
    ["A=(1 2)\n[[ $A =~ ^(1|2)$ ]] && echo ${A[@]}"],
  ])("in %j", async (script) => {
    expect(await findingsOf(shellSyntax, fileOf([script]))).toEqual([]);
  });

  test.each(["python3", "/bin/zsh"])("in a script of %s", async (shell) => {
    expect(await findingsOf(shellSyntax, `shell: ${shell}\n${fileOf(["fi ("])}`)).toEqual([]);
  });

  test("of bash in a script of sh", async () => {
    expect(await findingsOf(shellSyntax, `shell: sh\n${fileOf(["[[ a ]] && A=(1)"])}`)).toEqual([]);
  });
});
