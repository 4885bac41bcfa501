import { execFileSync } from "node:child_process";
import { masked } from "./streams";

/** What a shell prints that runs a script with a secret in its environment. */
function printed(shell: string, script: string, secret: string, locale: string): Buffer {
  const env = { PATH: process.env.PATH, LC_ALL: locale, TOKEN: secret };
  return execFileSync(shell, ["-c", `exec 2>&1; ${script}`], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Every character that some way of quoting changes, and no two of them alone in a row. */
const SECRETS = {
  "of one line": `#p0st!p1st"p2st$p3st&p4st'p5st(p6st)p7st*p8st,p9st;pAst<pBst>pCst?pDst[pEst]pFst\\pGst^pHst\`pIst{pJst|pKst}pLst~=~pMst pNst%pOst@`,
  "with characters that are not ASCII": "päst 'üst' \"öst\" 🙂st",
  "with control characters": "past\tpbst\u001bpcst'\u0007pdst\\\u007fpest",
  "of several lines": "first 'line'\nsecond \"line\"\n  third $line\\\n",
};
const SCRIPTS = {
  "set -x": 'set -x; : "$TOKEN"; copy=$TOKEN; [ "$TOKEN" = "x$TOKEN" ]',
  "a comparison under set -x": 'set -x; [[ $HOME == "$TOKEN" ]]; [[ $HOME != "$TOKEN"* ]]',
  "printf %q": 'printf "%q\\n" "$TOKEN"',
  "@Q": 'echo "${TOKEN@Q}"',
  "declare -p": "declare -p TOKEN",
  "export -p": "export -p | grep -a -A 3 TOKEN",
  set: "set | grep -a -A 3 ^TOKEN",
};
/** Three letters or more of the secrets' own, each of which may have a mark before it. */
const LEFT = /(?:\w\\?){2}st|line|first|third/;

describe.each(Object.entries(SECRETS))("a secret %s", (_, secret) => {
  describe.each(["C", "C.UTF-8"])("in the locale %s", (locale) => {
    test.each(Object.entries(SCRIPTS))("is masked in what bash prints for %s", (__, script) => {
      const text = printed("bash", `{ ${script}; } || true`, secret, locale);
      const left = masked([secret], [text])
        .toString("latin1")
        .replace(/\\(?=\w)/g, "");
      expect(left).toContain("***");
      expect(left).not.toMatch(LEFT);
    });
  });

  test.each(['set -x; : "$TOKEN"', "set", "export -p", 'echo "$TOKEN"'])(
    "is masked in what sh prints for %s",
    (script) => {
      const left = masked([secret], [printed("sh", script, secret, "C")]).toString("latin1");
      expect(left).toContain("***");
      expect(left).not.toMatch(LEFT);
    },
  );
});
