const os = jest.requireActual<typeof import("node:os")>("node:os");

/** Folder that stands for the one of temporary files; the machine's own when undefined. */
export const temporary: { folder?: string } = {};

/** `node:os` whose folder for temporary files can be moved; setting TMPDIR in a test does not reach it. */
export const movableOs = { ...os, tmpdir: () => temporary.folder ?? os.tmpdir() };
