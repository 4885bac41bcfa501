import { Stream } from "./engine";

/** Numbers of the streams in the header of a piece. */
const STREAMS = ["stdin", "stdout", "stderr"] as const;
/** Length of what stands before each piece: the number of its stream, three bytes of nothing, and its length. */
const HEADER = 8;
const LENGTH_AT = 4;

/**
 * Takes stdout and stderr of a container apart that come as one stream of pieces, as Docker's API has it for attaching to
 * a container ("Stream format" of ContainerAttach).
 */
export class OutputFrames {
  private header = Buffer.alloc(0);
  private stream: Stream = "stdout";
  /** Bytes of the piece that are still to come. */
  private left = 0;

  constructor(private readonly onData: (data: Buffer, stream: Stream) => void) {}

  /**
   * Tells what a chunk brings, neighbouring pieces of one stream as one: a step that prints short lines makes thousands.
   *
   * @param chunk belongs to this from now on, and what is told is a part of it
   */
  push(chunk: Buffer): void {
    /** What is put together so far. */
    let [start, end] = [0, 0];
    for (let at = 0; at < chunk.length;) {
      if (this.left === 0) {
        const before = this.stream;
        at = this.readHeader(chunk, at);
        if (this.stream === before) continue;
        this.tell(chunk.subarray(start, end), before);
        start = end;
      }
      const next = Math.min(at + this.left, chunk.length);
      chunk.copy(chunk, end, at, next);
      end += next - at;
      this.left -= next - at;
      at = next;
    }
    this.tell(chunk.subarray(start, end), this.stream);
  }

  /** @returns where it goes on */
  private readHeader(chunk: Buffer, at: number): number {
    const part = chunk.subarray(at, at + HEADER - this.header.length);
    const header = Buffer.concat([this.header, part]);
    const isWhole = header.length === HEADER;
    this.header = isWhole ? Buffer.alloc(0) : header;
    if (isWhole) {
      this.stream = STREAMS[header[0]] === "stderr" ? "stderr" : "stdout";
      this.left = header.readUInt32BE(LENGTH_AT);
    }
    return at + part.length;
  }

  private tell(data: Buffer, stream: Stream): void {
    if (data.length > 0) this.onData(data, stream);
  }
}
