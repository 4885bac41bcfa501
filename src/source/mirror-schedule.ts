/** How often a mirror fetches from the external repository. */
export class MirrorSchedule {
  /** The service's own interval, every 30 minutes. */
  public static readonly SERVICE_DEFAULT = new MirrorSchedule("DEFAULT");
  /** Only when asked to. */
  public static readonly NONE = new MirrorSchedule("NONE");

  /** Every so many minutes, 1 to 59. */
  public static everyMinutes(minutes: number): MirrorSchedule {
    return MirrorSchedule.every("MINUTELY", minutes, 59);
  }

  /** Every so many hours, 1 to 23. */
  public static everyHours(hours: number): MirrorSchedule {
    return MirrorSchedule.every("HOURLY", hours, 23);
  }

  /** A recurrence rule by RFC 5545, such as `FREQ=DAILY;BYHOUR=4`; at most 400 characters. */
  public static custom(rule: string): MirrorSchedule {
    return new MirrorSchedule("CUSTOM", rule);
  }

  private static every(frequency: string, interval: number, most: number): MirrorSchedule {
    if (!Number.isInteger(interval) || interval < 1 || interval > most) {
      throw new RangeError(`a mirror runs every 1 to ${most} (${frequency}), not every ${interval}`);
    }
    return MirrorSchedule.custom(`FREQ=${frequency};INTERVAL=${interval}`);
  }

  private constructor(
    /** `DEFAULT`, `NONE` or `CUSTOM`. */
    public readonly scheduleType: string,
    /** The recurrence rule of a custom schedule. */
    public readonly customSchedule?: string,
  ) {}
}
