import { App, TerraformProvider, TerraformStack, Testing } from "cdktf";
import { temporaryFolder } from "./temporary-folder";
import { DevopsProject, IDevopsProject, OciProvider } from "../../src";

/** OCID of the project of `testStack`. */
export const PROJECT = "ocid1.devopsproject.oc1.iad.project";
/** OCID of that project's compartment. */
export const COMPARTMENT = "ocid1.compartment.oc1..project";

export interface TestStackProps {
  /** Where the app is synthesized to; a folder that all such tests of a file share unless given. */
  readonly outdir?: string;
  readonly tenancyId?: string;
  /** Whether groups and policies go to a second provider, `oci.home`. */
  readonly withHomeRegion?: boolean;
}

export interface TestStack {
  readonly app: App;
  readonly stack: TerraformStack;
  /** An existing project, so that nothing of its own is in the stack. */
  readonly project: IDevopsProject;
  readonly homeRegionProvider?: TerraformProvider;
}

let shared: string | undefined;

/** An app with the one stack `test`, its OCI provider and an existing project. */
export function testStack({ outdir, tenancyId, withHomeRegion = false }: TestStackProps = {}): TestStack {
  const app = Testing.app({ outdir: outdir ?? (shared ??= temporaryFolder()) });
  const stack = new TerraformStack(app, "test");
  new OciProvider(stack, "oci", { region: "us-ashburn-1" });
  const homeRegionProvider = withHomeRegion
    ? new OciProvider(stack, "home", { region: "us-phoenix-1", alias: "home" })
    : undefined;
  const project = DevopsProject.fromDevopsProjectAttributes(stack, "project", {
    projectId: PROJECT,
    compartmentId: COMPARTMENT,
    tenancyId,
    homeRegionProvider,
  });
  return { app, stack, project, homeRegionProvider };
}
