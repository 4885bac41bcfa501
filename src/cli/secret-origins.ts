import { pairs } from "./pairs";
import { GivenSecrets, readSecrets, SecretOptions } from "./secrets";
import { VaultVariable } from "../runner/request/vault-secrets";

/** A command is recognized by what follows the name. */
const COMMAND = /^[^=]+=cmd:[^]/;

/** Like `readSecrets`, but runs no command: a secret that one would print has an empty value. */
export function readSecretsWithoutCommands(options: SecretOptions, env: NodeJS.ProcessEnv): GivenSecrets {
  const isCommand = (text: string) => COMMAND.test(text);
  const others = options.secret.filter((text) => !isCommand(text));
  const { secrets, sharedSecrets } = readSecrets({ ...options, secret: others }, env);
  const commands = pairs("--secret", options.secret.filter(isCommand)).keys();
  const unread = [...commands].map((name): [string, string] => [name, ""]);
  return { secrets: new Map([...secrets, ...unread]), sharedSecrets };
}

/**
 * Where the values of vault variables come from, by the OCID of the secret; never a value, nor a command, in which one
 * may stand.
 *
 * @param canAsk whether somebody will be asked for what is missing
 */
export function secretOrigins(
  variables: readonly VaultVariable[],
  { secret, secretsFile }: SecretOptions,
  { sharedSecrets }: GivenSecrets,
  canAsk: boolean,
): Map<string, string> {
  const options = pairs("--secret", secret);
  const origins = new Map<string, string>();
  for (const { name, secretId } of variables) {
    // In the order in which a run looks for them.
    const keys = [secretId, name];
    const own = keys.find((key) => options.has(key));
    const shared = keys.find((key) => sharedSecrets.has(key));
    const origin =
      (own && `--secret ${own}, ${kindOf(options.get(own)!)}`) ??
      (shared && `--secrets-file ${secretsFile}, ${shared}`);
    if (origin !== undefined && !origins.has(secretId)) origins.set(secretId, origin);
  }
  for (const { secretId } of variables) {
    if (canAsk && !origins.has(secretId)) origins.set(secretId, "the terminal, when the run begins");
  }
  return origins;
}

function kindOf(from: string): string {
  if (from.startsWith("@")) return `file ${from.slice(1)}`;
  return from.startsWith("env:")
    ? `environment variable ${from.slice("env:".length)}`
    : "what a command prints";
}
