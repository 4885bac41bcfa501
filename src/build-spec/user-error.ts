/** An error of what the user has written: the message says where, and a stack trace would only hide it. */
export function userError(message: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  return error;
}
