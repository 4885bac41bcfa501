/** What a run would do, in the order in which it would do it. Names and texts are as stacks and files have them. */
export interface RunOutline {
  readonly pipeline: string;
  readonly address: string;
  readonly pipelineId: string;
  readonly parameters: readonly ParameterOutline[];
  readonly stages: readonly StageOutline[];
}

export interface ParameterOutline {
  readonly name: string;
  readonly value: string;
  readonly from: "default" | "argument";
}

export type StageOutline = BuildOutline | DeliverOutline | DeploymentOutline | WaitOutline;

interface CommonOutline {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** Terraform address. */
  readonly address: string;
  readonly stageId: string;
  readonly after: readonly StageReference[];
  /** Whether the run leaves it out. */
  readonly isSkipped: boolean;
}

/** Two stages may have the same name, never the same address. */
export interface StageReference {
  readonly name: string;
  readonly address: string;
}

export interface BuildOutline extends CommonOutline {
  readonly kind: "BUILD";
  /** Image of the service's build runner; empty for a specification without a stack. */
  readonly image: string;
  readonly system: string;
  readonly shape: {
    readonly ocpus: number;
    readonly memoryInGbs: number;
    /** Whether the stage names none. */
    readonly isDefault: boolean;
  };
  /** What its container may take; undefined without a container or a limit. */
  readonly limits?: {
    readonly cpus?: number;
    readonly memoryInGbs?: number;
  };
  readonly sources: readonly SourceOutline[];
  /** Path of the build specification in the primary source. */
  readonly buildSpecFile: string;
  /** Longest time of all its steps, in seconds. */
  readonly timeoutInSeconds: number;
  /** What its build specification says; undefined when that is not at hand. */
  readonly spec?: SpecOutline;
}

export interface SourceOutline {
  readonly name: string;
  readonly url: string;
  readonly branch: string;
  readonly isPrimary: boolean;
  /** What stands for it on this machine; undefined when nothing does yet. */
  readonly folder?: string;
  readonly commit?: string;
}

export interface SpecOutline {
  /** Path as the user knows it. */
  readonly file: string;
  /** Whether it is the one that synth made. */
  readonly isGenerated: boolean;
  readonly vaultVariables: readonly VaultVariableOutline[];
  readonly inputs: readonly InputOutline[];
  readonly steps: readonly StepOutline[];
  readonly outputs: readonly OutputOutline[];
  /** Names of the variables that later stages get. */
  readonly exports: readonly string[];
}

export interface VaultVariableOutline {
  readonly name: string;
  readonly secretId: string;
  /** Where its value comes from; never the value. Undefined when nothing gives one. */
  readonly from?: string;
}

export interface InputOutline {
  readonly name: string;
  readonly type: string;
  readonly location: string;
  /** What stands for it; undefined when nothing does. */
  readonly from?: string;
}

export interface StepOutline {
  /** From 1, in the stage or in the onFailure block. */
  readonly number: number;
  readonly name: string;
  /** The file's own word: `Command` or `VulnerabilityAudit`. */
  readonly type: string;
  /** Where its script begins. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly shell: string;
  readonly user: string;
  readonly timeoutInSeconds: number;
  readonly failsFast: boolean;
  readonly onFailure: readonly StepOutline[];
  /** Whether the run leaves it out. */
  readonly isSkipped: boolean;
}

export interface OutputOutline {
  readonly name: string;
  readonly type: string;
  readonly location: string;
  /** Names of the stages that deliver it. */
  readonly deliveredBy: readonly string[];
}

export interface DeliverOutline extends CommonOutline {
  readonly kind: "DELIVER_ARTIFACT";
  readonly deliveries: readonly DeliveryOutline[];
}

export interface DeliveryOutline {
  readonly outputName: string;
  readonly artifact: string;
  readonly artifactId: string;
  /** Address of an image; undefined for artifacts of another kind. */
  readonly image?: AddressOutline;
}

/** An address with the values that are known before the run. */
export interface AddressOutline {
  readonly address: string;
  /** Its placeholders that are left. */
  readonly open: readonly OpenPlaceholder[];
}

export interface OpenPlaceholder {
  readonly name: string;
  /** Stage that gives it a value; undefined when nothing does. */
  readonly exportedBy?: string;
}

export interface DeploymentOutline extends CommonOutline {
  readonly kind: "TRIGGER_DEPLOYMENT_PIPELINE";
  readonly deployment: string;
  readonly deploymentPipelineId: string;
  readonly arguments: readonly ArgumentOutline[];
  /** Functions that get a new image. */
  readonly functions: readonly { readonly functionId: string; readonly image: AddressOutline }[];
}

export interface ArgumentOutline {
  readonly name: string;
  /** Undefined for one that only the run gives a value. */
  readonly value?: string;
  readonly from: "default of the deployment" | "parameter" | "exported variable";
  /** Stage that exports it. */
  readonly exportedBy?: string;
}

export interface WaitOutline extends CommonOutline {
  readonly kind: "WAIT";
  /** ISO 8601, such as `PT10M`. */
  readonly duration: string;
}
