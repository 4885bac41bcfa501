import { StageOutput } from "../events";
import { Selection } from "./selection";
import { InputArtifact, InputType } from "../../build-spec/model";
import { DeliverArtifactPlan, PipelinePlan } from "../../pipeline/pipeline-plan";
import { inputType, LocalArtifacts, standIn } from "../stage/inputs";
import { StageSpec } from "../stage/stage-spec";

/** What stages take from each other, as far as it can be told before a run. */
export interface Wiring {
  readonly plan: PipelinePlan;
  /** Build specifications of all managed build stages, by stage address. */
  readonly specs: ReadonlyMap<string, StageSpec>;
  readonly selection: Selection;
  /** Outputs of stages that are left out. */
  readonly earlier: ReadonlyMap<string, StageOutput>;
  readonly localArtifacts: LocalArtifacts;
}

/** Problems with input artifacts that nothing gives. */
export function wrongInputs({ plan, specs, selection, earlier, localArtifacts }: Wiring): string[] {
  const saved = new Set([...earlier].filter(([, { type }]) => type === "BINARY").map(([name]) => name));
  return plan.stages.flatMap(({ address }) => {
    const spec = specs.get(address);
    if (spec === undefined || !selection.has(address)) return [];
    const problems = (spec.document.inputArtifacts ?? []).flatMap((input) => {
      const problem = missingInput(input, saved, localArtifacts);
      return problem === undefined ? [] : [`${spec.file}: input artifact ${input.name}: ${problem}`];
    });
    for (const { name, type } of spec.document.outputArtifacts ?? []) if (type === "BINARY") saved.add(name);
    return problems;
  });
}

/** What can be told before the run: placeholders in an input are filled in when its stage begins. */
function missingInput(
  input: InputArtifact,
  saved: ReadonlySet<string>,
  localArtifacts: LocalArtifacts,
): string | undefined {
  const { name, url, registryId } = input;
  if (standIn(input, localArtifacts) !== undefined) return undefined;
  switch (inputType(input)) {
    case InputType.STAGE_ARTIFACT:
      return saved.has(name)
        ? undefined
        : `no earlier stage saves a file of that name; name one, or give a file with --artifact ${name}=FILE`;
    case InputType.URL:
      return url === undefined ? "it has no url" : undefined;
    case InputType.GENERIC_ARTIFACT: {
      const isFilledInLater = registryId?.includes("${") ?? false;
      return isFilledInLater || localArtifacts.registries.has(registryId ?? "")
        ? undefined
        : `only OCI has it; give a file with --artifact ${name}=FILE` +
            (registryId ? ` or a folder with --artifact-registry ${registryId}=DIR` : "");
    }
  }
}

/** Problems with outputs that are to be delivered and that nothing makes. */
export function unknownOutputs({ plan, specs, selection, earlier }: Wiring): string[] {
  const namesOf = (files: readonly StageSpec[]) =>
    files.flatMap(({ document }) => (document.outputArtifacts ?? []).map(({ name }) => name));
  const known = namesOf([...specs.values()]);
  const made = new Set([
    ...namesOf([...specs].filter(([address]) => selection.has(address)).map(([, spec]) => spec)),
    ...earlier.keys(),
  ]);
  return plan.stages
    .filter(
      (stage): stage is DeliverArtifactPlan =>
        stage.kind === "DELIVER_ARTIFACT" && selection.has(stage.address),
    )
    .flatMap(({ displayName, deliveries }) =>
      deliveries
        .filter(({ outputName }) => !made.has(outputName))
        .map(({ outputName }) =>
          known.includes(outputName)
            ? `stage ${displayName} delivers ${outputName}, whose stage is left out, and no earlier run has it that ` +
              "got so far; run that stage as well"
            : `stage ${displayName} delivers ${outputName}, which no build specification has as an output; ` +
              `there are: ${known.join(", ") || "none"}`,
        ),
    );
}
