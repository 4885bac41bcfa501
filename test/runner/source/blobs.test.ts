import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import * as fc from "fast-check";
import { batchesOf, Blob, Blobs } from "../../../src/runner/source/blobs";
import { parseTree } from "../../../src/runner/source/tree";
import { repository } from "../support/repositories";
import { git } from "../support/temporary";

/** Contents that are hard to tell from what git says between them. */
const CONTENTS = [
  "",
  "\n",
  "no line end",
  "0123456789012345678901234567890123456789 blob 3\nabc\n",
  "ü\r\n\0",
];

/** A repository of these files, of which each name is its place. */
function committed(contents: readonly string[]): { folder: string; blobs: Blob[] } {
  const files = contents.map((text, i) => [`f${String(i).padStart(3, "0")}`, text] as const);
  const folder = repository(Object.fromEntries(files));
  return { folder, blobs: parseTree(git(folder, "ls-tree", "-r", "-l", "-z", "HEAD")) };
}

const textOf = async (read: Readable | Promise<Buffer>) =>
  (read instanceof Readable ? await buffer(read) : await read).toString();

describe("contents of a repository's files", () => {
  const contents = [...CONTENTS, "x".repeat(200_000), "end"];
  const { folder, blobs } = committed(contents);

  test("are read in any order, again and at once", async () => {
    const place = fc.nat(contents.length - 1);
    const order = fc.oneof(fc.array(place, { maxLength: 8 }), fc.constant([...contents.keys()]));
    const property = fc.asyncProperty(order, fc.boolean(), async (places, atOnce) => {
      const open = new Blobs({ folder, isBare: false }, blobs);
      const texts: string[] = [];
      const reads = places.map((i) => () => textOf(open.read(blobs[i])));
      if (atOnce) texts.push(...(await Promise.all(reads.map((read) => read()))));
      else for (const read of reads) texts.push(await read());
      open.close();
      expect(texts).toEqual(places.map((i) => contents[i]));
    });
    await fc.assert(property, { numRuns: 25 });
  });

  test("are there again after a reading that was given up", async () => {
    const open = new Blobs({ folder, isBare: false }, blobs);
    await textOf(open.read(blobs[0]));
    open.close();
    expect(await textOf(open.read(blobs[6]))).toBe("end");
    open.close();
  });

  test("are missed by their object where the repository does not have one", async () => {
    const unknown = { object: "1".repeat(40), size: 3 };
    const open = new Blobs({ folder, isBare: false }, [blobs[0], unknown]);
    expect(await textOf(open.read(blobs[0]))).toBe("");
    await expect(textOf(open.read(unknown))).rejects.toThrow(
      `object ${unknown.object} is not in the repository`,
    );
  });

  test("are missed in git's words where there is no repository", async () => {
    const open = new Blobs({ folder: "/nowhere", isBare: true }, blobs);
    await expect(textOf(open.read(blobs[0]))).rejects.toThrow("fatal: not a git repository");
  });
});

test("a file that is too large for memory is read as a stream, and others beside it", async () => {
  const large = "large\n".repeat(1_500_000);
  const { folder, blobs } = committed(["before", large, "after"]);
  const open = new Blobs({ folder, isBare: false }, blobs);
  const reads = blobs.map((blob) => open.read(blob));
  expect(reads.map((read) => read instanceof Readable)).toEqual([false, true, false]);
  expect((await Promise.all(reads.map(textOf))).map((text) => text.length)).toEqual([6, large.length, 5]);
  open.close();
});

test("batches have all, in order, none of them more than memory may hold unless it is one alone", () => {
  const MIB = 1024 * 1024;
  const sizes = [5, 3, 0, 9, 0, 4, 4, 1].map((size) => ({ object: "", size: size * MIB }));
  expect(batchesOf(sizes).map((batch) => batch.map(({ size }) => size / MIB))).toEqual([
    [5, 3, 0],
    [9],
    [0, 4, 4],
    [1],
  ]);
  expect(batchesOf([])).toEqual([]);
});
