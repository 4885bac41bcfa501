import { Token } from "cdktf";

/** That of the Fn Project's engine (api/models/error.go), which OCI Functions is built on; its own API names none. */
const LONGEST_NAME = 255;
/** Functions API, `config` of `CreateApplicationDetails` and `CreateFunctionDetails`. */
const CONFIG_KEY = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** 4 KB of UTF-8; as above. */
const CONFIG_OCTETS = 4096;

/** What is wrong with the name of an application or a function. */
export function wrongDisplayName(displayName: string): string[] {
  const { length } = displayName;
  return Token.isUnresolved(displayName) || (length > 0 && length <= LONGEST_NAME)
    ? []
    : [`displayName has ${length} characters; OCI Functions takes 1 to ${LONGEST_NAME}`];
}

/** What is wrong with the environment variables of an application or a function. */
export function wrongConfig(config: { readonly [key: string]: string } = {}): string[] {
  const isKnown = (text: string) => !Token.isUnresolved(text);
  const keys = Object.keys(config).filter((key) => isKnown(key) && !CONFIG_KEY.test(key));
  const octets = Buffer.byteLength(Object.entries(config).flat().filter(isKnown).join(""));
  return [
    ...keys.map(
      (key) => `config key ${JSON.stringify(key)}: takes letters, digits and underscores, no digit first`,
    ),
    ...(octets > CONFIG_OCTETS
      ? [`config has ${octets} octets of keys and values; OCI Functions takes at most ${CONFIG_OCTETS}`]
      : []),
  ];
}

/** The OCIDs that are empty, by what they are of. */
export function emptyOcids(ocids: { readonly [name: string]: string }): string[] {
  return Object.entries(ocids)
    .filter(([, ocid]) => ocid === "")
    .map(([name]) => `${name} is empty; it takes an OCID`);
}
