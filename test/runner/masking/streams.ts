import * as fc from "fast-check";
import { Masker } from "../../../src/runner/masking/masker";

/** What is shown of a stream that comes in these chunks. */
export function masked(secrets: readonly string[], chunks: readonly Buffer[]): Buffer {
  const masker = new Masker(secrets);
  return Buffer.concat([...chunks.map((chunk) => masker.push(chunk)), masker.flush()]);
}

export function maskedText(secrets: readonly string[], text: string): string {
  return masked(secrets, [Buffer.from(text)]).toString();
}

/** Cuts bytes at places, which may be beyond their end. */
export function split(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => bytes.subarray(cuts[i], cut));
}

export const splits = fc.array(fc.nat(), { maxLength: 8 });
