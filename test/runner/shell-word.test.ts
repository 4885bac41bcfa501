import { execFileSync } from "node:child_process";
import { shellCommand, shellWord } from "../../src/runner/shell-word";

test("a plain word stands as it is", () => {
  expect(shellCommand(["docker", "exec", "-it", "0123abc", "sh", "/.oci-devops/shell.sh"])).toBe(
    "docker exec -it 0123abc sh /.oci-devops/shell.sh",
  );
});

test.each([
  "",
  "with blank",
  "it's",
  '"quoted"',
  "$HOME `id` $(id)",
  "a\nb",
  "ünï🙂",
  "~",
  "*",
  "#",
  "a;b",
  "!x",
  "\\",
])("a shell takes %j for the one word that it is", (text) => {
  const printed = execFileSync("sh", ["-c", `printf '%s|' ${shellWord(text)} end`], { encoding: "utf8" });
  expect(printed).toBe(`${text}|end|`);
});
