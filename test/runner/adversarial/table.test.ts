import * as fs from "node:fs";
import * as path from "node:path";
import { CASES } from "../support/cases";

/** Where a row of the table of adversarial cases is tested: folders below test/cases/run, or titles of tests here. */
interface Row {
  readonly cases?: readonly string[];
  /** Texts of a test's title, in a file of this folder or of one beside it. */
  readonly tests?: readonly (readonly [file: string, title: string])[];
}

const SESSION = "../session/session.test.ts";

const READ_ARTIFACT = "../machine/read-artifact.docker.test.ts";

/** The rows of the table in the reference of the local runner, "to do" ones too; one that has several cases is several. */
const ROWS: Readonly<Record<string, Row>> = {
  "step timeout really kills": {
    cases: ["timeout-of-the-file", "timeout-with-ignored-term", "daemons-end-with-the-step"],
    tests: [[SESSION, "ends a step at its timeout"]],
  },
  "orphan grandchild / setsid daemon": {
    cases: ["daemons-end-with-the-step"],
    tests: [["processes.docker.test.ts", "a daemon that outlives its step ends with the session"]],
  },
  "bg process holding stdout": {
    cases: ["background-child-holds-output", "late-output"],
    tests: [[SESSION, "hands on what a child prints that outlives its step"]],
  },
  "TERM ignored, then KILL": { cases: ["timeout-with-ignored-term", "timeout-with-deaf-child"] },
  "kill -9 -1, kill -9 1, kill -9 $$": { cases: ["kill-everything", "kill-own-shell"] },
  "host process SIGKILL": { tests: [["signals.docker.test.ts", "host process SIGKILL"]] },
  "Ctrl-C once / twice": {
    tests: [
      ["signals.docker.test.ts", "Ctrl-C once"],
      ["signals.docker.test.ts", "Ctrl-C twice"],
      ["daemon.docker.test.ts", "does not keep a run that is to end at once"],
    ],
  },
  "stdin reader (`cat`)": { cases: ["stdin-is-empty"] },
  "exit in subshell, set -e/-u, pipefail, `exec`, `exit 256`, EXIT trap x2": {
    cases: [
      "subshell-exit",
      "errexit",
      "nounset",
      "exec-loses-captures",
      "exit-zero-in-mid-step",
      "exit-256",
      "exit-trap-twice",
      "own-exit-trap",
      "own-exit-trap-under-errexit",
      "ignored-exit-trap",
    ],
    tests: [[SESSION, "fails a pipeline with any of its commands only where that is asked for"]],
  },
  "heredoc in command": { cases: ["heredoc"] },
  "multi-line / quoted / non-UTF-8 env value": {
    cases: ["line-breaks-become-blanks", "initial-values-are-exact", "non-utf8-values", "large-values"],
  },
  "50 MB single line": { cases: ["fifty-megabytes-in-one-line"] },
  "binary / NUL / invalid UTF-8 output": { cases: ["binary-output"] },
  "no final newline": { cases: ["output-without-newline"] },
  "forged sentinel": { cases: ["forged-end-mark"] },
  "secret split across chunks, overlapping, CRLF, encoded": {
    tests: [
      ["secrets.docker.test.ts", "secret split across chunks, overlapping, CRLF, encoded"],
      [
        "../secrets.docker.test.ts",
        "is in no command line, configuration, log of the daemon, record, event or report",
      ],
      ["../masking/masker.property.test.ts", "no split of a stream ever shows a secret"],
    ],
  },
  "symlink/hardlink/`..`/device in artifacts": {
    cases: [
      "output-is-a-link",
      "output-behind-a-linked-folder",
      "output-hard-link",
      "output-behind-dots",
      "output-above-everything",
      "output-is-a-device",
      "output-is-a-pipe",
      "output-is-a-folder",
      "output-with-setuid",
    ],
    tests: [[READ_ARTIFACT, "but nothing at %s"]],
  },
  "read-only dirs in artifacts, read-only workspace": {
    cases: [
      "output-in-read-only-folder",
      "output-nobody-may-read",
      "read-only-workspace",
      "read-only-workspace-of-another-user",
    ],
  },
  "OOM of a step": { tests: [["processes.docker.test.ts", "OOM of a step"]] },
  "disk full": {
    tests: [
      ["disk.docker.test.ts", "disk full: of the records"],
      ["disk.docker.test.ts", "disk full: of the container"],
      [SESSION, "does not take half of what a step in"],
      ["../record/run-folder.test.ts", "makes room for its last record"],
    ],
  },
  "daemon killed mid-run": { tests: [["daemon.docker.test.ts", "daemon killed mid-run"]] },
  "container removed mid-run": { tests: [["signals.docker.test.ts", "container removed mid-run"]] },
  "two runs at once, same spec": {
    tests: [
      ["signals.docker.test.ts", "two runs at once, same spec"],
      ["places.docker.test.ts", "in one folder and in two checkouts keep outputs and records apart"],
    ],
  },
  "path with spaces, `'`, unicode, `:` (bind syntax!)": {
    cases: ["output-name-with-blanks-and-colons", "output-name-with-line-break"],
    tests: [
      ["places.docker.test.ts", "a project, its source and its records in folders named"],
      ["places.docker.test.ts", "sources of such names"],
      ["../source/source-copy.docker.test.ts", "with hard names, permissions, links and large files"],
    ],
  },
  "a repository of 20,000 files": {
    tests: [["../source/source-copy.docker.test.ts", "with 20,000 files"]],
  },
  "SIGTERM, SIGHUP": {
    tests: [
      ["signals.docker.test.ts", '["SIGTERM", "SIGTERM", 143]'],
      ["signals.docker.test.ts", '["SIGHUP", "SIGHUP", 129]'],
    ],
  },
};

test.each(Object.entries(ROWS))("%s: is tested where the table says", (_, { cases = [], tests = [] }) => {
  expect(cases.length + tests.length).toBeGreaterThan(0);
  for (const name of cases) {
    expect(fs.readdirSync(path.join(CASES, name))).toEqual(
      expect.arrayContaining(["build_spec.yaml", "expected.json"]),
    );
  }
  for (const [file, title] of tests) {
    expect(fs.readFileSync(path.join(__dirname, file), "utf8")).toContain(title);
  }
});
