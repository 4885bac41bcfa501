import { ReadDocument } from "../schema/read-document";

/** What a message calls a step: its name, or its number from 1. */
export function stepTitle({ steps }: ReadDocument, index: number): string {
  const name = steps?.[index]?.name;
  return name ? `step ${JSON.stringify(name)}` : `step ${index + 1}`;
}
