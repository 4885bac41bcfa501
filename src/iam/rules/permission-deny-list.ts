import { leaves } from "./conditions";
import { grantedBy, isEverything } from "./grants";
import { allows, PolicyRule } from "./rule";
import { written } from "./written";
import { allOf, conjuncts } from "../language/condition-parts";
import { AllowStatement, Condition } from "../language/statement";

/** Excludes permissions by name, so that those which a service adds later are let in. */
export const permissionDenyList: PolicyRule = {
  id: "permission-deny-list",
  severity: "warning",
  check: (subject) => {
    if (!allows(subject)) return [];
    const excluded = leaves(subject.statement.condition).filter(isExclusion);
    if (excluded.length === 0) return [];
    return [
      {
        message:
          "request.permission != lets in every permission that is not named, those that are added later included; " +
          "name the permissions that are needed",
        replacement: allowList(subject.statement),
        source:
          "https://docs.oracle.com/en-us/iaas/Content/Identity/policieshow/scoping-access-with-permissions-or-api-operations.htm",
      },
    ];
  },
};

function isExclusion(condition: Condition): boolean {
  return (
    condition.kind === "comparison" &&
    condition.variable === "request.permission" &&
    condition.operator === "!="
  );
}

/** The statement with the permissions that are left written out; nothing where they are not all known. */
function allowList(statement: AllowStatement): string[] {
  const parts = conjuncts(statement.condition);
  const excluded = parts.filter(isExclusion);
  const others = parts.filter((part) => !isExclusion(part));
  const isPlain = !others.flatMap(leaves).some(isExclusion);
  const all = grantedBy(statement.grant);
  if (!isPlain || all === undefined || isEverything(statement.grant)) return [];
  const names = excluded.map(textOf);
  const permissions = [...all].filter((permission) => !names.includes(permission));
  if (permissions.length === 0) return [];
  const asked = permissions.map(isPermission);
  const any: Condition = asked.length > 1 ? { kind: "any", conditions: asked } : asked[0];
  return written({ ...statement, condition: allOf([...others, any]) });
}

function textOf(condition: Condition): string {
  return condition.kind === "comparison" && condition.value.kind === "text"
    ? condition.value.text.toUpperCase()
    : "";
}

function isPermission(permission: string): Condition {
  return {
    kind: "comparison",
    variable: "request.permission",
    operator: "=",
    value: { kind: "text", text: permission },
  };
}
