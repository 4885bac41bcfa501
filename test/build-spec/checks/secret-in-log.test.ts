import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { secretInLog } from "../../../src/build-spec/checks/secret-in-log";

const VAULT = "vaultVariables:\n  TOKEN: ocid1.vaultsecret.oc1..a\n  USER_NAME: ocid1.vaultsecret.oc1..b";

describe("a vault variable in the log is found", () => {
  test.each([
    ["echo $TOKEN", ["$TOKEN"]],
    ['echo "token: ${TOKEN}"', ['"token: ${TOKEN}"']],
    ["echo $USER_NAME $TOKEN", ["$USER_NAME", "$TOKEN"]],
    ['printf "%s\\n" "$TOKEN"', ['"$TOKEN"']],
    ["echo ${TOKEN:-none}", ["${TOKEN:-none}"]],
    ["echo $TOKEN >&2", ["$TOKEN"]],
    ["echo $TOKEN > /dev/stderr", ["$TOKEN"]],
    ["echo $TOKEN 2> errors", ["$TOKEN"]],
    ["if true; then echo $TOKEN; fi", ["$TOKEN"]],
    ["(echo $TOKEN)", ["$TOKEN"]],
    ["echo $TOKEN &", ["$TOKEN"]],
    ["echo $TOKEN | tee token", ["$TOKEN"]],
    ["echo $TOKEN | base64", ["$TOKEN"]],
    ["echo $TOKEN | base64 | cat", ["$TOKEN"]],
    ["cat <<< $TOKEN", ["cat <<< $TOKEN"]],
    ["printenv TOKEN", ["TOKEN"]],
    ["env", ["env"]],
    ["env | sort", ["env"]],
    ["printenv", ["printenv"]],
    ["export", ["export"]],
    ["export -p", ["export -p"]],
    ["declare -px", ["declare -px"]],
    ["set", ["set"]],
    ["set -x\ndocker login -p $TOKEN", ["set -x"]],
    ["set -euxo pipefail\nexport A=$TOKEN", ["set -euxo pipefail"]],
    ["set -o xtrace\nA=$TOKEN", ["set -o xtrace"]],
    ["set -x\nmake\nset +x\nmake\nset -x\necho $TOKEN | docker login --password-stdin", ["set -x"]],
    ['set -x\n[ -n "$TOKEN" ] && make', ["set -x"]],
  ])("in %j", async (script, pieces) => {
    expect(await underlined(secretInLog, fileOf([script], VAULT))).toEqual(pieces);
  });

  test("in a here-document", async () => {
    const text = fileOf(["cat <<EOF\npassword: $TOKEN\nEOF"], VAULT);
    expect(await findingsOf(secretInLog, text)).toEqual([
      "BS428 11:7-11:16 cat writes the vault variable TOKEN to the log of the build",
    ]);
  });

  test("in what runs on failure", async () => {
    expect(await underlined(secretInLog, stepWithOnFailure("make", "echo $TOKEN", VAULT))).toEqual([
      "$TOKEN",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["echo $OTHER"],
    ["echo TOKEN"],
    ["echo '$TOKEN'"],
    ['echo "\\$TOKEN"'],
    ["echo $TOKENS"],
    ["echo ${#TOKEN}"],
    ["echo ${TOKEN:+set}"],
    ["echo ${TOKEN:0:2}"],
    ["echo $TOKEN | docker login -u me --password-stdin iad.ocir.io"],
    ["echo $TOKEN | base64 -d > key.pem"],
    ["echo $TOKEN | base64 | docker login --password-stdin"],
    ["echo $TOKEN | tee token > /dev/null"],
    ["echo $TOKEN | wc -c"],
    ["echo $TOKEN > token"],
    ["echo $TOKEN >> ~/.netrc"],
    ["echo $TOKEN &> /dev/null"],
    ["{ echo machine; echo $TOKEN; } > ~/.netrc"],
    ["(echo $TOKEN) > token"],
    ["{ echo $TOKEN; } | docker login --password-stdin"],
    ["A=$(echo $TOKEN)"],
    ["A=`echo $TOKEN | cut -c 1-4`"],
    ['curl -H "Authorization: $(printf %s $TOKEN | base64)" https://example.com'],
    ["docker login --password-stdin < <(echo $TOKEN)"],
    ["get() { echo $TOKEN; }\nA=$(get)"],
    ["printf -v A %s $TOKEN"],
    ["cat > settings.xml <<EOF\n<password>$TOKEN</password>\nEOF"],
    ["cat <<'EOF'\n$TOKEN\nEOF"],
    ["docker login -p $TOKEN"],
    ["docker login --password-stdin <<< $TOKEN"],
    ["export A=$TOKEN"],
    ["env | grep OCI_"],
    ["env > build.env"],
    ["env A=1 make"],
    ["A=$(env)"],
    ["printenv PATH"],
    ["export A=1"],
    ["set -e"],
    ["set -- a b"],
    ["declare -r A=1"],
    ["set -x\nmake"],
    ["docker login -p $TOKEN\nset -x\nmake"],
    ["set -x\nmake\nset +x\ndocker login -p $TOKEN"],
    ["set -x\nmake\n{ set +x; } 2> /dev/null\ndocker login -p $TOKEN"],
    ["set +x\ndocker login -p $TOKEN"],
    ['[ -n "$DEBUG" ] && set -x\ndocker login -p $TOKEN'],
    ["set -x\ndocker login --password-stdin <<< $TOKEN"],
    ["set -euo pipefail\ndocker login -p $TOKEN"],
  ])("%j", async (script) => {
    expect(await underlined(secretInLog, fileOf([script], VAULT))).toEqual([]);
  });

  test.each([["env"], ["set -x\nmake"], ["echo $TOKEN"]])(
    "%j of a file without vault variables",
    async (script) => {
      expect(await underlined(secretInLog, fileOf([script]))).toEqual([]);
      expect(await underlined(secretInLog, fileOf([script], "vaultVariables:"))).toEqual([]);
    },
  );
});
