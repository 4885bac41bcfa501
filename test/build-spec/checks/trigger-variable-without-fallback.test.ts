import { findingsOf } from "./findings-of";
import { fileOf, underlined } from "./script-findings";
import { triggerVariableWithoutFallback } from "../../../src/build-spec/checks/trigger-variable-without-fallback";

const check = triggerVariableWithoutFallback;
const COMMIT = "$OCI_TRIGGER_COMMIT_HASH";

describe("a variable of the trigger is found", () => {
  test.each([
    [[`export TAG=${COMMIT}`], [COMMIT]],
    [[`git checkout ${COMMIT}`], [COMMIT]],
    [["TAG=$(echo ${OCI_TRIGGER_COMMIT_HASH} | cut -c 1-7)"], ["${OCI_TRIGGER_COMMIT_HASH}"]],
    [["TAG=${OCI_TRIGGER_COMMIT_HASH:0:7}"], ["${OCI_TRIGGER_COMMIT_HASH:0:7}"]],
    [["docker build -t app:$OCI_TRIGGER_SOURCE_BRANCH_NAME ."], ["$OCI_TRIGGER_SOURCE_BRANCH_NAME"]],
    [["git clone $OCI_TRIGGER_SOURCE_URL"], ["$OCI_TRIGGER_SOURCE_URL"]],
    [["export EVENT=$OCI_TRIGGER_EVENT_TYPE"], ["$OCI_TRIGGER_EVENT_TYPE"]],
    [[`echo ${COMMIT} > commit`], [COMMIT]],
    [[`git checkout ${COMMIT}\nmake COMMIT=${COMMIT}`], [COMMIT]],
    [
      [`A=${COMMIT}`, `B=${COMMIT}`],
      [COMMIT, COMMIT],
    ],
    [["echo ${OCI_TRIGGER_COMMIT_HASH:-none}", `A=${COMMIT}`], [COMMIT]],
    [[`echo ${COMMIT}\nA=${COMMIT}`], [COMMIT]],
    [[`cat > info.txt <<EOF\ncommit ${COMMIT}\nEOF`], [COMMIT]],
    [[`A=${COMMIT}\necho $A`], [COMMIT]],
  ])("in %j", async (scripts, pieces) => {
    expect(await underlined(check, fileOf(scripts))).toEqual(pieces);
  });

  test("with the reason", async () => {
    expect(await findingsOf(check, fileOf([`A=${COMMIT}`]))).toEqual([
      "BS429 7:9-7:33 OCI_TRIGGER_COMMIT_HASH is empty in a run that no trigger started",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["a fallback", ["A=${OCI_TRIGGER_COMMIT_HASH:-$OCI_PRIMARY_SOURCE_COMMIT_HASH}"]],
    ["a fallback elsewhere in the step", [`: \${OCI_TRIGGER_COMMIT_HASH:=main}\nA=${COMMIT}`]],
    ["an error message", [`: \${OCI_TRIGGER_COMMIT_HASH:?no trigger}\nA=${COMMIT}`]],
    ["a test", [`if [ -n "${COMMIT}" ]; then A=${COMMIT}; fi`]],
    ["a test that ends the step", [`[ -z "${COMMIT}" ] && exit 1\nA=${COMMIT}`]],
    ["a test of an earlier step", [`[ -z "${COMMIT}" ] && exit 1`, `A=${COMMIT}`]],
    ["a test in double brackets", [`[[ -z ${COMMIT} ]] && exit 1\nA=${COMMIT}`]],
    ["a comparison", ['if [ "$OCI_TRIGGER_EVENT_TYPE" = PUSH ]; then make; fi']],
    ["a case", ["case $OCI_TRIGGER_EVENT_TYPE in PUSH) make ;; esac"]],
    ["a step that assigns it", [`OCI_TRIGGER_COMMIT_HASH=$(git rev-parse HEAD)\nA=${COMMIT}`]],
    [
      "a copy that is tested",
      [
        "COMMIT_ID=`echo ${OCI_TRIGGER_COMMIT_HASH} | cut -c 1-7`\n" +
          'HASH=`echo $OCI_BUILD_RUN_ID | cut -c 1-7`\n[ -z "$COMMIT_ID" ] && TAG=$HASH || TAG=$COMMIT_ID',
      ],
    ],
    ["a copy with a fallback", [`A=${COMMIT}\necho \${A:-none}`]],
    ["a copy that a later step tests", [`export A=${COMMIT}`, 'if [ "$A" = x ]; then make; fi']],
    ["a log", [`echo ${COMMIT}\necho "commit: ${COMMIT}"\nprintf %s ${COMMIT}`]],
    ["a log of a part", [`echo "commit: $(echo ${COMMIT} | cut -c 1-7)"`]],
    ["another condition", [`if [ "$MODE" = release ]; then git checkout ${COMMIT}; fi`]],
    ["another list", [`[ "$MODE" = release ] && A=${COMMIT}`]],
    ["single quotes", ["bash -c 'echo $OCI_TRIGGER_COMMIT_HASH'"]],
    ["other variables", ["A=$OCI_PRIMARY_SOURCE_COMMIT_HASH$OCI_TRIGGER_OTHER$OCI_BUILD_RUN_ID"]],
    ["a comment", [`# A=${COMMIT}`]],
  ])("%s", async (_what, scripts) => {
    expect(await underlined(check, fileOf(scripts))).toEqual([]);
  });
});
