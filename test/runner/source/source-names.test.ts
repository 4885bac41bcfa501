import { wrongSourceNames } from "../../../src/runner/source/source-names";
import { buildPlan } from "../support/plans";

const stage = (names: readonly string[], primarySource = names[0] ?? "") =>
  buildPlan({ sources: names.map((name) => ({ name, url: "", branch: "" })), primarySource });

test.each(["source", "with blank", "it's", "a:b", "ünï🙂", "line\nbreak", "-dash", "--", "...", ".hidden"])(
  "a source may be named %j",
  (name) => expect(wrongSourceNames([stage([name])])).toEqual([]),
);

test.each(["", ".", "..", "a/b", "/etc", "../../up", "a\0b"])("a source may not be named %j", (name) => {
  expect(wrongSourceNames([stage(["app", name])])).toEqual([
    `stage Build: source ${JSON.stringify(name)} cannot be a folder in the workspace; ` +
      "a name is not empty, . or .., and has no / and no NUL",
  ]);
});

test("all problems of all stages are told", () => {
  expect(wrongSourceNames([stage(["a", "b", "a"]), stage(["a"], "other"), stage([])])).toEqual([
    'stage Build: two sources are named "a"; rename one',
    'stage Build: the primary source "other" is none of its sources; there are: "a"',
    'stage Build: the primary source "" is none of its sources; there are: none',
  ]);
});
