import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const ROOT = path.join(__dirname, "..", "..");
const pages = ["README.md", ...fs.readdirSync(path.join(ROOT, "docs")).map((page) => `docs/${page}`)];
const examples = pages.flatMap((page) => {
  const text = fs.readFileSync(path.join(ROOT, page), "utf8");
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match, i) => ({
    page,
    number: i + 1,
    code: match[1],
  }));
});

describe("the documentation", () => {
  test("has examples", () => {
    expect(examples.filter(({ page }) => page === "README.md")).not.toEqual([]);
  });

  test.each(examples)("$page, example $number compiles", ({ page, number, code }) => {
    // Inside the package, so that it finds the package by its own name.
    const fileName = `${page.replace(/\W/g, "-")}-${number}.ts`;
    const file = path.join(ROOT, "test", "docs", fileName);
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node", "jest"],
      paths: {
        "cdktf-oci-devops": [path.join(ROOT, "src", "index.ts")],
        "cdktf-oci-devops/testing": [path.join(ROOT, "src", "testing", "index.ts")],
      },
    };
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists } = host;
    host.readFile = (name) => (name === file ? code : readFile(name));
    host.fileExists = (name) => name === file || fileExists(name);
    const program = ts.createProgram([file], options, host);
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n"));
    expect(problems).toEqual([]);
  });
});
