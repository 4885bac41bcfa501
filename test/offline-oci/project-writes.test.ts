import { ProjectWrites } from "../../src/offline-oci/project-writes";

describe("writes to projects", () => {
  test("are done one at a time and in their order within a project", async () => {
    const writes = new ProjectWrites();
    const done: string[] = [];
    const write = (project: string, name: string) => writes.do(project, () => void done.push(name));
    await Promise.all([write("a", "a1"), write("a", "a2"), write("b", "b1"), write("a", "a3")]);
    expect(done.filter((name) => name.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
    expect(done).toContain("b1");
  });

  test("do not wait for those to another project", async () => {
    const writes = new ProjectWrites();
    const done: string[] = [];
    const first = writes.do("a", () => void done.push("a1"));
    const second = writes.do("a", () => void done.push("a2"));
    await writes.do("b", () => void done.push("b1"));
    expect(done).not.toContain("a2");
    await Promise.all([first, second]);
    expect(done).toEqual(["a1", "b1", "a2"]);
  });

  test("give the result of their work, or its error, which is no other one's", async () => {
    const writes = new ProjectWrites();
    const failing = writes.do("a", () => {
      throw new Error("the name is taken");
    });
    const next = writes.do("a", () => 2);
    await expect(failing).rejects.toThrow("the name is taken");
    await expect(next).resolves.toBe(2);
  });

  test("keep their project busy until the last is done, and no other project", async () => {
    const writes = new ProjectWrites();
    expect(writes.isBusy("a")).toBe(false);
    const first = writes.do("a", () => expect(writes.isBusy("a")).toBe(true));
    const last = writes.do("a", () => undefined);
    expect([writes.isBusy("a"), writes.isBusy("b")]).toEqual([true, false]);
    await first;
    expect(writes.isBusy("a")).toBe(true);
    await last;
    expect(writes.isBusy("a")).toBe(false);
  });

  test("do not keep it busy after they have failed", async () => {
    const writes = new ProjectWrites();
    await expect(writes.do("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(writes.isBusy("a")).toBe(false);
  });
});
