import { userError } from "./user-error";

/**
 * One change of a generated specification, for what this package has no option for: JSON Patch's `add`, `replace` and
 * `remove` (RFC 6902), by JSON Pointer (RFC 6901).
 */
export class BuildSpecPatch {
  /**
   * Adds a value: a key of a mapping, or an item of a list before the one at that index, `-` for the end.
   *
   * @param pointer such as `/env/variables/MODE`, `/steps/-`; `~1` stands for a slash, `~0` for a tilde
   */
  public static add(pointer: string, value: any): BuildSpecPatch {
    return new BuildSpecPatch("add", pointer, value);
  }

  /** Puts a value in the place of one that is there, such as the one at `/steps/0/timeoutInSeconds`. */
  public static replace(pointer: string, value: any): BuildSpecPatch {
    return new BuildSpecPatch("replace", pointer, value);
  }

  /** Removes a value that is there. */
  public static remove(pointer: string): BuildSpecPatch {
    return new BuildSpecPatch("remove", pointer);
  }

  private constructor(
    /** `add`, `replace` or `remove`. */
    public readonly operation: string,
    /** Where. */
    public readonly pointer: string,
    /** What; undefined for `remove`. */
    public readonly value?: any,
  ) {}
}

/**
 * A copy of a document with all changes made, one after the other.
 *
 * @throws Error that names the first change that finds no place
 */
export function patched<T>(document: T, patches: readonly BuildSpecPatch[]): T {
  const copy = structuredClone(document);
  patches.forEach((patch, i) => {
    const problem = apply(copy, patch);
    if (problem === undefined) return;
    throw userError(`patch ${i + 1}, ${patch.operation} ${JSON.stringify(patch.pointer)}: ${problem}`);
  });
  return copy;
}

function apply(document: unknown, { operation, pointer, value }: BuildSpecPatch): string | undefined {
  if (!/^(\/([^~]|~[01])*)+$/.test(pointer)) {
    return "it is no place inside the document; write it as /steps/0/command, ~1 for a slash and ~0 for a tilde";
  }
  const path = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  const last = path.pop()!;
  const parent = path.reduce<unknown>((at, part) => (isThere(at, part) ? at[part] : undefined), document);
  if (typeof parent !== "object" || parent === null) return "there is nothing that could hold it";
  if (operation !== "add" && !isThere(parent, last)) return `there is no ${JSON.stringify(last)}`;
  const own = structuredClone(value);
  if (Array.isArray(parent)) {
    const index = last === "-" ? parent.length : Number(last);
    if (!/^(-|0|[1-9]\d*)$/.test(last) || index > parent.length) {
      return `${JSON.stringify(last)} is no place in a list of ${parent.length}`;
    }
    parent.splice(index, operation === "add" ? 0 : 1, ...(operation === "remove" ? [] : [own]));
  } else if (operation === "remove") {
    delete (parent as Record<string, unknown>)[last];
  } else {
    // An assignment to __proto__ would not make a key.
    Object.defineProperty(parent, last, { value: own, enumerable: true, configurable: true, writable: true });
  }
  return undefined;
}

function isThere(parent: unknown, key: string): parent is Record<string, unknown> {
  return typeof parent === "object" && parent !== null && Object.hasOwn(parent, key);
}
