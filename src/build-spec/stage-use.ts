/** What a build pipeline gives to a managed build stage and takes from it. */
export interface StageUse {
  /** Display name of the stage. */
  readonly stage: string;
  /** Image of its build runner, such as `OL8_X86_64_STANDARD_10`. */
  readonly image: string;
  /**
   * Longest time of the stage, in seconds.
   *
   * @default - decided by the service
   */
  readonly timeoutInSeconds?: number;
  /** Names of the pipeline's parameters. */
  readonly parameters: readonly string[];
  /** Variables that earlier stages export. */
  readonly exportedBefore: readonly string[];
  /** Names of the `BINARY` outputs that earlier stages save. */
  readonly savedBefore: readonly string[];
  /** What later stages deliver, if no later managed build stage has an output of that name. */
  readonly deliveries: readonly StageDelivery[];
  /** Placeholders of later stages that neither a parameter nor another stage gives a value. */
  readonly placeholders: readonly StagePlaceholder[];
}

/** An output that a deliver artifact stage maps. */
export interface StageDelivery {
  /** Display name of the deliver artifact stage. */
  readonly stage: string;
  readonly outputName: string;
  /** Whether the artifact is an image of a container repository; otherwise it is a file. */
  readonly isImage: boolean;
}

/** A `${name}` in an artifact. */
export interface StagePlaceholder {
  readonly name: string;
  /** Display name of the artifact. */
  readonly artifact: string;
}
