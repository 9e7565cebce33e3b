import { UserError } from "../util/bug.ts";
import type { Agreement } from "../lab/index.ts";

/** Asks at a terminal whether a configuration that another user owns may be run as code; --yes agrees. Elsewhere it is refused. */
export function agreement({ yes }: { readonly yes?: boolean }): Agreement | undefined {
  if (yes === true) return () => {};
  if (process.stdin.isTTY !== true) return undefined;
  return async (path, owner) => {
    const { confirm } = await import("@clack/prompts");
    const message = `${path} belongs to another user (id ${owner}). Loading it runs its code. Run it?`;
    if ((await confirm({ message, initialValue: false })) !== true) throw new UserError(`${path} was not loaded.`);
  };
}
