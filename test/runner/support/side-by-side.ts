/** As many as two processors keep up with: most of the time is the engine's. */
const AT_ONCE = 3;

/**
 * Does something with each item, a few at a time and in order; the first question for a result begins it.
 *
 * @returns the result for an item
 */
export function sideBySide<T, R>(
  items: readonly T[],
  action: (item: T) => Promise<R>,
): (item: T) => Promise<R> {
  const results = new Map<T, { resolve: (result: Promise<R>) => void; result: Promise<R> }>();
  const begin = () => {
    for (const item of items) {
      let resolve: (result: Promise<R>) => void = () => undefined;
      const result = new Promise<R>((settle) => (resolve = settle));
      // Whoever asks for it hears of it.
      result.catch(() => undefined);
      results.set(item, { resolve, result });
    }
    const open = [...items];
    const work = async (): Promise<void> => {
      for (let item = open.shift(); item !== undefined; item = open.shift()) {
        const done = action(item);
        results.get(item)!.resolve(done);
        await done.catch(() => undefined);
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void work();
  };
  return (item) => {
    if (results.size === 0) begin();
    return results.get(item)!.result;
  };
}
