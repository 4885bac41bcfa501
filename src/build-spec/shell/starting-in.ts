import { Span } from "./script-facts";

/** Those of a list in the order of the text that begin in a span: all that stands in it. */
export function startingIn<T extends Span>(inOrder: readonly T[], { start, end }: Span): T[] {
  return inOrder.slice(firstFrom(inOrder, start), firstFrom(inOrder, end));
}

/** Index of the first that begins at an offset or behind it; by halves, as files may have thousands of lines. */
function firstFrom(inOrder: readonly Span[], offset: number): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (inOrder[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
