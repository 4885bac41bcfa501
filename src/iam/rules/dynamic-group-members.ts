import { DynamicGroupRule, Severity } from "./rule";
import { parseMatchingRule } from "../language/parse-rule";

/** Traps that let in more than was meant; the others let in nothing. */
const TOO_BROAD: readonly string[] = ["any-with-compartment", "unscoped-type"];

/** Lets in more resources than were meant, or none; the parser of matching rules knows the traps. */
export const dynamicGroupMembers: DynamicGroupRule = {
  id: "dynamic-group-members",
  severity: "error",
  check: ({ source }) =>
    parseMatchingRule(source.text).findings.map(({ code, message, fix }) => ({
      message: `${message}; ${fix}`,
      replacement: [],
      source:
        "https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm",
      severity: (TOO_BROAD.includes(code) ? "error" : "warning") satisfies Severity,
    })),
};
