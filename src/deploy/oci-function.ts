import { Token, Tokenization } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { IFunctionApplication } from "./function-application";
import { emptyOcids, wrongConfig, wrongDisplayName } from "./function-rules";
import { DataOciFunctionsFunction } from "../provider/data-oci-functions-function";
import { FunctionsFunction } from "../provider/functions-function";
import { placeholdersOf } from "../stack/placeholders";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** A function of OCI Functions. */
export interface IOciFunction extends IConstruct {
  /** OCID of the function. */
  readonly functionId: string;
  /** OCID of the compartment the function is in. */
  readonly compartmentId: string;
}

/** What must be known of an existing `OciFunction`. */
export interface OciFunctionAttributes {
  /** OCID of the function. */
  readonly functionId: string;
  /** OCID of the compartment the function is in. */
  readonly compartmentId: string;
}

/** Properties of `OciFunction`. */
export interface OciFunctionProps extends TaggedProps {
  /** The application to make the function in. */
  readonly application: IFunctionApplication;
  /**
   * Address of the first image, with its tag, such as `iad.ocir.io/acme/functions/hello:0.0.1`; it must exist in the
   * registry of the function's region. Deployments replace it, and Terraform never puts it back; changing it here has
   * no effect on a function that exists.
   */
  readonly image: string;
  /** Most memory that the function can use, in MB: 128, 256, 512, 1024, 2048 or 3072. */
  readonly memoryInMbs: number;
  /**
   * Longest time of a synchronous call, in seconds; 5 to 300, whole.
   *
   * @default - 30, by the service
   */
  readonly timeoutInSeconds?: number;
  /**
   * Environment variables, which override the application's: name (letters, digits and underscores, no digit first)
   * to text; at most 4096 octets together.
   *
   * @default - none
   */
  readonly config?: { readonly [name: string]: string };
  /**
   * Name of the function, unique in the application; 1 to 255 characters.
   * Changing it replaces the function.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
}

/** https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscustomizing.htm */
const MEMORY_IN_MBS = [128, 256, 512, 1024, 2048, 3072];
/** As above; the least is the one of detached calls, whose timeout this is when they have none of their own. */
const TIMEOUT_IN_SECONDS = { least: 5, most: 300 };

/**
 * A function of OCI Functions, made with a first image; from then on its image belongs to the deployments.
 *
 * Source: Functions API `CreateFunctionDetails`.
 */
export class OciFunction extends Construct implements IOciFunction {
  /**
   * Takes an existing function; Terraform looks up its compartment (data source `oci_functions_function`), for which
   * whoever applies the stack needs `read fn-function` on it.
   */
  public static fromFunctionId(scope: Construct, id: string, functionId: string): IOciFunction {
    const fn = new Import(scope, id, functionId);
    fn.compartmentId = new DataOciFunctionsFunction(fn, "Resource", { functionId }).compartmentId;
    return fn;
  }

  /** Takes an existing function without asking OCI for anything. */
  public static fromFunctionAttributes(
    scope: Construct,
    id: string,
    attributes: OciFunctionAttributes,
  ): IOciFunction {
    const fn = new Import(scope, id, attributes.functionId);
    fn.compartmentId = attributes.compartmentId;
    return fn;
  }

  public readonly functionId: string;
  public readonly compartmentId: string;

  /** @throws ValidationError when a value breaks a rule of OCI Functions */
  constructor(scope: Construct, id: string, props: OciFunctionProps) {
    super(scope, id);
    const { application, image, memoryInMbs, timeoutInSeconds, config } = props;
    const displayName = props.displayName ?? id;
    validate(
      this,
      [],
      [
        ...emptyOcids({ "application.applicationId": application.applicationId }),
        ...wrongDisplayName(displayName),
        ...wrongImage(image),
        ...wrongMemory(memoryInMbs),
        ...wrongTimeout(timeoutInSeconds),
        ...wrongConfig(config),
      ],
    );

    this.compartmentId = application.compartmentId;
    this.functionId = new FunctionsFunction(this, "Resource", {
      applicationId: application.applicationId,
      displayName,
      image,
      memoryInMbs: Tokenization.stringifyNumber(memoryInMbs),
      timeoutInSeconds,
      config,
      freeformTags: props.freeformTags,
      definedTags: props.definedTags,
      // The provider plans a digest that is not given as known after apply, so the image alone is not enough
      // (functions_function_resource.go of oracle/terraform-provider-oci).
      lifecycle: { ignoreChanges: ["image", "image_digest"] },
    }).id;
  }
}

function wrongImage(image: string): string[] {
  const is = `image is ${JSON.stringify(image)}`;
  if (placeholdersOf(image).length > 0) {
    return [`${is}; only pipelines fill in placeholders, so give the address of an image that exists`];
  }
  return Token.isUnresolved(image) || /^[^\s/]+(\/[^\s/]+)*:[^\s/:]+$/.test(image)
    ? []
    : [
        `${is}; OCI Functions takes the address of an image with its tag, such as iad.ocir.io/acme/hello:0.0.1`,
      ];
}

function wrongMemory(memoryInMbs: number): string[] {
  return Token.isUnresolved(memoryInMbs) || MEMORY_IN_MBS.includes(memoryInMbs)
    ? []
    : [`memoryInMbs is ${memoryInMbs}; OCI Functions takes ${MEMORY_IN_MBS.join(", ")}`];
}

function wrongTimeout(timeoutInSeconds?: number): string[] {
  if (timeoutInSeconds === undefined || Token.isUnresolved(timeoutInSeconds)) return [];
  const { least, most } = TIMEOUT_IN_SECONDS;
  const isTaken = Number.isInteger(timeoutInSeconds) && timeoutInSeconds >= least && timeoutInSeconds <= most;
  return isTaken
    ? []
    : [`timeoutInSeconds is ${timeoutInSeconds}; OCI Functions takes whole numbers from ${least} to ${most}`];
}

class Import extends Construct implements IOciFunction {
  public compartmentId = "";
  constructor(
    scope: Construct,
    id: string,
    readonly functionId: string,
  ) {
    super(scope, id);
  }
}
