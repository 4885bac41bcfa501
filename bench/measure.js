// How all measurements are taken and shown.

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function milliseconds(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function millisecondsOf(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Runs the candidates in turn, so that a machine that gets slower meanwhile slows all of them. */
function inTurn(rounds, candidates) {
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(candidates)) {
      const value = milliseconds(work);
      if (round > 0) samples[name].push(value);
    }
  }
  return samples;
}

/** @param bars what the ratios of some of the rows are to be, by row */
function table(samples, baseline, bars = {}) {
  const base = median(samples[baseline]);
  const hasBars = Object.keys(bars).length > 0;
  const rows = Object.entries(samples).map(([name, values]) => {
    const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)];
    const figures = [...[least, middle, most].map((value) => value.toFixed(1)), (middle / base).toFixed(2)];
    return row([name, ...figures, ...(hasBars ? [bars[name] ?? ""] : [])]);
  });
  const heads = ["what", "best ms", "median ms", "worst ms", "median ratio", ...(hasBars ? ["bar"] : [])];
  return [...head(heads), ...rows].join("\n");
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const head = (cells) => [row(cells), `|${"---|".repeat(cells.length)}`];

module.exports = { head, inTurn, median, milliseconds, millisecondsOf, row, table };
