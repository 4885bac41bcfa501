/**
 * How a behaviour of the runner is known: `documented` by Oracle, `observed` in a published log or report of a real
 * run, or `assumed`, which only a run on the service can confirm.
 */
export type Basis = "documented" | "observed" | "assumed";

/** One behaviour of the service's build runner and what the local one makes of it. */
export interface FidelityRow {
  readonly behaviour: string;
  readonly basis: Basis;
  /** Where it is known from. */
  readonly source: string;
  /** What can be chosen instead; the first value is the default. Every assumed behaviour has one. */
  readonly choices?: readonly string[];
}

const BUILD_SPECS = "https://docs.oracle.com/iaas/Content/devops/using/build_specs.htm";
const RUNTIME = "https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm";
const API = "DevOps API 20210630";
const LOG = "log of a run, Oracle's lab for OKE, 2021";

/**
 * What the local runner does where the service's behaviour matters, by the name that `--assume` takes.
 *
 * Checked against what was known in November 2026.
 */
export const FIDELITY = {
  "new-shell": {
    behaviour: "each step is a new shell that starts in the primary source's directory",
    basis: "observed",
    source: `${LOG}; public specifications rely on it`,
  },
  "carried-variables": {
    behaviour:
      "PATH and the names that env declares carry to the following steps, exported or not; nothing else does",
    basis: "observed",
    source: LOG,
  },
  "line-breaks": {
    behaviour: "each line break in a carried value becomes a blank in the following steps",
    basis: "documented",
    source: "Oracle's sample oci-devops-variables-shell-buildpipeline",
  },
  "fail-fast-default": {
    behaviour: "a step without failImmediatelyOnError ends with its last command's exit code",
    basis: "assumed",
    source: "Oracle's samples have failing commands amid steps that succeed",
    choices: ["off", "on"],
  },
  pipefail: {
    behaviour: "a pipeline ends with its last command's exit code, with failImmediatelyOnError, too",
    basis: "assumed",
    source: "users set pipefail themselves",
    choices: ["off", "on"],
  },
  "longest-time": {
    behaviour: "a file without timeoutInSeconds may take 28800 s, and none may take longer",
    basis: "assumed",
    source: "from memory of Oracle's table of limits",
    choices: ["28800", "SECONDS"],
  },
  "smallest-time": {
    behaviour: "the smallest of what is left of the times of step, file and stage ends a step",
    basis: "assumed",
    source: "public specifications have steps with more time than their file",
    choices: ["on", "off"],
  },
  "on-failure-rescues": {
    behaviour: "an onFailure block does not rescue the stage, and no later step runs",
    basis: "assumed",
    source: "log of the sibling shell stage of deployments",
    choices: ["off", "on"],
  },
  "on-failure-after-timeout": {
    behaviour: "an onFailure block runs after a timeout as after any failure, with a time of its own",
    basis: "assumed",
    source: "nothing says otherwise",
    choices: ["on", "off"],
  },
  "exit-zero-saves": {
    behaviour: "variables assigned before an `exit 0` carry",
    basis: "documented",
    source:
      "Oracle's sample oci-devops-variables-shell-buildpipeline: what a step assigns, the following ones see",
  },
  "parameters-in-variables": {
    behaviour: "${NAME} in a value of env.variables stays as it is",
    basis: "assumed",
    source: "no public specification uses it",
    choices: ["off", "on"],
  },
  "parameters-in-outputs": {
    behaviour: "${NAME} of a pipeline parameter in the location of an output stays as it is",
    basis: "observed",
    source: "comment in a test of OCI DevOps, 2021",
    choices: ["off", "on"],
  },
  "bare-variables-in-locations": {
    behaviour: "$NAME without braces in a location stays as it is",
    basis: "observed",
    source: "report of a migration to Oracle Linux 8, 2026",
  },
  "localhost-images": {
    behaviour: "an output image NAME is also looked for as localhost/NAME, where podman keeps it",
    basis: "assumed",
    source: "reports of runs on Oracle Linux 8 differ",
    choices: ["on", "off"],
  },
  "exported-without-value": {
    behaviour: "an exported variable without a value is left out with a warning",
    basis: "assumed",
    source: `${API}: a value has at least 1 character`,
    choices: ["left-out", "fails"],
  },
  "exported-too-long": {
    behaviour: "an exported variable of more than 255 characters is kept with a warning",
    basis: "assumed",
    source: `${API}: a value has at most 255 characters; a test of OCI DevOps exports more`,
    choices: ["kept", "fails"],
  },
  "vulnerability-audit": {
    behaviour: "a VulnerabilityAudit step is not run; it succeeds when its pom.xml is there",
    basis: "assumed",
    source: "the audit is a service of its own",
    choices: ["succeeds", "fails"],
  },
  "trigger-variables": {
    behaviour: "OCI_TRIGGER_* are empty unless a trigger is simulated",
    basis: "documented",
    source: BUILD_SPECS,
  },
  user: {
    behaviour: "steps run as root with HOME=/root unless runAs names a user, who must exist",
    basis: "observed",
    source: LOG,
  },
  "standard-input": {
    behaviour: "steps read an empty standard input and have no terminal",
    basis: "assumed",
    source: "nothing says otherwise",
    choices: ["empty", "closed"],
  },
  tools: {
    behaviour: "the tools and versions of the builder image, which are not those of the service's",
    basis: "documented",
    source: RUNTIME,
  },
  "resource-principal": {
    behaviour: "steps have no credentials of OCI; those of the service have the pipeline's",
    basis: "documented",
    source: RUNTIME,
  },
} as const satisfies Readonly<Record<string, FidelityRow>>;

export type FidelityName = keyof typeof FIDELITY;
