import * as fs from "node:fs";
import * as path from "node:path";
import { CloudResource } from "../../src/offline-oci/cloud";
import { FileJournal } from "../../src/offline-oci/journal";
import { temporaryFolder } from "../support/temporary-folder";

const newFile = () => path.join(temporaryFolder(), "oci.jsonl");
const thing = (id: string, name = "a"): CloudResource => ({
  id,
  type: "oci_devops_project",
  attributes: { name },
});

/** What a later process makes of the lines: the last one about an OCID counts. */
const kept = (file: string) => new Map(new FileJournal(file).read());

describe("a journal", () => {
  test("is empty before there is a file, and makes none by being read", () => {
    const file = newFile();
    expect(new FileJournal(file).read()).toEqual([]);
    expect(fs.existsSync(file)).toBe(false);
  });

  test("is read back in the order in which it was written, with what is gone as undefined", () => {
    const file = newFile();
    const journal = new FileJournal(file);
    const name = 'line\nbreak, "quotes" and é';
    journal.append("a", thing("a", name));
    journal.append("b", thing("b"));
    journal.append("a", undefined);
    expect(new FileJournal(file).read()).toEqual([
      ["a", thing("a", name)],
      ["b", thing("b")],
      ["a", undefined],
    ]);
  });

  test("has the last line about an OCID count", () => {
    const file = newFile();
    const journal = new FileJournal(file);
    for (const name of ["a", "b", "c"]) journal.append("x", thing("x", name));
    expect(kept(file)).toEqual(new Map([["x", thing("x", "c")]]));
  });

  test("loses only the line that was being written when the process ended, wherever it was cut", () => {
    const file = newFile();
    new FileJournal(file).append("a", thing("a"));
    const whole = fs.readFileSync(file);
    new FileJournal(file).append("b", thing("b", "é"));
    const both = fs.readFileSync(file);
    for (let length = whole.length; length < both.length; length++) {
      fs.writeFileSync(file, both.subarray(0, length));
      expect([...kept(file).keys()]).toEqual(["a"]);
    }
  });

  test("goes on after such a line, which does not spoil the next one", () => {
    const file = newFile();
    new FileJournal(file).append("a", thing("a"));
    fs.appendFileSync(file, '{"id":"cut","resource":{"id":"c');
    const journal = new FileJournal(file);
    expect(journal.read()).toEqual([["a", thing("a")]]);
    journal.append("b", thing("b"));
    expect([...kept(file).keys()]).toEqual(["a", "b"]);
  });

  test("is for its user alone to read: values of secrets may be in it", () => {
    const file = newFile();
    new FileJournal(file).append("a", thing("a"));
    expect((fs.statSync(file).mode % 0o1000).toString(8)).toBe("600");
  });
});
