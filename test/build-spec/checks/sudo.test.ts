import { findingsOf } from "./findings-of";
import { fileOf, stepWithOnFailure, underlined } from "./script-findings";
import { sudo } from "../../../src/build-spec/checks/sudo";

describe("sudo is found", () => {
  test.each([
    ["sudo yum install -y jq", ["sudo yum install -y jq"]],
    ["cd app && sudo make install", ["sudo make install"]],
    ["make || sudo make", ["sudo make"]],
    ["curl -s https://example.com | sudo tee /etc/x", ["sudo tee /etc/x"]],
    ["A=$(sudo cat /etc/x)", ["sudo cat /etc/x"]],
    ["f() { sudo make; }", ["sudo make"]],
    ["sudo -E make\nmake\nsudo make", ["sudo -E make", "sudo make"]],
    ["sudo yum install -y sudo", ["sudo yum install -y sudo"]],
  ])("in %j", async (script, pieces) => {
    expect(await underlined(sudo, fileOf([script]))).toEqual(pieces);
  });

  test("in a step before the one that installs it", async () => {
    expect(await underlined(sudo, fileOf(["sudo make", "yum install -y sudo", "sudo make"]))).toEqual([
      "sudo make",
    ]);
  });

  test("in what runs on failure", async () => {
    expect(await findingsOf(sudo, stepWithOnFailure("make", "sudo rm -rf target"))).toEqual([
      "BS425 11:11-11:29 sudo is not on the build runner, so this command is not run",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["yum install -y jq"],
    ["echo sudo make"],
    ["docker run alpine sudo make"],
    ["# sudo make"],
    ["echo 'sudo make'"],
    ["./sudo make"],
    ["$SUDO make"],
    ["yum install -y sudo\nsudo make"],
    ["yum -y install sudo-1.9.5 && sudo make"],
    ["rpm -i sudo-1.9.5.rpm\nsudo make"],
    ["if command -v sudo; then sudo make; else make; fi"],
    ["which sudo && sudo make"],
    ["[ -x /usr/bin/sudo ] && sudo make"],
    ['sudo() { "$@"; }\nsudo make'],
    ['function sudo { "$@"; }\nsudo make'],
    ["alias sudo=''\nsudo make"],
    ["cat > Dockerfile <<EOF\nRUN sudo make\nEOF"],
  ])("%j", async (script) => {
    expect(await underlined(sudo, fileOf([script]))).toEqual([]);
  });
});
