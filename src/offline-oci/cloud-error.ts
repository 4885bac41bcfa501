import { AttributePath } from "./attribute-path";

/** What the service answers instead of doing what it was asked to. */
export class CloudError extends Error {
  /** @param path the attribute that the answer is about */
  constructor(
    readonly status: 404 | 409,
    /** The word of OCI's API for the error; https://docs.oracle.com/iaas/Content/API/References/apierrors.htm */
    readonly code: "NotAuthorizedOrNotFound" | "Conflict" | "IncorrectState",
    message: string,
    readonly path: AttributePath = [],
  ) {
    super(message);
    this.name = "CloudError";
  }
}
