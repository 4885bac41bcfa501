import { StageUse } from "../../../../src/build-spec/stage-use";

/** A use of a build specification that asks for nothing but what is given. */
export function stageWith(more: Partial<StageUse> = {}): { readonly use: StageUse } {
  return {
    use: {
      stage: "Build",
      image: "OL8_X86_64_STANDARD_10",
      parameters: [],
      exportedBefore: [],
      savedBefore: [],
      deliveries: [],
      placeholders: [],
      ...more,
    },
  };
}

/** A file of one step that does nothing, with these lines in front. */
export function specWith(...lines: string[]): string {
  return [
    "version: 0.1",
    "component: build",
    ...lines,
    "steps: [{ type: Command, command: 'true' }]",
    "",
  ].join("\n");
}
