import { parseIsolated } from "./isolated-parse";
import { parseBuildSpec } from "../../src/build-spec/parse";

const VALID = "version: 0.1\ncomponent: build\nsteps:\n  - type: Command\n    command: make\n";
const HEAD = "version: 0.1\ncomponent: build\n";

/** Nine to the power of eight steps, if every alias is written out. */
function aliasBomb(): string {
  const step = (onFailure: string) => `{ type: Command, command: make, onFailure: ${onFailure} }`;
  const level = (n: number) =>
    `x${n}: &l${n} [${Array(9)
      .fill(step(`*l${n - 1}`))
      .join(", ")}]\n`;
  const levels = [1, 2, 3, 4, 5, 6, 7, 8].map(level).join("");
  return `${HEAD}x0: &l0 [{ type: Command, command: make }]\n${levels}steps: *l8\n`;
}

/** A million steps to run on failure, in a file of 100 kB. */
function flatBomb(): string {
  const step = "{ type: Command, command: make }";
  const steps = `{ type: Command, command: make, onFailure: *x }, `.repeat(1000);
  return `${HEAD}x: &x [${`${step}, `.repeat(1000)}]\nsteps: [${steps}]\n`;
}

describe("a hostile file gives a finding", () => {
  test.each([
    ["a bomb of aliases", aliasBomb()],
    ["an alias of itself", `${HEAD}steps: &s\n  - type: Command\n    command: make\n    onFailure: *s\n`],
  ])("soon, when it has %s", (_, text) => {
    const findings = parseIsolated(text);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(1000);
  });

  test("when aliases make a million steps of it, and has one error", () => {
    const errors = parseIsolated(flatBomb()).filter(({ severity }) => severity === "error");
    expect(errors).toEqual([expect.objectContaining({ code: "BS102" })]);
  });

  test("soon, when it has 30,000 aliases", () => {
    const steps = "*s, ".repeat(30_000);
    const findings = parseIsolated(`${HEAD}x: &s { type: Command, command: make }\nsteps: [${steps}]\n`);
    expect(findings).toContainEqual(expect.objectContaining({ line: 3, column: 1 }));
  });

  test.each([
    ["a list", "[".repeat(10_000) + "]".repeat(10_000)],
    ["a mapping", "{a: ".repeat(10_000) + "}".repeat(10_000)],
    ["a list without an end", "[".repeat(10_000)],
    ["a list of dashes", "\n" + "- ".repeat(10_000) + "a"],
    ["a key", "\n" + "? ".repeat(10_000) + "a"],
    ["a block", "\n" + Array.from({ length: 1_400 }, (_, i) => " ".repeat(i) + "a:").join("\n")],
  ])("when %s is nested ten thousand deep, or as deep as a megabyte allows, and says so", (_, value) => {
    const { document, diagnostics } = parseBuildSpec(`${VALID}x: ${value}\n`);
    expect(document).toBeUndefined();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ severity: "error", message: expect.stringMatching(/nested too deep/) }),
    );
  });

  test("when it has two megabytes, at once and without reading it", () => {
    const { document, diagnostics } = parseBuildSpec(VALID.padEnd(2_000_000, "#"));
    expect(document).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        code: "BS102",
        severity: "error",
        line: 1,
        column: 1,
        message: "the file has more than 1000000 characters",
        fix: expect.stringContaining("1000000"),
      },
    ]);
  });

  test.each([
    ["every byte", Buffer.from(Array.from({ length: 1024 }, (_, i) => i % 256))],
    ["an executable", Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0", "latin1")],
    ["an image", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", "latin1")],
    ["UTF-16", Buffer.from(`\uFEFF${VALID}`, "utf16le")],
    ["zero bytes", Buffer.alloc(1000)],
  ])("when it is %s", (_, bytes) => {
    const { document, diagnostics } = parseBuildSpec(bytes.toString("utf8"));
    expect(document).toBeUndefined();
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity: "error" }));
  });
});

describe("a large file of just under a megabyte", () => {
  test("is read when it is one long script", () => {
    const line = "      echo a line of a long script that goes on and on\n";
    const text = `${VALID.replace("make\n", "|\n")}${line.repeat(17_000)}`;
    const { document, diagnostics } = parseBuildSpec(text);
    expect(diagnostics).toEqual([]);
    expect(document?.steps[0].command?.split("\n")).toHaveLength(17_001);
  });

  test("is read when it has many steps", () => {
    const { document } = parseBuildSpec(VALID + "  - { type: Command, command: make }\n".repeat(20_000));
    expect(document?.steps).toHaveLength(20_001);
  });
});
