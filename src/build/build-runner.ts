/** Image of the machine that runs a managed build stage. */
export class BuildRunnerImage {
  /** Oracle Linux 8; containers by Podman. */
  public static readonly OL8_X86_64_STANDARD_10 = new BuildRunnerImage("OL8_X86_64_STANDARD_10");
  /** Oracle Linux 7; containers by Docker. The service keeps it until its deprecation. */
  public static readonly OL7_X86_64_STANDARD_10 = new BuildRunnerImage("OL7_X86_64_STANDARD_10");

  /** An image that this package does not know yet, by the service's name for it. */
  public static of(name: string): BuildRunnerImage {
    return new BuildRunnerImage(name);
  }

  private constructor(
    /** The service's name of the image. */
    public readonly name: string,
  ) {}
}

/** Size of the machine that runs a managed build stage. */
export class BuildRunnerShape {
  /** 2 OCPUs and 8 GB, ready soonest. */
  public static readonly DEFAULT = new BuildRunnerShape("DEFAULT");

  /**
   * A size of one's own, which takes longer to be ready.
   *
   * @param ocpus 1 to 64, whole
   * @param memoryInGbs 1 to 1024, whole
   */
  public static custom(ocpus: number, memoryInGbs: number): BuildRunnerShape {
    return new BuildRunnerShape("CUSTOM", ocpus, memoryInGbs);
  }

  private constructor(
    /** `DEFAULT` or `CUSTOM`. */
    public readonly buildRunnerType: string,
    /** OCPUs of a custom shape. */
    public readonly ocpus?: number,
    /** Memory of a custom shape, in GB. */
    public readonly memoryInGbs?: number,
  ) {}
}
