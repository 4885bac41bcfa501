import * as fs from "node:fs";
import * as path from "node:path";
import { ExitCode, RunnerError } from "../exit-code";
import { Address } from "./address";
import { commitSource } from "./commit";
import { git, gitEnvironment, GitError, gitWork, Repository } from "./git";
import { SourceFolder } from "./source-folder";
import { removeFolder, temporaryFolder } from "../leftovers/temporary-folder";

/** Hands git a password without an argument or a file: others see arguments, and files outlive a killed process. */
const HELPER =
  '!f() { [ "$1" = get ] && printf "username=%s\\npassword=%s\\n" "$OCI_DEVOPS_GIT_USER" "$OCI_DEVOPS_GIT_PASSWORD"; }; f';

/**
 * One commit of a repository elsewhere, fetched alone into a temporary folder that goes with the source.
 *
 * @param signal ends the fetching
 * @throws RunnerError when it cannot be fetched
 */
export async function fetchSource(
  name: string,
  address: Address,
  signal?: AbortSignal,
): Promise<SourceFolder> {
  const folder = temporaryFolder("source");
  const dispose = () => removeFolder(folder);
  const { url, ref = "HEAD" } = address;
  try {
    const repository: Repository = { folder: path.join(folder, "repository"), isBare: true };
    fs.mkdirSync(repository.folder);
    // Templates may hold hooks.
    git(repository, ["init", "--quiet", "--bare", "--template="]);
    const only = ["--no-tags", "--depth=1", "--no-recurse-submodules", "--no-auto-maintenance"];
    await gitWork(
      repository,
      ["fetch", "--quiet", ...only, "--", url, ref],
      fetchEnvironment(address),
      signal,
    );
    const shown = address.ref === undefined ? url : `${url}#${ref}`;
    return commitSource({ name, shown, repository, ref: "FETCH_HEAD", dispose });
  } catch (error) {
    dispose();
    if (signal?.aborted) {
      const exitCode = signal.reason === "SIGTERM" ? ExitCode.TERMINATED : ExitCode.INTERRUPTED;
      throw new RunnerError(exitCode, `source ${name}: interrupted while ${ref} of ${url} was fetched`);
    }
    if (!(error instanceof GitError)) throw error;
    const said = address.password ? error.message.replaceAll(address.password, "***") : error.message;
    throw new RunnerError(ExitCode.USAGE, `source ${name}: ${ref} of ${url} cannot be fetched: ${said}`);
  }
}

/** Of the user's own settings all hold, but nothing may be asked and no other protocol spoken. */
function fetchEnvironment({ url, protocol, user, password }: Address): NodeJS.ProcessEnv {
  const host = protocol === "https" ? new URL(url).origin : "";
  const settings: [string, string][] = [
    ...(user === undefined ? [] : [[`credential.${host}.username`, user] as [string, string]]),
    // An empty one forgets the user's own helpers, which would keep the password.
    ...(password === undefined
      ? []
      : ["", HELPER].map((value): [string, string] => ["credential.helper", value])),
  ];
  const before = Number(process.env.GIT_CONFIG_COUNT ?? "0") || 0;
  return {
    ...gitEnvironment(),
    GIT_ALLOW_PROTOCOL: protocol,
    GIT_CONFIG_COUNT: String(before + settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${before + i}`, key],
        [`GIT_CONFIG_VALUE_${before + i}`, value],
      ]),
    ),
    ...(password === undefined ? {} : { OCI_DEVOPS_GIT_USER: user ?? "", OCI_DEVOPS_GIT_PASSWORD: password }),
  };
}
