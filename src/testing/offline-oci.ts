import { ChildProcess, fork } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Order, Questions, Reply } from "../offline-oci/orders";

/** Attributes as Terraform names them, such as `{ compartment_id: "ocid1.compartment..." }`. */
export type OfflineAttributes = Record<string, any>;

/** Something that exists in the stand-in for OCI. */
export interface OfflineResource {
  /** OCID. */
  readonly id: string;
  /** Terraform type, such as `oci_devops_project`. */
  readonly type: string;
  /** What OCI knows of it. */
  readonly attributes: OfflineAttributes;
}

/** A request that Terraform made to the stand-in, and how it was answered. */
export interface OfflineRequest {
  readonly operation: "create" | "update" | "delete";
  /** Terraform type. */
  readonly type: string;
  /** OCID; undefined for a creation. */
  readonly id?: string;
  /** HTTP status: 200, 404 or 409. */
  readonly status: number;
}

/** How the stand-in begins. */
export interface OfflineOciOptions {
  /**
   * What is there before Terraform makes anything: OCID to attributes. An attribute `compartment_id` that is not given
   * is `OfflineOci.compartmentId`.
   *
   * @default - only a tenancy and a compartment
   */
  readonly existing?: Readonly<Record<string, OfflineAttributes>>;
  /**
   * Answers of data sources about things that no resource makes, by type, such as
   * `{ oci_objectstorage_namespace: { namespace: "acme" } }`.
   *
   * @default - such data sources answer 404
   */
  readonly dataSources?: Readonly<Record<string, OfflineAttributes>>;
  /**
   * File that keeps what there is, so that a later stand-in goes on with it.
   *
   * @default - what there is ends with the work
   */
  readonly stateFile?: string;
  /**
   * Whether Terraform sees the 409 that a write to a DevOps project gets while another one is under way. The provider
   * itself tries again, unless its setting `disable_409_retry` is true.
   *
   * @default false
   */
  readonly disable409Retry?: boolean;
}

/** A stand-in for OCI and its Terraform provider that runs on this machine. */
export interface OfflineOci {
  /**
   * The variables by which Terraform and OpenTofu find the stand-in; set in `process.env` while the work runs. Jest
   * gives tests a copy of that, so commands that a jest test starts need `env: process.env`.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** OCID of a tenancy that is there. */
  readonly tenancyId: string;
  /** OCID of a compartment that is there. */
  readonly compartmentId: string;
  /** What Terraform has made and not deleted, of one type or of all. */
  resources(type?: string): Promise<OfflineResource[]>;
  /** All writes so far, in the order of their answers. */
  requests(): Promise<OfflineRequest[]>;
  /**
   * Changes attributes of something as a deployment or the console would, past Terraform.
   *
   * @throws Error when there is no such thing
   */
  change(id: string, attributes: OfflineAttributes): Promise<void>;
}

const TENANCY = "ocid1.tenancy.oc1..offline";
const COMPARTMENT = "ocid1.compartment.oc1..offline";
/** Providers are known by the registry they come from; Terraform and OpenTofu each have their own. */
const ADDRESSES = ["registry.terraform.io/oracle/oci", "registry.opentofu.org/oracle/oci"];
const REATTACH = "TF_REATTACH_PROVIDERS";
const PROGRAM = path.join(__dirname, "..", "..", "lib", "offline-oci", "process.js");

let isRunning = false;

/**
 * Runs some work while a stand-in for OCI answers Terraform on this machine, with no network and no tenancy.
 *
 * The stand-in serves the schema of oracle/oci 8.28.0, refuses what provider and service are known to refuse, and
 * keeps what Terraform makes. Terraform itself is the real one and must be on the PATH. `terraform` commands that the
 * work starts, cdktf's `toBeValidTerraform` and `toPlanSuccessfully` and `cdktf deploy` all find it.
 *
 * @throws Error when it is called while another call's work is still running: both would set the same variable
 */
export async function withOfflineOci<T>(
  work: (oci: OfflineOci) => Promise<T>,
  options: OfflineOciOptions = {},
): Promise<T> {
  if (isRunning) throw new Error("withOfflineOci is already running in this process; await it first");
  isRunning = true;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-"));
  const before = process.env[REATTACH];
  const child = fork(PROGRAM, { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  try {
    const ask = questioner(child);
    const socket = path.join(folder, "s");
    await ask("start", {
      socket,
      stateFile: options.stateFile,
      existing: existingOf(options),
      dataSources: options.dataSources ?? {},
      isRetryDisabled: options.disable409Retry ?? false,
    });
    const environment = { [REATTACH]: reattach(child.pid!, socket) };
    Object.assign(process.env, environment);
    return await work({
      environment,
      tenancyId: TENANCY,
      compartmentId: COMPARTMENT,
      resources: async (type) => {
        const all = (await ask("resources")) as OfflineResource[];
        const given = new Set(Object.keys(existingOf(options)));
        return all.filter((resource) => !given.has(resource.id) && (type ?? resource.type) === resource.type);
      },
      requests: async () => (await ask("requests")) as OfflineRequest[],
      change: async (id, attributes) => void (await ask("change", id, attributes)),
    });
  } finally {
    if (before === undefined) delete process.env[REATTACH];
    else process.env[REATTACH] = before;
    await end(child);
    fs.rmSync(folder, { recursive: true, force: true });
    isRunning = false;
  }
}

function existingOf({ existing = {} }: OfflineOciOptions): Record<string, OfflineAttributes> {
  const given = Object.entries(existing).map(([id, attributes]) => [
    id,
    { compartment_id: COMPARTMENT, ...attributes },
  ]);
  return { [TENANCY]: {}, [COMPARTMENT]: { compartment_id: TENANCY }, ...Object.fromEntries(given) };
}

function reattach(pid: number, socket: string): string {
  const plugin = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    Pid: pid,
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
  return JSON.stringify(Object.fromEntries(ADDRESSES.map((address) => [address, plugin])));
}

/** Sends questions to the process and waits for their answers. */
function questioner(child: ChildProcess) {
  const waiting = new Map<number, (reply: Reply) => void>();
  const lost = (reason: string) =>
    waiting.forEach((answer, number) =>
      answer({ number, error: `the stand-in for OCI has ended: ${reason}` }),
    );
  child.on("message", (reply: Reply) => waiting.get(reply.number)?.(reply));
  child.on("error", (error) => lost(error.message));
  child.on("exit", (code, signal) => lost(`exit code ${code}, signal ${signal}`));
  let count = 0;
  return async (question: "start" | keyof Questions, ...args: unknown[]): Promise<unknown> => {
    const number = ++count;
    const { result, error } = await new Promise<Reply>((resolve) => {
      waiting.set(number, resolve);
      child.send({ number, question, args } as Order, (problem) => {
        if (problem) resolve({ number, error: `the stand-in for OCI has ended: ${problem.message}` });
      });
    });
    waiting.delete(number);
    if (error !== undefined) throw new Error(error);
    return result;
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
