/** Whether something holds. */
export interface Truth {
  /** Undefined where it cannot be told: such a grant grants nothing, and such a denial denies. */
  readonly holds: boolean | undefined;
  /** What is not known, where that made the difference. */
  readonly remarks: readonly string[];
}

export const YES: Truth = { holds: true, remarks: [] };
export const NO: Truth = { holds: false, remarks: [] };

/** What is plainly so or not. */
export function truth(holds: boolean): Truth {
  return holds ? YES : NO;
}

/** It does not hold, for a reason that the reader should hear of. */
export function no(remark: string): Truth {
  return { holds: false, remarks: [remark] };
}

/** It cannot be told. */
export function unknown(remark: string): Truth {
  return { holds: undefined, remarks: [remark] };
}

/** The contrary; what cannot be told stays so. */
export function not({ holds, remarks }: Truth): Truth {
  return { holds: holds === undefined ? undefined : !holds, remarks };
}

/** Whether all hold; nothing is remarked on when one of them plainly does not. */
export function allHold(truths: readonly Truth[]): Truth {
  const plainlyNot = truths.some(({ holds, remarks }) => holds === false && remarks.length === 0);
  return plainlyNot ? NO : combined(truths, false);
}

/** Whether one holds; nothing is remarked on then. */
export function anyHolds(truths: readonly Truth[]): Truth {
  return truths.some(({ holds }) => holds === true) ? YES : combined(truths, true);
}

/** One truth that equals `deciding` decides, then one that cannot be told. */
function combined(truths: readonly Truth[], deciding: boolean): Truth {
  const remarks = truths.flatMap((each) => each.remarks);
  if (truths.some(({ holds }) => holds === deciding)) return { holds: deciding, remarks };
  if (truths.some(({ holds }) => holds === undefined)) return { holds: undefined, remarks };
  return { holds: !deciding, remarks };
}
