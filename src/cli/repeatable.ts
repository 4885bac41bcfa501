/** Takes the values of an option that may be given several times. */
export function repeatable(value: string, all: string[]): string[] {
  return [...all, value];
}
