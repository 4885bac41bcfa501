import * as fs from "node:fs";
import { SourceFolder } from "./source/source-folder";
import { PREDEFINED_VARIABLES } from "../build-spec/predefined-variables";
import { ManagedBuildPlan, PipelinePlan } from "../pipeline/pipeline-plan";

/** Where tools look for the certificates they trust. */
const CA_VARIABLES = [
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "GIT_SSL_CAINFO",
];
const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** Whether this runs in a CI system, where nobody watches and a log is kept. */
export function isCi({ CI = "" }: NodeJS.ProcessEnv): boolean {
  return !["", "0", "false"].includes(CI.toLowerCase());
}

/** The event that started a run. */
export interface TriggerEvent {
  /** Such as `PUSH`. */
  readonly type: string;
}

/** The variables that the service predefines for every step; those of a trigger are empty in a manual run. */
export function predefinedVariables(
  pipeline: PipelinePlan,
  stage: ManagedBuildPlan,
  buildRunId: string,
  source: Pick<SourceFolder, "commit">,
  workspace: string,
  trigger?: TriggerEvent,
): Map<string, string> {
  const primary = stage.sources.find(({ name }) => name === stage.primarySource);
  const commit = source.commit ?? "";
  const { url = "", branch = "" } = primary ?? {};
  const values: Readonly<Record<PredefinedName, string>> = {
    OCI_STAGE_ID: stage.stageId,
    OCI_PIPELINE_ID: pipeline.pipelineId,
    OCI_BUILD_RUN_ID: buildRunId,
    OCI_BUILD_STAGE_NAME: stage.displayName,
    OCI_PRIMARY_SOURCE_NAME: stage.primarySource,
    OCI_PRIMARY_SOURCE_DIR: `${workspace}/${stage.primarySource}`,
    OCI_WORKSPACE_DIR: workspace,
    OCI_PRIMARY_SOURCE_COMMIT_HASH: commit,
    OCI_PRIMARY_SOURCE_SOURCE_URL: url,
    OCI_PRIMARY_SOURCE_SOURCE_BRANCH_NAME: branch,
    OCI_TRIGGER_COMMIT_HASH: commit,
    OCI_TRIGGER_SOURCE_BRANCH_NAME: branch,
    OCI_TRIGGER_SOURCE_URL: url,
    OCI_TRIGGER_EVENT_TYPE: trigger?.type ?? "",
  };
  return new Map(
    PREDEFINED_VARIABLES.map(({ name, whenSet }) => [
      name,
      whenSet === "triggered" && trigger === undefined ? "" : values[name],
    ]),
  );
}

type PredefinedName = (typeof PREDEFINED_VARIABLES)[number]["name"];

/** What a machine behind a company proxy hands on: certificates and proxies. */
export interface NetworkSettings {
  /** Text of the CA bundle that each variable of the host names; they may differ, as one may only add to the system's. */
  readonly caBundles: ReadonlyMap<string, string>;
  readonly proxies: ReadonlyMap<string, string>;
}

export function networkSettings(env: NodeJS.ProcessEnv): NetworkSettings {
  const files = CA_VARIABLES.flatMap((name): [string, string][] => {
    const file = env[name];
    return file && fs.existsSync(file) ? [[name, fs.readFileSync(file, "utf8")]] : [];
  });
  return {
    caBundles: new Map(files),
    proxies: new Map(PROXY_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]!]] : []))),
  };
}

/** Passwords that stand in the addresses of proxies. */
export function proxyPasswords({ proxies }: NetworkSettings): string[] {
  return [...proxies.values()].flatMap((address) => {
    const withoutScheme = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
    const password = /^[^/@:]*:(.+)@/.exec(withoutScheme)?.[1];
    return password === undefined ? [] : [password, decoded(password)];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text;
  }
}

/**
 * The container client's configuration that hands proxies to the images it builds; the client itself then passes
 * them as build arguments, which stay out of the images.
 */
export function dockerClientConfig({ proxies }: NetworkSettings): string | undefined {
  const value = (name: string) => proxies.get(name) ?? proxies.get(name.toLowerCase());
  const defaults = {
    httpProxy: value("HTTP_PROXY"),
    httpsProxy: value("HTTPS_PROXY"),
    noProxy: value("NO_PROXY"),
  };
  return proxies.size === 0 ? undefined : JSON.stringify({ proxies: { default: defaults } });
}
