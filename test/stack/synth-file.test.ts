import * as fs from "node:fs";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { doAtSynth, writeAtSynth } from "../../src/stack/synth-file";
import { temporaryFolder } from "../support/temporary-folder";
import { testStack } from "../support/test-stack";

const inStack = (outdir: string, ...parts: string[]) => path.join(outdir, "stacks", ...parts);

describe("a file that is written at synth", () => {
  test("is beside cdk.tf.json, in folders of its own", () => {
    const outdir = temporaryFolder();
    const { app, stack } = testStack({ outdir });
    writeAtSynth(stack, "notes/deep/a.txt", () => "first\n");
    app.synth();
    expect(fs.readFileSync(inStack(outdir, "test", "notes/deep/a.txt"), "utf8")).toBe("first\n");
    expect(JSON.parse(fs.readFileSync(inStack(outdir, "test", "cdk.tf.json"), "utf8"))).toHaveProperty(
      "provider.oci",
    );
  });

  test("is not there before synth", () => {
    const outdir = temporaryFolder();
    const { stack } = testStack({ outdir });
    writeAtSynth(stack, "a.txt", () => "text");
    expect(fs.existsSync(inStack(outdir, "test", "a.txt"))).toBe(false);
  });

  test("goes to the stack of the construct that wrote it", () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    for (const id of ["one", "two"]) {
      writeAtSynth(new Construct(new TerraformStack(app, id), "inner"), "id.txt", () => id);
    }
    app.synth();
    expect(fs.readFileSync(inStack(outdir, "one", "id.txt"), "utf8")).toBe("one");
    expect(fs.readFileSync(inStack(outdir, "two", "id.txt"), "utf8")).toBe("two");
  });

  test("is one of several, and the later text of one name counts", () => {
    const outdir = temporaryFolder();
    const { app, stack } = testStack({ outdir });
    writeAtSynth(stack, "a.txt", () => "old");
    writeAtSynth(stack, "b.txt", () => "b");
    writeAtSynth(stack, "a.txt", () => "new");
    app.synth();
    expect(fs.readFileSync(inStack(outdir, "test", "a.txt"), "utf8")).toBe("new");
    expect(fs.readFileSync(inStack(outdir, "test", "b.txt"), "utf8")).toBe("b");
  });

  test("is not written when the stack is not valid", () => {
    const outdir = temporaryFolder();
    const { app, stack } = testStack({ outdir });
    stack.node.addValidation({ validate: () => ["something is wrong"] });
    writeAtSynth(stack, "a.txt", () => "text");
    expect(() => app.synth()).toThrow("something is wrong");
    expect(fs.existsSync(inStack(outdir, "test", "a.txt"))).toBe(false);
  });
});

describe("what is done at synth", () => {
  test("is done once the stack is written, each time", () => {
    const outdir = temporaryFolder();
    const { app, stack } = testStack({ outdir });
    const seen: boolean[] = [];
    doAtSynth(stack, () => seen.push(fs.existsSync(inStack(outdir, "test", "a.txt"))));
    writeAtSynth(stack, "a.txt", () => "text");
    expect(seen).toEqual([]);
    app.synth();
    app.synth();
    expect(seen).toEqual([true, true]);
  });

  test("is not done when the stack is not valid", () => {
    const { app, stack } = testStack({ outdir: temporaryFolder() });
    stack.node.addValidation({ validate: () => ["something is wrong"] });
    const act = jest.fn();
    doAtSynth(stack, act);
    expect(() => app.synth()).toThrow("something is wrong");
    expect(act).not.toHaveBeenCalled();
  });
});
