/**
 * The name that is most like a misspelt one; undefined where none is like it.
 *
 * Alike are names with most pairs of neighbouring letters in common (Dice's coefficient), which also finds names with a
 * word too few.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, likeness: likeness(name, candidate) }))
    .filter((each) => each.likeness >= 0.75)
    .sort((a, b) => b.likeness - a.likeness);
  return best?.candidate;
}

function likeness(a: string, b: string): number {
  const rest = pairsOf(b);
  const total = pairsOf(a).length + rest.length;
  let common = 0;
  for (const pair of pairsOf(a)) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    common += 1;
  }
  return total === 0 ? 0 : (2 * common) / total;
}

function pairsOf(name: string): string[] {
  return [...name].slice(1).map((letter, i) => name[i] + letter);
}
