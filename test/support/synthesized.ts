import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformStack,
  Testing,
  Tokenization,
} from "cdktf";
import { Construct, IConstruct } from "constructs";
import { schemaViolations } from "./schema-check";

/** The body of a resource in cdk.tf.json. */
export type Body = Record<string, any>;

/** The stack's Terraform JSON; all validations have passed, and the provider's schema allows everything in it. */
export function synthesized(stack: TerraformStack): Body {
  const json = JSON.parse(Testing.synth(stack, true)) as Body;
  expect(schemaViolations(json)).toEqual([]);
  return json;
}

/** All resources of a type, in the order of their logical ids. */
export function resources(stack: TerraformStack, type: string): Body[] {
  return Object.values(synthesized(stack).resource?.[type] ?? {});
}

/** The one resource of a type. */
export function resource(stack: TerraformStack, type: string): Body {
  const found = resources(stack, type);
  expect(found).toHaveLength(1);
  return found[0];
}

/** The resource that a construct made as its main child. */
export function resourceOf(construct: Construct, type: string, child = "Resource"): Body {
  const logicalId = TerraformStack.of(construct).getLogicalId(
    construct.node.findChild(child) as TerraformElement,
  );
  return synthesized(TerraformStack.of(construct)).resource[type][logicalId];
}

/** The statements of all policies, by the compartment that each policy is attached to. */
export function policyStatements(stack: TerraformStack): Record<string, string[]> {
  const policies = resources(stack, "oci_identity_policy");
  expect(new Set(policies.map((policy) => policy.compartment_id)).size).toBe(policies.length);
  return Object.fromEntries(policies.map((policy) => [policy.compartment_id, policy.statements]));
}

/** A value as cdk.tf.json has it, references written out. */
export function resolved(scope: IConstruct, value: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** What validation at synth says of a stack; empty when it says nothing. */
export function synthErrors(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap((construct) => construct.node.validate());
}
