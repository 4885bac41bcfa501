import { formatPath } from "./attribute-path";
import { CloudError } from "./cloud-error";
import { providerSchema } from "./provider-schema";
import { referencesIn, TENANCY } from "./references";
import { nameAttribute, nameKey } from "./uniqueness";
import { Value, ValueMap } from "./value";
import { localOcid } from "../ocid/local-ocid";
import { ocidType, typeOfOcid } from "../ocid/ocid-type";

/** Something that exists. */
export interface CloudResource {
  readonly id: string;
  /** Terraform type; of what was there before, as far as its OCID tells. */
  readonly type: string;
  readonly attributes: ValueMap;
}

/** Keeps what a cloud must not forget when its process ends. */
export interface Journal {
  read(): Iterable<readonly [id: string, resource: CloudResource | undefined]>;
  append(id: string, resource: CloudResource | undefined): void;
}

/** Attributes in which a resource has its OCID a second time. */
const OCID_AGAIN: Readonly<Record<string, string>> = {
  oci_objectstorage_bucket: "bucket_id",
  oci_ons_notification_topic: "topic_id",
};

/** What there is, and the service's own rules of making, changing and deleting it. */
export class Cloud {
  private readonly resources = new Map<string, CloudResource>();
  /** By the OCID that is referred to: who does. */
  private readonly referrers = new Map<string, Set<string>>();
  private readonly names = new Map<string, string>();

  constructor(private readonly journal?: Journal) {
    for (const [id, resource] of journal?.read() ?? []) this.put(id, resource);
  }

  get(id: string): CloudResource | undefined {
    return this.resources.get(id);
  }

  ofType(type: string): CloudResource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  all(): CloudResource[] {
    return [...this.resources.values()];
  }

  /** Takes in something that Terraform did not make. */
  adopt(id: string, type: string, attributes: ValueMap): void {
    this.save(id, { id, type, attributes });
  }

  /**
   * Changes something from elsewhere, as a deployment or the console does.
   *
   * @throws CloudError when it does not exist
   */
  change(id: string, attributes: ValueMap): void {
    const found = this.existing(id);
    this.save(id, { ...found, attributes: { ...found.attributes, ...attributes } });
  }

  /**
   * @param complete gives the attributes with what OCI decides of them, given its OCID and what it inherits
   * @throws CloudError when something it refers to does not exist, or its name is taken
   */
  create(type: string, attributes: ValueMap, complete: (known: ValueMap) => ValueMap): CloudResource {
    return this.write(localOcid(ocidType(type)), type, attributes, complete);
  }

  /** @throws CloudError when it does not exist, something it refers to does not, or its name is taken */
  update(id: string, attributes: ValueMap, complete: (known: ValueMap) => ValueMap): CloudResource {
    return this.write(id, this.existing(id).type, attributes, complete);
  }

  /** @throws CloudError when something still refers to it */
  delete(id: string): void {
    const { type } = this.existing(id);
    const users = [...(this.referrers.get(id) ?? [])].map((user) => this.resources.get(user)!);
    if (users.length > 0) {
      const list = users.slice(0, 5).map((user) => `${user.type} ${user.id}`);
      throw new CloudError(
        409,
        "Conflict",
        `${type} ${id} cannot be deleted: ${users.length} thing(s) still refer to it, ${list.join(", ")}`,
      );
    }
    this.save(id, undefined);
  }

  /** Values that OCI sets and that are those of what the resource belongs to, such as its project's compartment. */
  inherited(type: string, attributes: ValueMap): ValueMap {
    const { attributes: schema = {} } = providerSchema().resource_schemas[type].block;
    // A function's environment belongs to its project, not to the function.
    const owners = referencesIn(type, attributes)
      .filter(({ path: [name] }) => schema[name]?.required)
      .map(({ ocid }) => this.resources.get(ocid)?.attributes ?? {});
    const names = ["project_id", "compartment_id"];
    const found = names.map((name) => [name, owners.map((owner) => owner[name]).find(isText)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as ValueMap;
  }

  private write(
    id: string,
    type: string,
    attributes: ValueMap,
    complete: (known: ValueMap) => ValueMap,
  ): CloudResource {
    this.checkReferences(type, attributes);
    this.checkName(id, type, attributes);
    const own = { [OCID_AGAIN[type] ?? "id"]: id, id };
    const resource = { id, type, attributes: complete({ ...this.inherited(type, attributes), ...own }) };
    this.save(id, resource);
    return resource;
  }

  private existing(id: string): CloudResource {
    const resource = this.resources.get(id);
    if (resource === undefined) throw new CloudError(404, "NotAuthorizedOrNotFound", `${id} does not exist`);
    return resource;
  }

  private checkReferences(type: string, attributes: ValueMap): void {
    for (const { path, ocid, to, source } of referencesIn(type, attributes)) {
      const found = this.resources.get(ocid);
      const isRight = found !== undefined && to.includes(found.type);
      if (isRight) continue;
      const wanted = to.map((t) => t.replace(/^oci_/, "")).join(" or ");
      const problem =
        found === undefined
          ? `${ocid} does not exist; to take it as there, name it in withOfflineOci's option \`existing\``
          : `${ocid} is a ${found.type}`;
      throw new CloudError(
        404,
        "NotAuthorizedOrNotFound",
        `${formatPath(path)} must be the OCID of a ${wanted} (${source}): ${problem}`,
        path,
      );
    }
  }

  private checkName(own: string, type: string, attributes: ValueMap): void {
    const key = nameKey(type, attributes);
    const taken = key === undefined ? undefined : this.names.get(key);
    if (taken === undefined || taken === own) return;
    const attribute = nameAttribute(type);
    const text = `${attribute} ${JSON.stringify(attributes[attribute])} is taken by ${taken}`;
    throw new CloudError(409, "Conflict", text, [attribute]);
  }

  private save(id: string, resource: CloudResource | undefined): void {
    this.put(id, resource);
    this.journal?.append(id, resource);
  }

  private put(id: string, resource: CloudResource | undefined): void {
    const before = this.resources.get(id);
    if (before !== undefined) this.unlink(before);
    if (resource === undefined) {
      this.resources.delete(id);
      return;
    }
    this.resources.set(id, resource);
    for (const { ocid } of referencesIn(resource.type, resource.attributes)) {
      if (!this.referrers.has(ocid)) this.referrers.set(ocid, new Set());
      this.referrers.get(ocid)!.add(id);
    }
    const key = nameKey(resource.type, resource.attributes);
    if (key !== undefined) this.names.set(key, id);
  }

  private unlink(resource: CloudResource): void {
    for (const { ocid } of referencesIn(resource.type, resource.attributes)) {
      this.referrers.get(ocid)?.delete(resource.id);
    }
    const key = nameKey(resource.type, resource.attributes);
    if (key !== undefined && this.names.get(key) === resource.id) this.names.delete(key);
  }
}

/** The Terraform type of something that Terraform did not make, by its OCID. */
export function typeOfExisting(ocid: string, types: readonly string[]): string {
  const word = typeOfOcid(ocid);
  return word === "tenancy"
    ? TENANCY
    : (types.find((type) => ocidType(type) === word) ?? `unknown ${word ?? "thing"}`);
}

function isText(value: Value | undefined): value is string {
  return typeof value === "string" && value !== "";
}
