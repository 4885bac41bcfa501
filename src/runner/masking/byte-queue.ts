/** Bytes in the order in which they came; parts are not copied, so nobody may change them. */
export class ByteQueue {
  private parts: Buffer[] = [];
  /** The first part that is still there; taking parts from the front of a long array would be slow. */
  private first = 0;

  push(part: Buffer): void {
    if (part.length > 0) this.parts.push(part);
  }

  /** Takes out the first bytes; there must be as many. */
  take(count: number): Buffer[] {
    const taken: Buffer[] = [];
    let left = count;
    while (left > 0 && this.parts[this.first].length <= left) {
      const part = this.parts[this.first++];
      taken.push(part);
      left -= part.length;
    }
    if (left > 0) {
      const part = this.parts[this.first];
      taken.push(part.subarray(0, left));
      this.parts[this.first] = part.subarray(left);
    }
    if (this.first * 2 > this.parts.length) {
      this.parts = this.parts.slice(this.first);
      this.first = 0;
    }
    return taken;
  }
}
