import { Masker } from "./masker";

/** Makes copies of values in which no text shows a secret; names of their members stay. */
export function maskedTexts(secrets: readonly string[]): <T extends object>(value: T) => T {
  if (secrets.length === 0) return (value) => value;
  const masker = new Masker(secrets);
  const mask = (text: string) => {
    return Buffer.concat([masker.push(Buffer.from(text)), masker.flush()]).toString();
  };
  return <T extends object>(value: T) =>
    JSON.parse(JSON.stringify(value), (_, v: unknown) => (typeof v === "string" ? mask(v) : v)) as T;
}
