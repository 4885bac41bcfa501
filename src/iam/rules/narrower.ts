import { isNarrowedBy, variablesIn } from "./conditions";
import { covers, isOffered } from "./grants";
import { CheckedAllow } from "./rule";
import { SOME_COMPARTMENT, written } from "./written";
import { minimalStatements } from "../catalogue/actions";
import { allOf, conjuncts } from "../language/condition-parts";
import { parseStatement } from "../language/parse-statement";
import { AllowStatement, Condition } from "../language/statement";

/** What each principal of a pipeline does, as rows of the catalogue. */
const DUTIES: Readonly<Record<string, readonly string[]>> = {
  devopsbuildpipeline: [
    "clone-devops-repository",
    "use-external-connection",
    "read-pat-secret-build",
    "read-deploy-artifact-definition",
    "ocir-push-existing",
    "publish-generic-artifact",
    "trigger-deploy-pipeline",
  ],
  devopsdeploypipeline: ["deploy-read-devops-objects", "deploy-function", "deploy-function-read-image"],
  devopsrepository: ["mirror-repository", "read-pat-secret-mirror", "trigger-build-run"],
  devopsconnection: ["read-pat-secret-connection"],
};

/** What the reader of a finding has to fill in for a placeholder of the catalogue. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  repoOcid: "<repository OCID>",
  connOcid: "<connection OCID>",
  patOcid: "<secret OCID>",
  repoName: "<repository name>",
  fnOcid: "<function OCID>",
};

/**
 * Statements that together grant what pipelines need of an over-broad one; none where the subject does nothing in a
 * pipeline.
 *
 * They keep the subject, the location unless that is the tenancy, and each condition that makes sense for them.
 */
export function narrowerStatements(subject: CheckedAllow): string[] {
  const roles = subject.principals ?? Object.keys(DUTIES);
  const duties = roles.flatMap((role) => (Object.hasOwn(DUTIES, role) ? DUTIES[role] : []));
  const texts = duties
    .flatMap(minimalStatements)
    .map(fromTemplate)
    .filter((needed) => covers(subject.statement.grant, needed.grant))
    .flatMap((needed) => written(fitted(needed, subject.statement)));
  return [...new Set(texts)];
}

/** The statement of a template of the catalogue; subject and location are not its own. */
function fromTemplate(template: string): AllowStatement {
  const text = template
    .replace(/^allow \{\w+\}/i, "Allow any-user")
    .replace(/ in compartment id \{\w+\}/, " in tenancy")
    .replace(/'\{(\w+)\}'/g, (_, name: string) => `'${PLACEHOLDERS[name] ?? `<${name}>`}'`);
  return parseStatement(text).statement as AllowStatement;
}

function fitted(needed: AllowStatement, broad: AllowStatement): AllowStatement {
  const kept = conjuncts(broad.condition).filter((part) =>
    variablesIn(part).every((name) => name !== "request.permission" && isOffered(name, needed.grant)),
  );
  const isKnown = (part: Condition) => isNarrowedBy(allOf(kept), variablesIn(part));
  const added = conjuncts(needed.condition).filter((part) => !isKnown(part));
  return {
    ...needed,
    subject: broad.subject,
    location: broad.location.kind === "tenancy" ? SOME_COMPARTMENT : broad.location,
    condition: allOf([...kept, ...added]),
  };
}
