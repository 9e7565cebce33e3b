import { UserError } from "../util/bug.ts";
import type { Agreement } from "../lab/index.ts";
import { canAsk, confirmed } from "./confirmed.ts";

/** Asks at a terminal whether a configuration that another user owns may be run as code; --yes agrees. Elsewhere it is refused. */
export function agreement({ yes }: { readonly yes?: boolean }): Agreement | undefined {
  if (yes === true) return () => {};
  if (!canAsk()) return undefined;
  return async (path, owner) => {
    const message = `${path} belongs to another user (id ${owner}). Loading it runs its code. Run it?`;
    if (!(await confirmed(message))) throw new UserError(`${path} was not loaded.`);
  };
}
