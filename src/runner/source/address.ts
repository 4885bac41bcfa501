/** What a source is taken from, by its words on the command line. */
export type SourcePlace =
  | { readonly kind: "folder"; readonly folder: string; readonly ref?: string }
  | { readonly kind: "address"; readonly address: Address };

/** Address of a repository elsewhere. */
export interface Address {
  /** Without user and password where git would show them to everybody on this machine. */
  readonly url: string;
  readonly protocol: "https" | "ssh" | "file";
  readonly ref?: string;
  readonly user?: string;
  readonly password?: string;
}

const PROTOCOLS: Readonly<Record<string, Address["protocol"]>> = {
  "https:": "https",
  "ssh:": "ssh",
  "file:": "file",
};
/** `user@host:path`, which git takes for ssh. */
const SHORT_SSH = /^[\w.+-]+@[\w.-]+:(?!\/\/).+$/;
/** What git accepts as the name of a branch or tag, or an object id; no refspec and no option. */
const REF = /^(?![-+/.])(?!.*(\.\.|@\{|\/\/))[^\s\p{Cc}~^:?*[\\]+$/u;

/**
 * Understands `DIR`, `DIR#REF`, `URL` and `URL#REF`.
 *
 * @param isFolder whether this machine has a folder of that path; a folder whose name has a `#` is found, too
 * @throws Error that says what is wrong, without a password
 */
export function parsePlace(text: string, isFolder: (path: string) => boolean): SourcePlace {
  if (isFolder(text)) return { kind: "folder", folder: text };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || SHORT_SSH.test(text)) {
    return { kind: "address", address: parseAddress(text) };
  }
  if (/^[a-z][a-z0-9+.-]*::/i.test(text)) {
    throw new Error("a source is a folder or an address that starts with https://, ssh:// or file://");
  }
  for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", at + 1)) {
    const [folder, ref] = [text.slice(0, at), text.slice(at + 1)];
    if (!isFolder(folder)) continue;
    if (ref === "" || ref.startsWith("-")) throw new Error("the # is followed by no branch, tag or commit");
    return { kind: "folder", folder, ref };
  }
  throw new Error("there is no such folder");
}

function parseAddress(text: string): Address {
  const [url, ...rest] = text.split("#");
  const ref = rest.length === 0 ? undefined : rest.join("#");
  if (ref !== undefined && !REF.test(ref)) {
    throw new Error(`${JSON.stringify(ref)} is no branch, tag or commit that can be fetched`);
  }
  if (/[\s\p{Cc}]/u.test(url)) throw new Error("an address has no blanks");
  if (!url.includes("://")) return { url, protocol: "ssh", ref };
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new Error("it is no address that can be read");
  }
  const protocol = PROTOCOLS[parsed.protocol];
  if (protocol === undefined) {
    throw new Error(`${parsed.protocol}// is not taken, only https://, ssh:// and file:// are`);
  }
  const [user, password] = [decoded(parsed.username), decoded(parsed.password)];
  if (protocol === "ssh" && password !== undefined) {
    throw new Error("ssh takes no password from an address; remove it");
  }
  if (protocol === "https") {
    parsed.username = "";
    parsed.password = "";
    return { url: parsed.href, protocol, ref, user, password };
  }
  return { url, protocol, ref };
}

function decoded(part: string): string | undefined {
  if (part === "") return undefined;
  const text = decodeURIComponent(part);
  if (/\p{Cc}/u.test(text)) {
    throw new Error("the user or the password in the address has a control character");
  }
  return text;
}

/** A text of the user's as messages may show it: without what may be a password. */
export function withoutPassword(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
