/** What every OCI resource of this package may carry. */
export interface TaggedProps {
  /**
   * Free-form tags.
   *
   * @default - none
   */
  readonly freeformTags?: { [key: string]: string };
  /**
   * Defined tags, by `namespace.key`.
   *
   * @default - none
   */
  readonly definedTags?: { [key: string]: string };
}
