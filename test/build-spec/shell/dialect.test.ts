import { dialectOf } from "../../../src/build-spec/shell/dialect";

test.each([
  ["bash", "bash"],
  ["/bin/bash", "bash"],
  ["/usr/local/bin/bash", "bash"],
  ["sh", "sh"],
  ["/bin/sh", "sh"],
  ["/bin/dash", "sh"],
  ["python3", undefined],
  ["/bin/zsh", undefined],
  ["ksh", undefined],
  ["", undefined],
])("the scripts of %j are %s", (shell, dialect) => {
  expect(dialectOf(shell)).toBe(dialect);
});
