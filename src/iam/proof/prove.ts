import { Excess, excessOf, OTHER } from "./excess";
import { ProofSubject } from "./grants-of";
import { lessened } from "./parts";
import { Requirement } from "./requirements";
import { evaluate } from "../evaluation/evaluate";
import { AttachedStatement, Request, World } from "../evaluation/world";

export type { Excess } from "./excess";

/** A request that a declared action makes and no statement allows. */
export interface Missing {
  readonly requirement: Requirement;
  readonly request: Request;
}

/** A request that a declared action makes, and the statements each of which allows it. */
export interface Granted extends Missing {
  readonly by: readonly AttachedStatement[];
}

/** A statement, or a part of one, without which every declared action is still allowed. */
export interface Superfluous {
  readonly statement: AttachedStatement;
  /** The part; undefined for the whole statement. */
  readonly part?: string;
}

/** What is known of a set of statements and the actions they are for. */
export interface Proof {
  readonly granted: readonly Granted[];
  readonly missing: readonly Missing[];
  readonly superfluous: readonly Superfluous[];
  readonly excess: readonly Excess[];
}

/**
 * Whether statements are complete (they allow every declared action), minimal (they do not without any part of them),
 * and what they grant in excess of it.
 *
 * The tenancy's and the groups' part of the world counts; compartments that nothing is said of are beside each other.
 */
export function prove(subject: ProofSubject): Proof {
  const { requirements, statements } = subject;
  const requests = requirements.flatMap((requirement) =>
    requirement.requests.map((request) => ({ requirement, request })),
  );
  const world = worldAround(subject);
  const decided = requests.map(({ requirement, request }) => ({
    requirement,
    request,
    ...evaluate(statements, request, world),
  }));
  const granted = decided.filter(({ allowed }) => allowed);
  return {
    granted: granted.map(({ requirement, request, by }) => ({ requirement, request, by })),
    missing: decided
      .filter(({ allowed }) => !allowed)
      .map(({ requirement, request }) => ({ requirement, request })),
    superfluous: statements.flatMap((statement) => superfluousIn(statement, granted, world)),
    excess: excessOf({ ...subject, world }),
  };
}

/** Only the requests that nothing else allows can tell that something of a statement is gone. */
function superfluousIn(
  statement: AttachedStatement,
  granted: readonly Granted[],
  world: World,
): Superfluous[] {
  const own = granted.filter(({ by }) => by.length === 1 && by[0] === statement);
  if (own.length === 0) return [{ statement }];
  if (statement.statement.kind !== "allow") return [];
  return lessened(statement.statement)
    .filter((less) => {
      const changed = [{ ...statement, statement: less.statement }];
      return own.every(({ request }) => evaluate(changed, request, world).allowed);
    })
    .map(({ without }) => ({ statement, part: without }));
}

/** The world of a proof, with what nothing is said of: declared compartments, and another one. */
export function worldAround({ requirements, world }: ProofSubject): World {
  const declared = requirements.flatMap(({ requests }) => requests.map(({ compartmentId }) => compartmentId));
  const compartments = new Map(world.compartments);
  for (const id of [...declared, `${OTHER} compartment`]) {
    if (id !== world.tenancyId && !compartments.has(id)) {
      compartments.set(id, { name: id, parentId: world.tenancyId });
    }
  }
  return { ...world, compartments };
}
