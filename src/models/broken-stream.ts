import { fieldOf } from "./thrown.ts";

/** An event stream that cannot be trusted from here on: a message that is damaged, cut, or missing. */
export class BrokenStream extends Error {
  override readonly name = "BrokenStream";

  /** The one in a chain of causes, however an SDK wrapped it. */
  static in(thrown: unknown): BrokenStream | undefined {
    for (let error = thrown, depth = 0; depth < 6; error = fieldOf(error, "cause"), depth++)
      if (error instanceof BrokenStream) return error;
    return undefined;
  }
}
