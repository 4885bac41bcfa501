/**
 * Bytes of the largest secret that a vault of OCI keeps, 25 KB.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/secret-management/Tasks/update-secret-new-version.htm
 */
export const MAX_SECRET_BYTES = 25_600;

/**
 * The text of a secret as a vault variable can hold it.
 *
 * @throws Error that says what is wrong with it, without a part of it
 */
export function secretText(bytes: Buffer): string {
  if (bytes.length > MAX_SECRET_BYTES) {
    throw new Error(
      `the value has ${bytes.length} bytes; a secret of a vault has at most ${MAX_SECRET_BYTES}`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(
      "the value is no text in UTF-8; give it in base64, and decode it in the step that uses it",
    );
  }
  if (text === "") throw new Error("the value is empty");
  if (text.includes("\0")) throw new Error("the value has a NUL character, which no variable can hold");
  return text;
}

/** Tools end what they write with a line end that is no part of the value. */
export function withoutLastLineEnd(bytes: Buffer): Buffer {
  const end = bytes.length;
  if (bytes[end - 1] !== LINE_FEED) return bytes;
  return bytes.subarray(0, bytes[end - 2] === CARRIAGE_RETURN ? end - 2 : end - 1);
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
