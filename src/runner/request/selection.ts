import { PipelinePlan, StagePlan } from "../../pipeline/pipeline-plan";
import { StageSpec } from "../stage/stage-spec";

/** What a user asks to run of a pipeline; everything when neither is given. */
export interface SelectionRequest {
  /** Stage or step to begin with. */
  readonly from?: string;
  /** Stages and steps to run, and nothing else. */
  readonly only?: readonly string[];
}

/** What runs of a stage. */
export interface StageSelection {
  readonly isWhole: boolean;
  /** Places of the steps that run, from 0; empty for a stage that has no steps. */
  readonly steps: ReadonlySet<number>;
}

/** What runs of a pipeline, by a stage's address; a stage that is not in it is left out. */
export type Selection = ReadonlyMap<string, StageSelection>;

/** A stage, or a step of one. */
interface Place {
  readonly stage: number;
  readonly step?: number;
  /** The first is the one to ask for it with; none of a place is another's. */
  readonly names: readonly string[];
  /** Names that several places may have. */
  readonly shortNames: readonly string[];
}

/**
 * Works out what runs. A stage is asked for by its name, a step by `STAGE/STEP` or `STAGE/NUMBER`, in a pipeline with
 * one managed build stage by `STEP` or `NUMBER` as well.
 *
 * @param specs build specifications by stage address
 * @param problems gets what is wrong with the request
 */
export function select(
  plan: PipelinePlan,
  specs: ReadonlyMap<string, StageSpec>,
  { from, only = [] }: SelectionRequest,
  problems: string[],
): Selection {
  const places = placesOf(plan, specs);
  if (from !== undefined && only.length > 0) {
    problems.push("--from and --only: give one of them; --only already says all that runs");
  }
  const start = from === undefined ? undefined : find(places, "--from", from, problems);
  const chosen = only.flatMap((text) => find(places, "--only", text, problems) ?? []);
  const runs = (place: Place) =>
    only.length > 0
      ? chosen.some((one) => one.stage === place.stage && (one.step ?? place.step) === place.step)
      : start === undefined || isNotBefore(place, start);
  return new Map(
    plan.stages.flatMap((stage, place): [string, StageSelection][] => {
      const steps = places.filter((each) => each.stage === place && each.step !== undefined);
      const running = steps.filter(runs);
      const isRunning = steps.length > 0 ? running.length > 0 : runs(places.find((p) => p.stage === place)!);
      return isRunning ? [[stage.address, selected(steps, running)]] : [];
    }),
  );
}

/** Stages of which nothing runs. */
export function leftOut({ stages }: PipelinePlan, selection: Selection): StagePlan[] {
  return stages.filter(({ address }) => !selection.has(address));
}

function selected(steps: readonly Place[], running: readonly Place[]): StageSelection {
  return {
    isWhole: running.length === steps.length,
    steps: new Set(running.map(({ step }) => step!)),
  };
}

function isNotBefore(place: Place, start: Place): boolean {
  return place.stage === start.stage ? (place.step ?? 0) >= (start.step ?? 0) : place.stage > start.stage;
}

function placesOf({ stages }: PipelinePlan, specs: ReadonlyMap<string, StageSpec>): Place[] {
  const isAlone = specs.size === 1;
  return stages.flatMap(({ address, displayName }, stage): Place[] => [
    { stage, names: [displayName], shortNames: [] },
    ...(specs.get(address)?.steps ?? []).map(({ name }, step): Place => {
      const number = String(step + 1);
      return {
        stage,
        step,
        names: [`${displayName}/${number}`],
        shortNames: [`${displayName}/${name}`, ...(isAlone ? [name, number] : [])],
      };
    }),
  ]);
}

function find(places: readonly Place[], option: string, text: string, problems: string[]): Place | undefined {
  const exact = places.filter(({ names }) => names.includes(text));
  const found = exact.length > 0 ? exact : places.filter(({ shortNames }) => shortNames.includes(text));
  if (found.length === 1) return found[0];
  problems.push(
    found.length > 1
      ? `${option} ${text}: ${found.length} of them have that name; say which: ${found.map(({ names }) => names[0]).join(", ")}`
      : `${option} ${text}: there is no such stage or step; there are: ${places.map(nameToShow).join(", ")}`,
  );
  return undefined;
}

/** What tells a reader most. */
function nameToShow({ names, shortNames }: Place): string {
  return shortNames[0] ?? names[0];
}
