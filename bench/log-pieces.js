// What each piece of the way of a step's output costs in the runner's own process.
const fs = require("node:fs");
const { secrets } = require("./local-run");
const { head, median, row } = require("./measure");

/** Bytes that come from the client of an engine at once, on average. */
const CHUNK = 16 * 1024;
const ROUNDS = 3;

/** Time of the processor that is the process's own, and that the system takes for it. */
function processorMs(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function chunksOf(line, mebibytes) {
  const chunk = Buffer.from(line.repeat(Math.ceil(CHUNK / line.length)).slice(0, CHUNK));
  return { chunk, count: (mebibytes * 1024 * 1024) / CHUNK };
}

/** @returns rows of a table */
function piecesOf(line, mebibytes, folder) {
  const { consoleReport } = require("../lib/report/console");
  const { LineSplitter } = require("../lib/runner/line-splitter");
  const { Masker } = require("../lib/runner/masking/masker");
  const { RunFolder } = require("../lib/runner/record/run-folder");
  const { linePrinter } = require("../lib/cli/line-printer");
  const { chunk, count } = chunksOf(line, mebibytes);
  const lines = chunk.toString().trimEnd();
  const from = { stage: "Build", step: "step 1" };
  const pieces = {
    "find secrets in it": () => {
      const masker = new Masker(secrets);
      return { take: () => masker.push(chunk) };
    },
    "write the log file": (record) => {
      const log = record.openLog("Build");
      return { take: () => log.write(chunk), end: () => log.close() };
    },
    "cut it into lines": () => {
      const splitter = new LineSplitter(() => undefined);
      return { take: () => splitter.push(chunk) };
    },
    "write an event of it": (record) => ({
      take: () => record.appendOutput(from, { file: "log/Build.log", offset: 0, bytes: CHUNK }, new Date()),
    }),
    "print it line by line": () => {
      const output = fs.openSync("/dev/null", "w");
      const printer = linePrinter({ fd: output, writableNeedDrain: false, writableLength: 0 });
      const listener = consoleReport(printer.print);
      const take = () => {
        listener.lines(from, lines);
        printer.ready();
      };
      return { take, end: () => fs.closeSync(output) };
    },
  };
  const rows = Object.entries(pieces).map(([name, open]) => {
    const samples = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const record = RunFolder.create(folder, `pieces-${round}`);
      const { take, end = () => undefined } = open(record);
      const value = processorMs(() => {
        for (let i = 0; i < count; i++) take();
      });
      end();
      record.close();
      fs.rmSync(record.path, { recursive: true });
      if (round > 0) samples.push(value);
    }
    return row([name, median(samples).toFixed(0)]);
  });
  return [...head(["what", "ms of the processor"]), ...rows];
}

module.exports = { piecesOf };
