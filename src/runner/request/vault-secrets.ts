import { StageSpec } from "../stage/stage-spec";

/** A variable of a build specification whose value is a secret in a vault. */
export interface VaultVariable {
  readonly name: string;
  /** OCID of the secret. */
  readonly secretId: string;
}

/** @returns values by OCID, of as many variables as there were answers for */
export type AskSecrets = (variables: readonly VaultVariable[]) => Promise<ReadonlyMap<string, string>>;

/** Asks for each value only once. */
export function rememberedAnswers(ask: AskSecrets | undefined): AskSecrets | undefined {
  const known = new Map<string, string>();
  return (
    ask &&
    (async (variables) => {
      const open = variables.filter(({ secretId }) => !known.has(secretId));
      const answers = open.length === 0 ? [] : await ask(open);
      for (const [secretId, value] of answers) known.set(secretId, value);
      return known;
    })
  );
}

/** What a user gives of the secrets that a run needs. */
export interface SecretRequest {
  /** Values by OCID or by the name of the vault variable; each must be for one that a stage has. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Values for what `secrets` leaves open, as of a file that several pipelines share; others are left alone. */
  readonly sharedSecrets?: ReadonlyMap<string, string>;
  /** Asks for the values that are missing still; undefined when there is nobody to ask. */
  readonly askSecrets?: AskSecrets;
}

/** The vault variables of all stages, each once. */
export function vaultVariables(specs: readonly StageSpec[]): VaultVariable[] {
  const all = specs.flatMap(({ document }) => Object.entries(document.env?.vaultVariables ?? {}));
  const distinct = new Map(all.map(([name, secretId]) => [`${name}=${secretId}`, { name, secretId }]));
  return [...distinct.values()];
}

/** Values by OCID. One for the OCID counts before one for the name, and one of this run before a shared one. */
export function givenSecrets(
  variables: readonly VaultVariable[],
  { secrets, sharedSecrets = new Map() }: SecretRequest,
): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, secretId } of variables) {
    const value = [secrets, sharedSecrets]
      .flatMap((given: ReadonlyMap<string, string>) => [given.get(secretId), given.get(name)])
      .find((one) => one !== undefined);
    if (value !== undefined && !values.has(secretId)) values.set(secretId, value);
  }
  return values;
}

/** Problems with values that no stage asks for: most are for a name that is misspelt. */
export function unknownSecrets(
  variables: readonly VaultVariable[],
  given: ReadonlyMap<string, string>,
): string[] {
  const known = new Set(variables.flatMap(({ name, secretId }) => [name, secretId]));
  const names = [...new Set(variables.map(({ name }) => name))].join(", ") || "none";
  return [...given.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `--secret ${name}: no stage has such a vault variable; there are: ${names}`);
}

/** Problems with variables that have no value, the last of which is how to give one. */
export function missingSecrets(
  variables: readonly VaultVariable[],
  values: ReadonlyMap<string, string>,
): string[] {
  const missing = variables.filter(({ secretId }) => !values.has(secretId));
  if (missing.length === 0) return [];
  return [
    ...missing.map(({ name }) => `vault variable ${name} has no value`),
    "give a value with --secret NAME=@FILE, NAME=env:VARIABLE or NAME=cmd:COMMAND, several with --secrets-file FILE",
  ];
}

/** Values with those that somebody was asked for. */
export async function withAnswers(
  variables: readonly VaultVariable[],
  values: ReadonlyMap<string, string>,
  ask: AskSecrets | undefined,
): Promise<ReadonlyMap<string, string>> {
  const open = variables.filter(({ secretId }) => !values.has(secretId));
  if (ask === undefined || open.length === 0) return values;
  const asked = new Map(open.map((variable) => [variable.secretId, variable]));
  return new Map([...values, ...(await ask([...asked.values()]))]);
}
