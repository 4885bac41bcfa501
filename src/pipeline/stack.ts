import * as fs from "node:fs";
import * as path from "node:path";
import { PlanError } from "./plan-error";
import { parseTemplate } from "./template";
import { localOcid } from "../ocid/local-ocid";
import { ocidType } from "../ocid/ocid-type";

/** One block of Terraform JSON. */
export type Block = { readonly [key: string]: unknown };

/** A resource of a stack. */
export interface Resource {
  /** `type.name`. */
  readonly address: string;
  readonly name: string;
  readonly body: Block;
  /** Path of the construct that made it; undefined in stacks written by hand. */
  readonly constructPath?: string;
}

/** A Terraform expression that cannot be known here, and why. */
export interface Unknown {
  readonly expression: string;
  readonly hint: string;
}

/** A text, and what stands in it that cannot be known here. */
export interface Evaluated {
  readonly text: string;
  readonly unknown: readonly Unknown[];
}

/** A synthesized stack (cdk.tf.json, or any Terraform JSON of the same shape). */
export class Stack {
  /**
   * @param variables values of Terraform variables; they win over defaults
   * @throws PlanError when the file cannot be read or is not Terraform JSON
   */
  static read(file: string, variables: { readonly [name: string]: string } = {}): Stack {
    let json: unknown;
    try {
      json = JSON.parse(fs.readFileSync(file, "utf8"));
    } catch (error) {
      throw new PlanError([
        `${file}: cannot read the stack: ${(error as Error).message}; synthesize it first`,
      ]);
    }
    if (typeof json !== "object" || json === null || !("resource" in json) || json.resource === null) {
      throw new PlanError([
        `${file}: not a synthesized stack, it has no "resource"; point --stack at a cdk.tf.json`,
      ]);
    }
    return new Stack(file, json as Block, variables);
  }

  private constructor(
    readonly file: string,
    private readonly json: Block,
    private readonly variables: { readonly [name: string]: string },
  ) {}

  /** Folder of the file; generated build specifications stand below it. */
  get directory(): string {
    return path.dirname(this.file);
  }

  /** All resources of a type, in the order of the file. */
  resources(type: string): Resource[] {
    const names = blocks(this.json.resource).flatMap((all) =>
      blocks(all[type]).flatMap((named) => Object.keys(named)),
    );
    return names.map((name) => this.resource(`${type}.${name}`)!);
  }

  resource(address: string): Resource | undefined {
    const [type, name] = address.split(".");
    const [body] = blocks(this.json.resource)
      .flatMap((all) => blocks(all[type]))
      .flatMap((named) => blocks(named[name]));
    if (body === undefined) return undefined;
    const metadata = (body["//"] as { metadata?: { path?: string } } | undefined)?.metadata;
    return { address, name, body, constructPath: metadata?.path };
  }

  /** The resource that an attribute refers to, such as `${oci_devops_project.x.id}`. */
  referenced(value: unknown): Resource | undefined {
    const [part, ...more] = typeof value === "string" ? parseTemplate(value) : [];
    if (part === undefined || more.length > 0 || !("expression" in part)) return undefined;
    const [type, name] = part.expression.split(".");
    return this.resource(`${type}.${name}`);
  }

  /** The text of an attribute: variables, ids and attributes of other resources are filled in. */
  evaluate(value: unknown, seen: readonly string[] = []): Evaluated {
    if (typeof value !== "string") return known(String(value ?? ""));
    const parts = parseTemplate(value).map((part) =>
      "text" in part ? { text: part.text, unknown: [] } : this.expression(part.expression, seen),
    );
    return { text: parts.map((p) => p.text).join(""), unknown: parts.flatMap((p) => p.unknown) };
  }

  private expression(expression: string, seen: readonly string[]): Evaluated {
    const variable = /^var\.([\w-]+)$/.exec(expression)?.[1];
    if (variable !== undefined) return this.variable(variable);
    const [, type, name, attribute] = /^(\w+)\.([\w-]+)\.(\w+)$/.exec(expression) ?? [];
    const resource = type === undefined ? undefined : this.resource(`${type}.${name}`);
    if (resource && attribute === "id") {
      return known(localOcid(ocidType(type), resource.address));
    }
    if (resource && resource.body[attribute] !== undefined && !seen.includes(expression)) {
      return this.evaluate(resource.body[attribute], [...seen, expression]);
    }
    const isComputedHere = expression.startsWith("local.") || expression.includes("(");
    return unknown(
      expression,
      isComputedHere ? "locals and functions are not evaluated here" : "only OCI knows its value",
    );
  }

  private variable(name: string): Evaluated {
    if (Object.hasOwn(this.variables, name)) return known(this.variables[name]);
    const [block] = blocks(this.json.variable).flatMap((v) =>
      Object.hasOwn(v, name) ? blocks(v[name]) : [],
    );
    const preset = block?.default;
    return preset === undefined || preset === null
      ? unknown(`var.${name}`, `give it with --var ${name}=VALUE or TF_VAR_${name}`)
      : known(String(preset));
  }
}

/** A nested block may be written as an object or as a list of them. */
export function blocks(value: unknown): Block[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.filter((item): item is Block => typeof item === "object" && item !== null);
}

function known(text: string): Evaluated {
  return { text, unknown: [] };
}

function unknown(expression: string, hint: string): Evaluated {
  return { text: `\${${expression}}`, unknown: [{ expression, hint }] };
}
