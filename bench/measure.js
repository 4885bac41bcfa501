// How all measurements are taken and shown.

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function milliseconds(work) {
  const start = process.hrtime.bigint();
  work();
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

function table(samples, baseline) {
  const base = median(samples[baseline]);
  const rows = Object.entries(samples).map(([name, values]) => {
    const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)];
    return `| ${name} | ${least.toFixed(1)} | ${middle.toFixed(1)} | ${most.toFixed(1)} | ${(middle / base).toFixed(2)} |`;
  });
  return ["| what | best ms | median ms | worst ms | median ratio |", "|---|---|---|---|---|", ...rows].join("\n");
}

module.exports = { inTurn, median, milliseconds, table };
