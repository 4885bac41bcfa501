import { OfflineOci, OfflineOciOptions } from "../../src/testing";

/** What the examples take as there, by the Terraform variable that names it. */
const EXISTING: Readonly<Record<string, string>> = {
  github_token_secret_id: "ocid1.vaultsecret.oc1.iad.github-token",
  tweet_retriever_function_id: "ocid1.fnfunc.oc1.iad.tweet-retriever",
  tweet_report_digester_function_id: "ocid1.fnfunc.oc1.iad.tweet-report-digester",
  subnet_id: "ocid1.subnet.oc1.iad.functions",
};

/** What must be there for the examples to be applied. */
export const exampleTenancy: OfflineOciOptions = {
  existing: Object.fromEntries(Object.values(EXISTING).map((ocid) => [ocid, {}])),
};

function inputs(oci: OfflineOci): Readonly<Record<string, string>> {
  return {
    ...EXISTING,
    compartment_id: oci.compartmentId,
    tenancy_id: oci.tenancyId,
    namespace: "acme",
    first_image: "iad.ocir.io/acme/greetings/hello:0.0.1",
  };
}

/** A stack of an example with values for all its Terraform variables. */
export function withInputs(stack: Record<string, any>, oci: OfflineOci): Record<string, any> {
  const values = inputs(oci);
  const variables = Object.entries<Record<string, unknown>>(stack.variable ?? {}).map(([name, variable]) => [
    name,
    { ...variable, default: variable.default ?? values[name] },
  ]);
  return { ...stack, variable: Object.fromEntries(variables) };
}

/** The same values as environment variables. */
export function terraformVariables(oci: OfflineOci): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs(oci)).map(([name, value]) => [`TF_VAR_${name}`, value]));
}
