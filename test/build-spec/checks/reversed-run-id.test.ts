import { findingsOf } from "./findings-of";
import { fileOf, underlined } from "./script-findings";
import { reversedRunId } from "../../../src/build-spec/checks/reversed-run-id";

describe("the reversed id of a run is found", () => {
  test.each([
    ["export HASH=`echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7`", "rev | cut -c 1-7"],
    ["HASH=$(echo ${OCI_BUILD_RUN_ID} | rev | cut -c1-7)", "rev | cut -c1-7"],
    ['HASH=$(printf %s "$OCI_BUILD_RUN_ID" | rev | cut -c 1-7)', "rev | cut -c 1-7"],
    ["HASH=$(rev <<< $OCI_BUILD_RUN_ID | cut -c 1-7)", "rev <<< $OCI_BUILD_RUN_ID | cut -c 1-7"],
    ["echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7 | tee hash", "rev | cut -c 1-7"],
    ["echo $OCI_STAGE_ID | rev | cut -d. -f1", "rev | cut -d. -f1"],
  ])("in %j", async (script, piece) => {
    expect(await underlined(reversedRunId, fileOf([script]))).toEqual([piece]);
  });

  test("in each place, with the name", async () => {
    const line = "A=$(echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7)";
    expect(await findingsOf(reversedRunId, fileOf([line, `make\n${line}`]))).toEqual([
      "BS427 7:36-7:52 this gives the last characters of OCI_BUILD_RUN_ID in reversed order",
      "BS427 12:36-12:52 this gives the last characters of OCI_BUILD_RUN_ID in reversed order",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["HASH=$(echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7 | rev)"],
    ["HASH=$(echo $OCI_BUILD_RUN_ID | tail -c 8)"],
    ["HASH=${OCI_BUILD_RUN_ID: -7}"],
    ["HASH=$(echo $OCI_BUILD_RUN_ID | cut -c 1-7)"],
    ["HASH=$(echo $VERSION | rev | cut -d. -f1)"],
    ["HASH=$(echo $OCI_TRIGGER_COMMIT_HASH | rev | cut -c 1-7)"],
    ["echo $OCI_BUILD_RUN_ID | rev"],
    ["rev names | cut -c 1-7"],
    ["# echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7"],
    ["echo 'echo $OCI_BUILD_RUN_ID | rev | cut -c 1-7'"],
    ["echo $OCI_BUILD_RUN_ID; rev names | cut -c 1-7"],
  ])("%j", async (script) => {
    expect(await underlined(reversedRunId, fileOf([script]))).toEqual([]);
  });
});
