import { parsePlace, withoutPassword } from "../../../src/runner/source/address";

/** Understands a text where these folders exist. */
const parse = (text: string, ...folders: string[]) => parsePlace(text, (path) => folders.includes(path));

describe("a source's words are", () => {
  test.each([
    ["a folder", "app", ["app"], { folder: "app" }],
    ["a folder with a # in its name", "c#/app", ["c#/app", "c"], { folder: "c#/app" }],
    ["a folder and a branch", "app#main", ["app"], { folder: "app", ref: "main" }],
    ["a folder and a branch with a #", "app#fix/#12", ["app"], { folder: "app", ref: "fix/#12" }],
    ["a folder with a # and a tag", "c#/app#v1", ["c#/app"], { folder: "c#/app", ref: "v1" }],
    ["a folder and what git takes for a commit", "app#HEAD~2^{commit}", ["app"], { folder: "app", ref: "HEAD~2^{commit}" }], // prettier-ignore
    ["a folder that looks like an address", "git@host:x", ["git@host:x"], { folder: "git@host:x" }],
  ])("%s", (_, text, folders, place) => {
    expect(parse(text, ...folders)).toEqual({ kind: "folder", ...place });
  });

  test.each([
    ["https://host/a.git", { url: "https://host/a.git", protocol: "https" }],
    ["HTTPS://host/a.git", { url: "https://host/a.git", protocol: "https" }],
    ["https://host/a.git#release/1", { url: "https://host/a.git", protocol: "https", ref: "release/1" }],
    ["ssh://git@host:22/a#v1", { url: "ssh://git@host:22/a", protocol: "ssh", ref: "v1" }],
    ["git@host:a/b.git#v1", { url: "git@host:a/b.git", protocol: "ssh", ref: "v1" }],
    ["file:///srv/a.git", { url: "file:///srv/a.git", protocol: "file" }],
  ])("an address: %s", (text, address) => {
    expect(parse(text)).toEqual({ kind: "address", address });
  });

  test("an address whose user and password are kept out of it", () => {
    expect(parse("https://me%40home:p%3Aw%2F@host:8443/a.git#main")).toEqual({
      kind: "address",
      address: {
        url: "https://host:8443/a.git",
        protocol: "https",
        ref: "main",
        user: "me@home",
        password: "p:w/",
      },
    });
  });
});

describe("a source's words are refused when", () => {
  test.each([
    ["there is no such folder", "app", /no such folder/],
    ["there is no such folder, with a branch", "app#main", /no such folder/],
    ["nothing follows the #", "here#", /no branch, tag or commit/],
    ["an option follows the #", "here#--output=x", /no branch, tag or commit/],
    ["they name a helper program of git", "ext::sh -c 'touch x'", /https:\/\/, ssh:\/\/ or file:\/\//],
    ["the protocol is not encrypted", "http://host/a", /http:\/\/ is not taken/],
    ["the protocol is git's own", "git://host/a", /git:\/\/ is not taken/],
    ["the protocol is a helper program", "ext://sh", /ext:\/\/ is not taken/],
    ["the address has a blank", "https://host/a b", /no blanks/],
    ["the address has a line break", "https://host/a\nb", /no blanks/],
    ["the address has no host", "https://", /no address/],
    ["the ref is a refspec", "https://host/a#+main:x", /no branch, tag or commit/],
    ["the ref is an option", "https://host/a#--upload-pack=x", /no branch, tag or commit/],
    ["the ref is empty", "https://host/a#", /no branch, tag or commit/],
    ["the ref has dots that lead up", "https://host/a#a/../b", /no branch, tag or commit/],
    ["ssh is given a password", "ssh://me:secret@host/a", /no password/],
    ["a password would add a line", "https://me:a%0Ausername=x@host/a", /control character/],
    ["a password is not encoded well", "https://me:100%@host/a", /malformed/],
  ])("%s", (_, text, problem) => {
    expect(() => parse(text, "here")).toThrow(problem);
    expect(() => parse(text, "here")).not.toThrow(/secret/);
  });
});

test.each([
  ["https://me:secret@host/a@b", "https://host/a@b"],
  ["https://token@host/a#x@y", "https://host/a#x@y"],
  ["https://host/a@b:c", "https://host/a@b:c"],
  ["git@host:a", "git@host:a"],
  ["folder", "folder"],
])("%s is shown as %s", (text, shown) => {
  expect(withoutPassword(text)).toBe(shown);
});
