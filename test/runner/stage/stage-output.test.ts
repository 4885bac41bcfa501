import * as fs from "node:fs";
import * as path from "node:path";
import { RunEvent } from "../../../src/runner/events";
import { StageContext } from "../../../src/runner/stage/stage-context";
import { openStageOutput, StepOutputSink } from "../../../src/runner/stage/stage-output";
import { stageContext } from "../support/context";

function opened(more: Partial<StageContext> = {}): {
  sink: StepOutputSink;
  lines: () => string[];
  log: () => string;
} {
  const { context, events } = stageContext(more);
  const show = (event: RunEvent) => (event.type === "output" ? [`${event.step}: ${event.text}`] : []);
  return {
    sink: openStageOutput("Build", context),
    lines: () => events.flatMap(show),
    log: () => fs.readFileSync(path.join(context.folder.path, "log", "Build.log"), "utf8"),
  };
}

const SECRETS = { secrets: new Map([["ocid1.secret", "hunter22"]]) };

describe("the output of a stage", () => {
  test("goes to the log as it is and to events line by line with the step that printed it", () => {
    const { sink, lines, log } = opened();
    sink.begin("one");
    sink.write(Buffer.from("first\nsec"), "stdout");
    sink.write(Buffer.from("ond\n"), "stdout");
    sink.end();
    sink.begin("two");
    sink.write(Buffer.from("third"), "stdout");
    sink.close();
    expect(lines()).toEqual(["one: first", "one: second", "two: third"]);
    expect(log()).toBe("first\nsecond\nthird");
  });

  test("keeps the lines of both streams apart", () => {
    const { sink, lines } = opened();
    sink.begin("one");
    sink.write(Buffer.from("out "), "stdout");
    sink.write(Buffer.from("err "), "stderr");
    sink.write(Buffer.from("goes on\n"), "stdout");
    sink.write(Buffer.from("goes on\n"), "stderr");
    sink.close();
    expect(lines()).toEqual(["one: out goes on", "one: err goes on"]);
  });

  test("shows no secret, neither in the log nor in events, wherever it is split", () => {
    const { sink, lines, log } = opened(SECRETS);
    sink.begin("one");
    for (const byte of Buffer.from("the hunter22 and hunter22\n")) sink.write(Buffer.from([byte]), "stderr");
    sink.close();
    expect(lines()).toEqual(["one: the *** and ***"]);
    expect(log()).toBe("the *** and ***\n");
  });

  test("shows the begin of a secret at the end of the step that printed it", () => {
    const { sink, lines } = opened(SECRETS);
    sink.begin("one");
    sink.write(Buffer.from("hunt"), "stdout");
    sink.end();
    sink.begin("two");
    sink.write(Buffer.from("er22"), "stdout");
    sink.close();
    expect(lines()).toEqual(["one: hunt", "two: er22"]);
  });

  test("shows no password of a proxy", () => {
    const network = {
      caBundles: new Map(),
      proxies: new Map([["HTTPS_PROXY", "http://me:hunter22@proxy:3128"]]),
    };
    const { sink, log } = opened({ network });
    sink.write(Buffer.from("HTTPS_PROXY=http://me:hunter22@proxy:3128\n"), "stdout");
    sink.close();
    expect(log()).toBe("HTTPS_PROXY=http://me:***@proxy:3128\n");
  });
});
