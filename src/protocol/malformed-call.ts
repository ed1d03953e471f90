/** How servers word it: llama.cpp's "Failed to parse tool call arguments as JSON", and its kin. */
const MALFORMED_CALL = /failed to parse (the )?(tool call|function call|arguments)|parse tool call/i;

/** Whether a server's error says that the model's own call could not be read: the model's doing, not an outage. */
export function isMalformedCall(message: string): boolean {
  return MALFORMED_CALL.test(message);
}
