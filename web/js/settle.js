// @ts-check
import { crashed, EngineError } from "./failures.js";

/**
 * Ends a request as Go's reply says: with its result, and the bytes that came
 * beside it, or with an EngineError.
 *
 * @param {{resolve: (result: any) => void, reject: (error: EngineError) => void}} task
 * @param {string} text the reply, JSON
 * @param {Uint8Array[]} attachments
 */
export function settle({ resolve, reject }, text, attachments) {
  let reply;
  try {
    reply = JSON.parse(text);
  } catch {
    reject(crashed());
    return;
  }
  if (reply.ok) resolve(attachments.length ? { ...reply.result, attachments } : reply.result);
  else reject(new EngineError(reply.error.code, reply.error.message, reply.error.hint, reply.error.choices, reply.error.undo));
}
