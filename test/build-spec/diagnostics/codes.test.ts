import * as fs from "node:fs";
import * as path from "node:path";
import { ALL_CODES } from "../../../src/build-spec/diagnostics/codes";

const ROOM = path.join(__dirname, "../../../src/build-spec");

/** Codes in the texts of a folder's sources. */
function codesIn(folder: string): string[] {
  const texts = fs
    .readdirSync(path.join(ROOM, folder))
    .map((name) => fs.readFileSync(path.join(ROOM, folder, name), "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/"(BS\d{3})"/g)].map(([, code]) => code));
}

describe("the codes of findings", () => {
  test("are all those that the reader and the table of keys report", () => {
    const reported = new Set([...codesIn("syntax"), ...codesIn("schema")]);
    const listed = ALL_CODES.map(({ code }) => code).filter((code) => /^BS[12]/.test(code));
    expect(listed).toEqual([...reported].sort());
  });

  test("have each their own meaning, in order", () => {
    const codes = ALL_CODES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(new Set(ALL_CODES.map(({ title }) => title)).size).toBe(codes.length);
  });
});
