import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { containersWith, describeWithEngine, docker } from "./support/engine";
import { runSpec, specOf } from "./support/run-spec";

/** Several lines, quotes and characters that are not ASCII; each word is found again in no other text. */
const word = () => `w${randomBytes(6).toString("hex")}`;
const WORDS = [word(), word(), word(), word()];
const SECRET = `${WORDS[0]} "${WORDS[1]}"\n${WORDS[2]}'ä&<\\/$+=${WORDS[3]}`;

/** The ways in which a step prints it, each with a text that shows that it did. */
const PRINTING = {
  raw: 'printf "%s\\n" "$TOKEN"',
  "in one line": 'printf "%s\\n" "$TOKEN" | tr "\\n" " "',
  "with line ends of Windows": 'printf "%s" "$TOKEN" | sed "s/$/\\r/"',
  "byte by byte": 'for ((i = 0; i < ${#TOKEN}; i++)); do printf %s "${TOKEN:i:1}"; done',
  "%q": 'printf "%q\\n" "$TOKEN"',
  "declare -p": "declare -p TOKEN",
  "set -x": '(set -x; : "$TOKEN"; [[ "" == "$TOKEN" ]]) || true',
  base64: 'printf "u:%s" "$TOKEN" | base64',
  "base64 in one line": 'printf "%s" "$TOKEN" | base64 -w 0',
  hexadecimal: 'printf "%s" "$TOKEN" | od -An -v -tx1 | tr -d " \\n"',
  environment: "env; tr '\\0' '\\n' < /proc/self/environ",
  "on stderr": 'printf "%s\\n" "$TOKEN" >&2',
};
const COMMANDS = Object.entries(PRINTING).map(([name, command]) => `echo '${name}:'; ${command}; echo`);

/** Everything that would show a part of the secret, in any of the ways. */
const TRACES = [
  ...WORDS,
  ...WORDS.map((text) => [...text].join("\\")),
  ...WORDS.map((text) => Buffer.from(text).toString("hex")),
  ...WORDS.flatMap((text) =>
    [0, 1, 2].map((offset) =>
      Buffer.from("-".repeat(offset) + text)
        .toString("base64")
        .slice(4, 12),
    ),
  ),
];
const tracesIn = (text: string) => TRACES.filter((trace) => text.includes(trace));

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Command lines of all processes but this one. */
function commandLines(): string {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => contentOf(`/proc/${pid}/cmdline`))
    .join("\n");
}

function contentOf(file: string): string {
  try {
    return fs.readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

test.each(Object.entries(PRINTING))("a secret that is not masked would be noticed: %s", (_, command) => {
  const env = { PATH: process.env.PATH, TOKEN: SECRET };
  const script = `exec 2>&1; ${command}`;
  const text = execFileSync("bash", ["-c", script], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(tracesIn(text)).not.toEqual([]);
});

describeWithEngine("a secret of a run in a container", () => {
  test("is in no command line, configuration, log of the daemon, record, event or report", async () => {
    const seen: string[] = [];
    const look = () => {
      const [container] = containersWith(`oci-devops-local.pid=${process.pid}`);
      seen.push(commandLines(), docker("inspect", container), docker("top", container, "-eo", "pid,args"));
      const logged = execFileSync("sh", ["-c", 'docker logs "$0" 2>&1 || true', container], {
        encoding: "utf8",
      });
      expect(logged).toMatch(/does not support reading|no logs/i);
      seen.push(logged);
    };
    const spec = {
      env: { vaultVariables: { TOKEN: "ocid1.vaultsecret.oc1..x" }, exportedVariables: ["COPY"] },
    };
    const commands = [...COMMANDS, "COPY=$TOKEN; echo look", `${COMMANDS.join("\n")}\nexit 3`];
    const { exitCode, events, output, lines, folder, record } = await runSpec({
      file: specOf(commands, spec),
      executor: "container",
      secrets: { TOKEN: SECRET },
      onEvent: (event) => event.type === "output" && event.text === "look" && look(),
    });

    expect(exitCode).toBe(1);
    expect(seen).toHaveLength(4);
    for (const name of Object.keys(PRINTING)) {
      expect(lines.filter((line) => line === `${name}:`)).toHaveLength(2);
    }
    expect(lines.filter((line) => line.includes("***")).length).toBeGreaterThan(2 * COMMANDS.length);
    expect(record.status).toBe("FAILED");
    const kept = filesBelow(folder);
    expect(kept.map((file) => path.basename(file)).sort()).toEqual(["Build.log", "events.jsonl", "run.json"]);
    for (const text of [...seen, JSON.stringify(events), output, ...kept.map(contentOf)]) {
      expect(tracesIn(text)).toEqual([]);
    }
  });
});
