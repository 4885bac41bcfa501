import * as fs from "node:fs";
import * as path from "node:path";
import { ownerId, thisProcess } from "../../../src/runner/leftovers/owner";
import { lostFolders, removeFolder, temporaryFolder } from "../../../src/runner/leftovers/temporary-folder";
import { temporary } from "../support/movable-os";
import { temporaryFolder as testFolder, writeFiles } from "../support/temporary";

jest.mock("node:os", () => {
  const { movableOs } = jest.requireActual<typeof import("../support/movable-os")>("../support/movable-os");
  const userInfo = () => ({ ...movableOs.userInfo(), uid: movableOs.userInfo().uid + mockOther.user });
  return { ...movableOs, userInfo };
});

/** Another user for 1. */
const mockOther = { user: 0 };

let base: string;

beforeEach(() => {
  base = testFolder("base");
  temporary.folder = base;
});

afterEach(() => {
  temporary.folder = undefined;
});

/** Lets a folder belong to a process that is gone. */
function lose(folder: string): string {
  const { host, ...rest } = thisProcess();
  return writeFiles(folder, {
    ".oci-devops-owner": `${host}\n${ownerId({ ...rest, host, started: "1" })}\n`,
  });
}

test("a temporary folder is for no other user and belongs to this process", () => {
  const folder = temporaryFolder("host");
  expect(path.dirname(folder)).toBe(base);
  expect(fs.statSync(folder).mode % 0o1000).toBe(0o700);
  expect(lostFolders()).toEqual([]);
});

test("a temporary folder is lost when its process is gone", () => {
  const [lost] = [lose(temporaryFolder("host")), temporaryFolder("host")];
  expect(lostFolders()).toEqual([lost]);
});

test("folders of others, of no owner, and links to lost ones are not lost", () => {
  fs.mkdirSync(path.join(base, "oci-devops-local-of-nobody"));
  lose(fs.mkdtempSync(path.join(base, "of-somebody-else-")));
  const lost = lose(fs.mkdtempSync(path.join(base, "far-")));
  fs.symlinkSync(lost, path.join(base, "oci-devops-local-link"));
  fs.writeFileSync(path.join(base, "oci-devops-local-file"), "");
  expect(lostFolders()).toEqual([]);
});

test("a folder of another user is not lost", () => {
  const folder = lose(temporaryFolder("host"));
  mockOther.user = 1;
  expect(lostFolders()).toEqual([]);
  mockOther.user = 0;
  expect(lostFolders()).toEqual([folder]);
});

/** Does something as a user who may not do everything. */
function asNobody(action: () => void): void {
  const isRoot = process.getuid!() === 0;
  if (isRoot) {
    fs.chownSync(base, NOBODY, NOBODY);
    process.seteuid!(NOBODY);
  }
  try {
    action();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}

const NOBODY = 65534;

test("a folder is removed with what steps have locked, and without what links in it lead to", () => {
  const outside = writeFiles(testFolder("outside"), { kept: "text" });
  asNobody(() => {
    const folder = writeFiles(temporaryFolder("host"), { "locked/deep/file": "text" });
    fs.symlinkSync(outside, path.join(folder, "locked", "link"));
    for (const locked of ["locked/deep", "locked"]) fs.chmodSync(path.join(folder, locked), 0o500);
    expect(() => fs.rmSync(folder, { recursive: true })).toThrow("EACCES");
    removeFolder(folder);
    expect(fs.existsSync(folder)).toBe(false);
  });
  expect(fs.readFileSync(path.join(outside, "kept"), "utf8")).toBe("text");
});
