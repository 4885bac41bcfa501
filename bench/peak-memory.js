// Loaded by a process before anything else: at its end it writes the most memory that it had, in KiB, to a file.
process.on("exit", () =>
  require("node:fs").writeFileSync(process.env.BENCH_PEAK, `${process.resourceUsage().maxRSS}`),
);
