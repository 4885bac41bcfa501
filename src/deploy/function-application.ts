import { Construct, IConstruct } from "constructs";
import { emptyOcids, wrongConfig, wrongDisplayName } from "./function-rules";
import { FunctionsApplication } from "../provider/functions-application";
import { TaggedProps } from "../stack/tags";
import { validate } from "../validation/validate";

/** An application of OCI Functions: what its functions share. */
export interface IFunctionApplication extends IConstruct {
  /** OCID of the application. */
  readonly applicationId: string;
  /** OCID of the compartment the application and its functions are in. */
  readonly compartmentId: string;
}

/** What must be known of an existing `FunctionApplication`. */
export interface FunctionApplicationAttributes {
  /** OCID of the application. */
  readonly applicationId: string;
  /** OCID of the compartment the application is in. */
  readonly compartmentId: string;
}

/** Processors that an application's functions run on, and that their images must be built for. */
export enum FunctionApplicationShape {
  /** x86. */
  GENERIC_X86 = "GENERIC_X86",
  /** Arm. */
  GENERIC_ARM = "GENERIC_ARM",
  /** Either; takes images for both. */
  GENERIC_X86_ARM = "GENERIC_X86_ARM",
}

/** Properties of `FunctionApplication`. */
export interface FunctionApplicationProps extends TaggedProps {
  /** OCID of the compartment to make the application in. */
  readonly compartmentId: string;
  /**
   * OCIDs of the subnets that the functions run in; at least one.
   * Changing them replaces the application and its functions.
   */
  readonly subnetIds: string[];
  /**
   * Processors that the functions run on.
   * Changing them replaces the application and its functions.
   *
   * @default - FunctionApplicationShape.GENERIC_X86, by the service
   */
  readonly shape?: FunctionApplicationShape;
  /**
   * Environment variables of all its functions: name (letters, digits and underscores, no digit first) to text; at
   * most 4096 octets together.
   *
   * @default - none
   */
  readonly config?: { readonly [name: string]: string };
  /**
   * OCIDs of the network security groups that the functions are in; at most 5.
   *
   * @default - none
   */
  readonly networkSecurityGroupIds?: string[];
  /**
   * Name of the application, unique in the compartment; 1 to 255 characters.
   * Changing it replaces the application and its functions.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
}

/** Most groups that a network interface can be in; that of an application's functions, too. */
const MOST_SECURITY_GROUPS = 5;

/**
 * An application of OCI Functions: subnets, processors and environment variables that its functions share.
 *
 * Source: Functions API `CreateApplicationDetails`.
 */
export class FunctionApplication extends Construct implements IFunctionApplication {
  /** Takes an existing application. */
  public static fromApplicationAttributes(
    scope: Construct,
    id: string,
    attributes: FunctionApplicationAttributes,
  ): IFunctionApplication {
    return new Import(scope, id, attributes);
  }

  public readonly applicationId: string;
  public readonly compartmentId: string;

  /** @throws ValidationError when a value breaks a rule of OCI Functions */
  constructor(scope: Construct, id: string, props: FunctionApplicationProps) {
    super(scope, id);
    const { compartmentId, subnetIds, shape, config, networkSecurityGroupIds } = props;
    const displayName = props.displayName ?? id;
    validate(
      this,
      [],
      [
        ...emptyOcids({ compartmentId, ...byIndex({ subnetIds, networkSecurityGroupIds }) }),
        ...wrongDisplayName(displayName),
        ...wrongConfig(config),
        ...wrongNetwork(subnetIds, networkSecurityGroupIds),
      ],
    );

    this.compartmentId = compartmentId;
    this.applicationId = new FunctionsApplication(this, "Resource", {
      compartmentId,
      displayName,
      subnetIds,
      shape,
      config,
      networkSecurityGroupIds,
      freeformTags: props.freeformTags,
      definedTags: props.definedTags,
    }).id;
  }
}

function wrongNetwork(subnetIds: string[], networkSecurityGroupIds: string[] = []): string[] {
  const groups = networkSecurityGroupIds.length;
  return [
    ...(subnetIds.length === 0 ? ["subnetIds is empty; an application needs at least one subnet"] : []),
    ...(groups > MOST_SECURITY_GROUPS
      ? [`networkSecurityGroupIds has ${groups} items; an application takes at most ${MOST_SECURITY_GROUPS}`]
      : []),
  ];
}

/** The items of lists, each by its list's name and its place, such as `subnetIds[0]`. */
function byIndex(lists: { readonly [name: string]: string[] | undefined }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, items = []]) => items.map((item, i) => [`${name}[${i}]`, item])),
  );
}

class Import extends Construct implements IFunctionApplication {
  readonly applicationId: string;
  readonly compartmentId: string;
  constructor(scope: Construct, id: string, attributes: FunctionApplicationAttributes) {
    super(scope, id);
    this.applicationId = attributes.applicationId;
    this.compartmentId = attributes.compartmentId;
  }
}
