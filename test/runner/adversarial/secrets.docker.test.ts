import * as fs from "node:fs";
import * as path from "node:path";
import { describeWithEngine } from "../support/engine";
import { runSpec, specOf } from "../support/run-spec";

/** Two secrets whose end and beginning are the same, and one of several lines; no word is in any other text. */
const SECRETS = {
  FIRST: "q7first-word shared-q8word",
  SECOND: "shared-q8word q9second-word",
  LINES: 'k1line-of-it\nk2line\'s "quoted"\nk3lïne',
};
const BOTH = "q7first-word shared-q8word q9second-word";
const env = {
  vaultVariables: Object.fromEntries(Object.keys(SECRETS).map((name) => [name, `ocid1.secret.${name}`])),
};

/** The pieces come one after the other, each on its own. */
const SLOWLY = `slowly() { local LC_ALL=C text i; text=$(cat; echo .); text=\${text%.}
  for ((i = 0; i < \${#text}; i += $1)); do printf %s "\${text:i:$1}"; sleep 0.02; done; }`;
/** Sizes of the pieces in which pipes, the engine and Node.js hand output on. */
const BORDERS = [4096, 16_384, 32_768, 65_536];

const PRINTING = {
  "in pieces": `${SLOWLY}; printf %s "$FIRST" | slowly 3`,
  "byte by byte": `${SLOWLY}; printf %s "$LINES" | slowly 1`,
  "across the borders of chunks": BORDERS.map(
    (size) => `head -c $((${size} - 9)) /dev/zero | tr '\\0' x; printf '%s\\n' "$FIRST"`,
  ).join("; "),
  overlapping: `printf '%s\\n' "$FIRST" "$SECOND" "${BOTH}" "${BOTH} shared-q8word q9second-word"`,
  "overlapping, in pieces": `${SLOWLY}; echo "${BOTH}" | slowly 5`,
  "with CRLF": `printf '%s\\n' "$LINES" | sed 's/$/\\r/'`,
  "with CR alone": `printf '%s' "$LINES" | tr '\\n' '\\r'`,
  "in base64, in pieces": `${SLOWLY}; printf 'user:%s' "$FIRST" | base64 -w 0 | slowly 7`,
  "in base64, in lines": `printf 'a long beginning of another text %s and its end' "$LINES" | base64 -w 20`,
  "for an address": `printf %s "$FIRST" | sed 's/ /%20/g'`,
  "as JSON": `printf '%s' "$LINES" | sed -z 's/"/\\\\"/g; s/\\n/\\\\n/g'`,
  "for a shell": `printf '%q\\n' "$LINES" "$FIRST"`,
  "at the end without a line end": `printf %s "$SECOND" >&2`,
};

/** Each part of a secret that would tell of it. */
const TRACES = [
  ...["q7first", "q8word", "q9second", "k1line", "k2line", "k3l"],
  ...Object.values(SECRETS).flatMap((secret) =>
    [0, 1, 2].map((offset) =>
      Buffer.from("-".repeat(offset) + secret)
        .toString("base64")
        .slice(4, 16),
    ),
  ),
];

describeWithEngine("secrets that a step in a container prints", () => {
  test.each(["supervisor", "exec"] as const)(
    "secret split across chunks, overlapping, CRLF, encoded: session %s",
    async (session) => {
      const commands = Object.entries(PRINTING).map(
        ([name, command]) => `echo "begin ${name}"; ${command}; echo; echo "end ${name}"`,
      );
      // What a text of the file holds is the file's, and no secret of the run's.
      const overlapping = commands.map((command) => command.replaceAll(BOTH, "$FIRST q9second-word"));
      const { exitCode, lines, output, events, folder, record } = await runSpec({
        file: specOf(
          overlapping.map((command) => command.replaceAll("q9second-word", "${SECOND#* }")),
          { env },
        ),
        executor: "container",
        session,
        secrets: SECRETS,
      });
      expect({ exitCode, status: record.status }).toEqual({ exitCode: 0, status: "SUCCEEDED" });
      for (const name of Object.keys(PRINTING)) {
        expect(lines).toEqual(expect.arrayContaining([`begin ${name}`, `end ${name}`]));
      }
      const all = fs.readFileSync(path.join(folder, "log", "Build.log"), "utf8");
      for (const size of BORDERS) expect(all).toContain(`${"x".repeat(size - 9)}***\n`);
      for (const text of [all, output, lines.join("\n"), JSON.stringify(events), JSON.stringify(record)]) {
        expect(TRACES.filter((trace) => text.includes(trace))).toEqual([]);
      }
    },
  );
});
