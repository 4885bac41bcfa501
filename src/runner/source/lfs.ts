/** First line of what Git LFS leaves in place of a large file. */
const LFS_MARK = "version https://git-lfs.github.com/spec/v1\n";
/** Sizes in bytes that a pointer of Git LFS can have. */
const LFS_POINTER = { least: 100, most: 1023 };

/** Whether a file of this size may be a pointer of Git LFS. */
export function mayBePointer(size: number): boolean {
  return size >= LFS_POINTER.least && size <= LFS_POINTER.most;
}

/** Whether a file is only a pointer of Git LFS to its contents. */
export function isPointer(content: Buffer): boolean {
  return content.subarray(0, LFS_MARK.length).toString("latin1") === LFS_MARK;
}
