import { BuildSpecDocument } from "../model";

/** What could be read of a file with errors: anything may be missing. */
export type ReadDocument = Partial<BuildSpecDocument>;
