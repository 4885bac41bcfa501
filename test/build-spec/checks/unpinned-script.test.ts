import { findingsOf } from "./findings-of";
import { fileOf, underlined } from "./script-findings";
import { unpinnedScript } from "../../../src/build-spec/checks/unpinned-script";

const URL = "https://example.com/main/install.sh";
const PINNED = "https://example.com/v1.2.3/install.sh";

const RUNS: [string][] = [
  ["curl -sL %u | bash"],
  ["curl -sL %u | sh -s -- -b /usr/local/bin v1.2.3"],
  ["curl -sL %u | sudo -E bash -"],
  ["curl -sL %u | /bin/bash"],
  ["wget -qO- %u | sh"],
  ["curl -sL %u | sed s/a/b/ | bash"],
  ["curl -sL %u | tr -d '\\r' | bash -e"],
  ["curl --proto '=https' --tlsv1.2 -sSf %u | sh -s -- -y"],
  ["curl %u | { bash; }"],
  ["bash <(curl -sL %u)"],
  ["bash -e <(curl -sL %u) --yes"],
  ['bash -c "$(curl -fsSL %u)"'],
  ['sh -c "`wget -qO- %u`"'],
  ["source <(curl -sL %u)"],
  [". <(curl -sL %u)"],
  ['eval "$(curl -sL %u)"'],
  ["if true; then curl '%u' | bash; fi"],
  ["A=$(curl -sL %u | bash)"],
];

describe("a script of the network that is run is found", () => {
  test.each(RUNS)("in %j", async (script) => {
    const found = await underlined(unpinnedScript, fileOf([script.replace("%u", URL)]));
    expect(found.map((piece) => piece.replace(/'/g, ""))).toEqual([URL]);
  });

  test.each(RUNS)("unless its address names a version: %j", async (script) => {
    expect(await underlined(unpinnedScript, fileOf([script.replace("%u", PINNED)]))).toEqual([]);
  });

  test.each([
    ["https://get.docker.com"],
    ["https://sh.rustup.rs"],
    ["https://raw.githubusercontent.com/helm/helm/main/scripts/get-helm-3"],
    ["https://raw.githubusercontent.com/fnproject/cli/master/install"],
    ["https://rpm.nodesource.com/setup_lts.x"],
    ["https://10.0.0.1/install.sh"],
    ["https://v1.2.example.com/install"],
  ])("from %s", async (address) => {
    expect(await underlined(unpinnedScript, fileOf([`curl -sL ${address} | bash`]))).toEqual([address]);
  });

  test("with the reason", async () => {
    expect(await findingsOf(unpinnedScript, fileOf([`curl ${URL} | bash`]))).toEqual([
      "BS430 7:12-7:47 what this address gives is run, and it names no version or commit",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["https://raw.githubusercontent.com/nvm-sh/nvm/v0.39.1/install.sh"],
    ["https://rpm.nodesource.com/setup_16.x"],
    ["https://raw.githubusercontent.com/a/b/7c1f3a2/install.sh"],
    ["https://raw.githubusercontent.com/a/b/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567/install.sh"],
    ["https://example.com/install.sh?version=1.2"],
    ["https://example.com/$VERSION/install.sh"],
    ["https://example.com/v3/install.sh"],
    ["$INSTALLER"],
  ])("curl %s | bash", async (address) => {
    expect(await underlined(unpinnedScript, fileOf([`curl -sL ${address} | bash`]))).toEqual([]);
  });

  test.each([
    [`curl -sL ${URL} -o install.sh`],
    [`curl -sL ${URL} -o install.sh && bash install.sh`],
    [`curl -sL ${URL} | tar xz`],
    [`curl -sL ${URL} | jq .`],
    [`curl -sL ${URL} | bash build.sh`],
    [`curl -sL ${URL} | python3 -m json.tool`],
    [`curl -sL ${URL}; bash build.sh`],
    [`bash build.sh $(curl -sL ${URL})`],
    [`bash -c "echo $(curl -sL ${URL})"`],
    [`bash -c "make VERSION=$(curl -sL ${URL})"`],
    [`eval "A=$(curl -sL ${URL})"`],
    [`eval "$(curl -sL ${URL} | jq -r .)"`],
    [`source vars.sh $(curl -sL ${URL})`],
    [`A=$(curl -sL ${URL})`],
    [`cat install.sh | bash`],
    [`echo "curl ${URL} | bash"`],
    [`# curl ${URL} | bash`],
    [`curl -sL ${URL} | ssh host bash`],
  ])("%s", async (script) => {
    expect(await underlined(unpinnedScript, fileOf([script]))).toEqual([]);
  });
});
