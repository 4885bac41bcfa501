/**
 * Something a principal does, with the values that narrow the grant to exactly that.
 *
 * The catalogue (schema/iam-permissions.json, `_actions`) turns it into statements.
 */
export interface DeclaredAction {
  /** Id of the catalogue's row, such as `clone-devops-repository`. */
  readonly actionId: string;
  /** Value of each placeholder of the row's statements, such as `repoOcid`. */
  readonly values: { readonly [placeholder: string]: string };
}

/** The placeholders of each action of the catalogue that a principal of its own can do. */
interface ActionValues {
  "clone-devops-repository": { projectCompartment: string; repoOcid: string };
  "use-external-connection": { projectCompartment: string; connOcid: string };
  "read-pat-secret-connection": { secretCompartment: string; patOcid: string };
  "read-pat-secret-build": { secretCompartment: string; patOcid: string };
  "read-pat-secret-mirror": { secretCompartment: string; patOcid: string };
  "mirror-repository": { projectCompartment: string; repoOcid: string };
  "trigger-build-run": { projectCompartment: string };
  "vault-variables": { secretCompartment: string; s1: string; s2: string };
  "ocir-push-existing": { repoCompartment: string; repoName: string };
  "read-deploy-artifact-definition": { projectCompartment: string };
  "trigger-deploy-pipeline": { projectCompartment: string };
  "deploy-function": { fnCompartment: string; fnOcid: string };
  "deploy-function-read-image": { repoCompartment: string; repoName: string };
  "deploy-read-devops-objects": { projectCompartment: string };
  "ocir-push-autocreate": { tenancy: string; prefix: string };
  "ocir-pull-base-image": { baseCompartment: string; baseRepo: string };
  "publish-generic-artifact": { artifactCompartment: string };
  "read-generic-artifact": { artifactCompartment: string };
  "invoke-function": { fnCompartment: string; fnOcid: string };
  notify: { topicCompartment: string };
  "adm-audit": { admCompartment: string };
  "private-access": { vcnCompartment: string };
  "tls-cabundle": { certCompartment: string; bundleOcid: string };
}

/** Declares an action; the compiler asks for exactly the values that its statements need. */
export function action<Id extends keyof ActionValues>(id: Id, values: ActionValues[Id]): DeclaredAction {
  return { actionId: id, values: { ...values } };
}
