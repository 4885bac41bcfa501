/** So many changed texts, at most 20,000 characters each, from the given ones; the same for the same seed. */
export function mutations(texts: readonly string[], seed: number, count: number): Generator<string>;
