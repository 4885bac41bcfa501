import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { stepEndsInCd } from "../../../src/build-spec/checks/step-ends-in-cd";

describe("a cd at the end of a step is found", () => {
  test.each([
    ["cd app", "cd app"],
    ["make\ncd app", "cd app"],
    ["cd app # for the next step", "cd app"],
    ["cd app;", "cd app"],
    ["pushd app", "pushd app"],
    ["cd -P app", "cd -P app"],
    ["cd lib\nmake\ncd ../app", "cd ../app"],
    ["cd ${OCI_WORKSPACE_DIR}/source/app", "cd ${OCI_WORKSPACE_DIR}/source/app"],
    ["cd ${OCI_PRIMARY_SOURCE_DIR}/app", "cd ${OCI_PRIMARY_SOURCE_DIR}/app"],
    ['cd "$(dirname pom.xml)/app"', 'cd "$(dirname pom.xml)/app"'],
    ["if true; then make; fi\ncd app", "cd app"],
  ])("%j", async (script, piece) => {
    expect(await underlined(stepEndsInCd, fileOf([script, "npm install"]))).toEqual([piece]);
  });

  test("with the directory that the next step does not start in", async () => {
    expect(await findingsOf(stepEndsInCd, fileOf(["cd app", "make", "make test"]))).toEqual([
      "BS423 7:7-7:13 the next step does not start in app: every step starts in the primary source's directory",
    ]);
  });
});

describe("nothing is found", () => {
  test.each([
    ["cd app\nmake"],
    ["cd app && make"],
    ["cd app && cd src"],
    ["make && cd app"],
    ["if true; then cd app; fi"],
    ["(cd app)"],
    ["(cd app && make)"],
    ["f() { cd app; }"],
    ["cd app; ls"],
    ["cd app\nmake\ncd .."],
    ["cd app/src\nmake\ncd ../.."],
    ["cd app\nmake\ncd -"],
    ["cd app\nmake\ncd"],
    ["cd"],
    ["cd ~"],
    ["cd /"],
    ["cd ."],
    ["cd $OCI_PRIMARY_SOURCE_DIR"],
    ['cd "${OCI_PRIMARY_SOURCE_DIR}"'],
    ["cd ${OCI_WORKSPACE_DIR}/source"],
    ["cd /workspace/source"],
    ["cd app\nmake\ncd ${OCI_WORKSPACE_DIR}"],
    ["here=$PWD\ncd app\nmake\ncd $here"],
    ["pushd app\nmake\npopd"],
    ["echo cd app"],
    ["cd $(mktemp -d)\nmake"],
  ])("in %j", async (script) => {
    expect(await underlined(stepEndsInCd, fileOf([script, "npm install"]))).toEqual([]);
  });

  test("in the last step", async () => {
    expect(await underlined(stepEndsInCd, fileOf(["make", "cd app"]))).toEqual([]);
  });

  test("when the next step changes its directory first", async () => {
    expect(await underlined(stepEndsInCd, fileOf(["cd app", "cd app\nmake", "make"]))).toEqual([]);
  });

  test("in what runs on failure", async () => {
    expect(await underlined(stepEndsInCd, stepWithOnFailure("make", "cd app"))).toEqual([]);
  });
});
