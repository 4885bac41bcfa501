import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { isAlive, Owner, ownerId, parseOwner, thisProcess } from "../../../src/runner/leftovers/owner";

const me = thisProcess();

test("this process is alive", () => {
  expect(me.pid).toBe(process.pid);
  expect(isAlive(me)).toBe(true);
});

test.each<[string, Partial<Owner>, boolean | undefined]>([
  ["a process that began at another time under the same id", { started: "1" }, false],
  ["a process of an earlier start of the machine", { boot: "00000000-0000-0000-0000-000000000000" }, false],
  ["a process that is not there", { pid: 2 ** 22 + 1 }, false],
  ["a process of another machine", { host: "elsewhere" }, undefined],
  ["a process of which it is not known when it began", { started: "" }, undefined],
])("%s: %j is alive: %s", (_, other, expected) => {
  expect(isAlive({ ...me, ...other })).toBe(expected);
});

test("a process that has ended is not alive, also while its parent has not asked for it", async () => {
  // The shell becomes a program that never asks for its children; before that it might.
  const script = "exec 3<&0; cat <&3 & echo $!; exec sleep 3000 3<&-";
  const child = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "ignore"] });
  const until = async (isSo: () => boolean) => {
    for (let i = 0; i < 200 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  try {
    const pid = await new Promise<number>((resolve) =>
      child.stdout.once("data", (data) => resolve(Number(data))),
    );
    const state = () => /\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
    await until(() => fs.readFileSync(`/proc/${child.pid}/comm`, "utf8") === "sleep\n");
    child.stdin.end();
    await until(() => state() === "Z");
    expect(state()).toBe("Z");
    const started = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[21];
    expect(isAlive({ ...me, pid, started })).toBe(false);
  } finally {
    child.kill("SIGKILL");
  }
});

test("an id of an owner can be read again", () => {
  expect(parseOwner(me.host, ownerId(me))).toEqual(me);
  const other = { host: "mac", boot: "", pid: 12, started: "Tue Nov 24 10:11:12 2026" };
  expect(parseOwner("mac", ownerId(other))).toEqual(other);
});

test.each([undefined, "", "boot", "boot:pid:1", "boot:12", 12])("%j is no id of an owner", (id) => {
  expect(parseOwner("host", id)).toBeUndefined();
});

test("an id without its machine tells nothing", () => {
  expect(parseOwner(undefined, ownerId(me))).toBeUndefined();
});
