import { conformed } from "./block-value";
import { checkConfig, Finding } from "./check-config";
import { Cloud } from "./cloud";
import { CloudError } from "./cloud-error";
import { readDataSource } from "./data-source";
import { decided } from "./decided-values";
import { PlannedChange, planChange } from "./plan-change";
import { ProjectWrites } from "./project-writes";
import { BlockSchema, providerSchema } from "./provider-schema";
import { checkReferenceTypes } from "./references";
import { unconfigurable } from "./unconfigurable";
import { ValueMap } from "./value";

/** One request to the service, as it was answered. */
export interface CloudRequest {
  readonly operation: "create" | "update" | "delete";
  readonly type: string;
  /** OCID; undefined where none was given yet. */
  readonly id?: string;
  /** HTTP status: 200, 404 or 409. */
  readonly status: number;
}

/** An answer, with what is wrong. */
export interface Answer<T> {
  readonly result?: T;
  readonly findings: readonly Finding[];
}

export interface ProviderOptions {
  /** Answers of data sources about things that no resource makes, by type. */
  readonly dataSources: Readonly<Record<string, ValueMap>>;
  /** Whether a 409 to a concurrent write ends the apply, as `disable_409_retry` of the real provider makes it. */
  readonly isRetryDisabled: boolean;
}

/** What the provider oracle/oci does, without a cloud. */
export class Provider {
  readonly requests: CloudRequest[] = [];
  private readonly writes = new ProjectWrites();

  constructor(
    private readonly cloud: Cloud,
    private readonly options: ProviderOptions,
  ) {}

  /** Terraform asks for it before each plan and each apply, so values that were unknown are checked in their turn. */
  validate(type: string, config: ValueMap): Finding[] {
    return [
      ...checkConfig(type, config),
      ...unconfigurable(blockOf(type), config),
      ...checkReferenceTypes(type, config),
    ];
  }

  /** @returns null for a deletion, which Terraform plans by itself */
  plan(type: string, prior: ValueMap | null, proposed: ValueMap | null): PlannedChange | null {
    return proposed === null ? null : planChange(type, prior ?? undefined, proposed);
  }

  async apply(
    type: string,
    prior: ValueMap | null,
    planned: ValueMap | null,
  ): Promise<Answer<ValueMap | null>> {
    if (planned === null) return this.delete(type, prior!);
    return prior === null ? this.create(type, planned) : this.update(type, prior, planned);
  }

  read(type: string, current: ValueMap): ValueMap | null {
    const found = this.cloud.get(String(current.id));
    if (found === undefined) return null;
    // What OCI does not know, such as timeouts, stays as Terraform has it.
    return conformed(blockOf(type), { ...current, ...found.attributes });
  }

  import(type: string, id: string): Answer<ValueMap> {
    const found = this.cloud.get(id);
    if (found?.type === type) {
      return { result: conformed(blockOf(type), { ...found.attributes, id }), findings: [] };
    }
    const problem = found === undefined ? "does not exist" : `is a ${found.type}`;
    return failed(
      new CloudError(404, "NotAuthorizedOrNotFound", `${id} ${problem}; ${type} cannot be imported from it`),
    );
  }

  readData(type: string, config: ValueMap): Answer<ValueMap> {
    return attempt(() => readDataSource(type, config, this.cloud, this.options.dataSources));
  }

  private create(type: string, planned: ValueMap): Promise<Answer<ValueMap | null>> {
    const complete = (known: ValueMap) => decided(blockOf(type), planned, known, new Date());
    return this.write(
      "create",
      type,
      planned,
      undefined,
      () => this.cloud.create(type, planned, complete).attributes,
    );
  }

  private async update(type: string, prior: ValueMap, planned: ValueMap): Promise<Answer<ValueMap | null>> {
    const id = String(prior.id);
    const complete = (known: ValueMap) => decided(blockOf(type), planned, known, new Date());
    const work = () => this.cloud.update(id, planned, complete).attributes;
    return unlessFailed(prior, await this.write("update", type, planned, id, work));
  }

  private async delete(type: string, prior: ValueMap): Promise<Answer<ValueMap | null>> {
    const id = String(prior.id);
    if (this.cloud.get(id) === undefined) return { result: null, findings: [] };
    const work = () => {
      this.cloud.delete(id);
      return null;
    };
    return unlessFailed(prior, await this.write("delete", type, prior, id, work));
  }

  private async write<T>(
    operation: CloudRequest["operation"],
    type: string,
    attributes: ValueMap,
    id: string | undefined,
    work: () => T,
  ): Promise<Answer<T>> {
    const record = (status: number) => void this.requests.push({ operation, type, id, status });
    const project = this.projectOf(type, attributes);
    if (project !== undefined && this.writes.isBusy(project)) {
      record(409);
      if (this.options.isRetryDisabled) {
        return failed(
          new CloudError(
            409,
            "IncorrectState",
            `${project} is being changed by another request; do one after the other`,
          ),
        );
      }
    }
    const done = () => attempt(work, record);
    return project === undefined ? done() : this.writes.do(project, done);
  }

  private projectOf(type: string, attributes: ValueMap): string | undefined {
    if (!type.startsWith("oci_devops_")) return undefined;
    const project = { ...attributes, ...this.cloud.inherited(type, attributes) }.project_id;
    return typeof project === "string" ? project : undefined;
  }
}

function blockOf(type: string): BlockSchema {
  return providerSchema().resource_schemas[type].block;
}

/** What failed leaves what was there. */
function unlessFailed(prior: ValueMap, answer: Answer<ValueMap | null>): Answer<ValueMap | null> {
  return answer.findings.length > 0 ? { ...answer, result: prior } : answer;
}

function attempt<T>(work: () => T, record: (status: number) => void = () => undefined): Answer<T> {
  try {
    const result = work();
    record(200);
    return { result, findings: [] };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    record(error.status);
    return failed(error);
  }
}

function failed<T>({ status, code, message, path }: CloudError): Answer<T> {
  return { findings: [{ severity: "error", path, summary: `${status}-${code}, ${message}`, detail: "" }] };
}
