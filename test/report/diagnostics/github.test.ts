import { checkedFile, checkedInput, findingAt } from "./findings";
import { githubLines } from "../../../src/report/diagnostics/github";

describe("findings for GitHub Actions", () => {
  test("are a command each, by severity", () => {
    const file = checkedFile(
      "app/build_spec.yaml",
      "",
      findingAt("2:3-2:9", "BS201", "error"),
      findingAt("3:1-3:2", "BS202", "warning"),
      findingAt("4:1-4:2", "SC2086", "note"),
    );
    expect(githubLines([file])).toEqual([
      "::error file=app/build_spec.yaml,line=2,col=3,endLine=2,endColumn=9,title=BS201::it is wrong; mend it",
      "::warning file=app/build_spec.yaml,line=3,col=1,endLine=3,endColumn=2,title=BS202::it is wrong; mend it",
      "::notice file=app/build_spec.yaml,line=4,col=1,endLine=4,endColumn=2,title=SC2086::it is wrong; mend it",
    ]);
  });

  test("have no columns over several lines, which GitHub does not take", () => {
    expect(githubLines([checkedFile("a", "", findingAt("2:3-4:9", "BS301", "error"))])).toEqual([
      "::error file=a,line=2,endLine=4,title=BS301::it is wrong; mend it",
    ]);
  });

  test("name no file for standard input", () => {
    expect(githubLines([checkedInput("", findingAt("2:3-2:9", "BS301", "error"))])).toEqual([
      "::error line=2,col=3,endLine=2,endColumn=9,title=BS301::it is wrong; mend it",
    ]);
  });

  test("cannot end their command or begin another", () => {
    const finding = findingAt("1:1-1:2", "BS202", "warning", "100%\r\n::error::x: a, b", "\u001b]0;x\u0007");
    expect(githubLines([checkedFile("a,b:c%\n.yaml", "", finding)])).toEqual([
      "::warning file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1,endLine=1,endColumn=2,title=BS202::" +
        "100%25%0D%0A::error::x: a, b; ]0;x",
    ]);
  });
});
