import { constants } from "node:fs";

/** Opens a file that may have been replaced meanwhile: a link is not followed, and a pipe is not waited for. */
export const OPEN_AS_IT_IS = constants.O_RDONLY + constants.O_NOFOLLOW + constants.O_NONBLOCK;
