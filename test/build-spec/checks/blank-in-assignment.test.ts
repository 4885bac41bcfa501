import { findingsOf } from "./findings-of";
import { fileOf, underlined } from "./script-findings";
import { checkBuildSpec } from "../../../src/build-spec/check-build-spec";
import { blankInAssignment } from "../../../src/build-spec/checks/blank-in-assignment";
import { loadShellParser } from "../../../src/build-spec/shell/shell-parser";

describe("a blank beside the = of an assignment is found", () => {
  test.each([
    ["export TAG =1.0", "TAG =1.0"],
    ["export BUILDRUN_HASH =`echo $OCI_BUILD_RUN_ID | rev`", "BUILDRUN_HASH =`echo $OCI_BUILD_RUN_ID | rev`"],
    ["make\nexport TAG = $(git rev-parse HEAD)\nmake", "TAG = $(git rev-parse HEAD)"],
    ["export MODE TAG =1", "TAG =1"],
    ["export TAG =", "TAG ="],
    ['export TAG= "1.0"', 'TAG= "1.0"'],
    ["export TAG= $(cat VERSION)", "TAG= $(cat VERSION)"],
    ["export TAG= 1", "TAG= 1"],
    ["declare -r TAG =1", "TAG =1"],
    ["readonly TAG = 1", "TAG = 1"],
    ["f() { local tag = 1; }", "tag = 1"],
    ["TAG =1.0", "TAG =1.0"],
    ["TAG = 1.0", "TAG = 1.0"],
    ['TAG = "$(cat VERSION)" && make', 'TAG = "$(cat VERSION)"'],
    ['if true; then\n  _MODE ="a b"\nfi', '_MODE ="a b"'],
    ["version = 1.0", "version = 1.0"],
    ["app_name = $OCI_PRIMARY_SOURCE_NAME", "app_name = $OCI_PRIMARY_SOURCE_NAME"],
  ])("%j", async (script, piece) => {
    expect(await underlined(blankInAssignment, fileOf([script]))).toEqual([piece]);
  });

  test("in what runs on failure and in several places of a step", async () => {
    expect(await underlined(blankInAssignment, fileOf(["A = 1\nexport B =2", "C =3"]))).toEqual([
      "A = 1",
      "B =2",
      "C =3",
    ]);
  });

  test("and the message names the variable", async () => {
    expect(await findingsOf(blankInAssignment, fileOf(["export TAG =1"]))).toEqual([
      "BS421 7:14-7:20 TAG gets no value: the shell allows no blank around the = of an assignment",
    ]);
  });
});

describe("the fix is the right spelling", () => {
  test.each([
    ["export TAG =1.0", "write export TAG=1.0"],
    ["export TAG = $(cat VERSION)", "write export TAG=$(cat VERSION)"],
    ["export TAG= '1'", "write export TAG='1'"],
    ["export TAG =", "write export TAG="],
    ["TAG = 1.0", "write TAG=1.0"],
    ["readonly TAG =1", "write readonly TAG=1"],
    [`TAG = ${"1".repeat(61)}`, "write TAG=..."],
  ])("of %j", async (script, fix) => {
    const found = checkBuildSpec(fileOf([script]), await loadShellParser());
    expect(found.filter(({ code }) => code === "BS421").map((finding) => finding.fix)).toEqual([fix]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["TAG=1.0"],
    ["export TAG=1.0 MODE=release"],
    ["export TAG"],
    ["export TAG MODE"],
    ["export TAG= MODE=release"],
    ["export TAG= MODE"],
    ["export TAG="],
    ["TAG= make"],
    ["IFS= read -r line"],
    ['[ "$TAG" = "1.0" ]'],
    ['test "$TAG" = "1.0"'],
    ["test TAG = TAG"],
    ["[[ $TAG == 1* ]]"],
    ["[[ TAG = TAG ]]"],
    ["echo ====="],
    ["echo =1"],
    ['echo "TAG = 1"'],
    ["echo TAG = $TAG"],
    ["printf = 1"],
    ["log = started ="],
    ["banner ===="],
    ["section ===== build"],
    ["SECTION ==== build"],
    ["MATCHES =~ a"],
    ['TITLE "= a"'],
    ["expr $A = $B"],
    ["grep = file"],
    ["awk = file"],
    ["(( A = 1 ))"],
    ["let A=1"],
    ["for ((i = 0; i < 3; i++)); do make; done"],
    ["docker build --build-arg TAG = ."],
    ["mvn -Dtag =1"],
    ["git config user.name = me"],
    ["# export TAG =1"],
    ["cat <<EOF > app.properties\nNAME = value\nEOF"],
    ["echo 'export TAG =1'"],
    ["python3 -c 'a = 1'"],
    ["./configure = x"],
  ])("%j", async (script) => {
    expect(await underlined(blankInAssignment, fileOf([script]))).toEqual([]);
  });
});
