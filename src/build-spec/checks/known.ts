/** The items of a list that could be read, each with its place; the others have a finding already. */
export function known<T>(list: readonly (T | undefined)[] | undefined): [number, T][] {
  return (list ?? []).flatMap((item, i): [number, T][] => (item === undefined ? [] : [[i, item]]));
}
