import { namedSources } from "../../src/cli/named-sources";
import { buildPlan, pipelinePlan } from "../runner/support/plans";

const source = (name: string) => ({ name, url: "https://example.invalid/repo", branch: "main" });
const one = pipelinePlan([
  buildPlan({ sources: [source("app")] }),
  buildPlan({ address: "stage.second", sources: [source("app")] }),
]);
const two = pipelinePlan([buildPlan({ sources: [source("app"), source("tools")] })]);

describe("sources of the command line", () => {
  test("are taken by their names", () => {
    const given = ["app=a", "tools=b=c"];
    expect([...namedSources(given, two)]).toEqual([
      ["app", "a"],
      ["tools", "b=c"],
    ]);
  });

  test.each(["folder", "dir/a=b", "./a=b", "https://example.invalid/repo?x=y", "folder#main"])(
    "need no name where there is one only, in however many stages: %s",
    (place) => expect([...namedSources([place], one)]).toEqual([["app", place]]),
  );

  test("keep a name that the pipeline does not have, for the run to refuse", () => {
    expect([...namedSources(["other=app"], one)]).toEqual([["other", "app"]]);
  });

  test("are refused without a name where there are several, and with an empty one", () => {
    expect(() => namedSources(["folder"], two)).toThrow('--source "folder": write --source NAME=VALUE');
    expect(() => namedSources(["=app"], one)).toThrow('--source "=app": write --source NAME=VALUE');
  });
});
