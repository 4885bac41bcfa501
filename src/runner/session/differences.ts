/** A behaviour in which the two kinds of session differ. */
export interface SessionDifference {
  readonly behaviour: string;
  readonly supervisor: string;
  readonly exec: string;
  /** Folders below test/cases/run that show it; each has what it expects of a session of execs beside the other. */
  readonly cases: readonly string[];
}

/** All that differs between the kinds of session; in everything else one set of cases holds for both. */
export const SESSION_DIFFERENCES: readonly SessionDifference[] = [
  {
    behaviour: "a step that kills every process there is",
    supervisor: "fails with exit code 137",
    exec: "goes on until its timeout, because `kill -1` spares the process that calls it",
    cases: ["kill-everything"],
  },
  {
    behaviour: "what a child prints when its step has ended",
    supervisor: "is shown with the steps that run then",
    exec: "is lost in a container: the engine closes the output of an exec soon after its process has ended",
    cases: ["late-output"],
  },
  {
    behaviour: "a user that the image does not have",
    supervisor: "fails the step with exit code 126 and the message of the service",
    exec: "fails it with the exit code and the message of the engine, which are the same for Docker",
    cases: [],
  },
  {
    behaviour: "an initial variable named OPTIND",
    supervisor: "reaches the step",
    exec: "is left out: some shells end when they get one that is no number",
    cases: [],
  },
];
