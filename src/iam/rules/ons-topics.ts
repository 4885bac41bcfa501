import { isNarrowedBy } from "./conditions";
import { allows, PolicyRule } from "./rule";
import { isWorkload } from "./subject";
import { written } from "./written";

/** Lets a pipeline publish and subscribe although the project notifies by itself. */
export const onsTopics: PolicyRule = {
  id: "ons-topics",
  severity: "warning",
  check: (subject) => {
    if (!allows(subject) || !isWorkload(subject)) return [];
    const { grant, condition } = subject.statement;
    if (grant.kind !== "verb" || !["use", "manage"].includes(grant.verb)) return [];
    if (!["ons-topics", "ons-family"].includes(grant.resourceType)) return [];
    if (isNarrowedBy(condition, ["request.permission", "request.operation"])) return [];
    return [
      {
        message:
          `${grant.verb} ${grant.resourceType} also lets the subject subscribe to topics; the project publishes its ` +
          "notifications itself, so leave the statement out unless a build publishes messages of its own",
        replacement: written({
          ...subject.statement,
          grant: { kind: "permissions", permissions: ["ONS_TOPIC_PUBLISH"] },
        }),
        source:
          "https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/notificationpolicyreference.htm",
      },
    ];
  },
};
