import { UserError } from "../util/bug.ts";
import { canAsk, confirmed } from "./confirmed.ts";
import { keptAgreements } from "./kept-agreements.ts";
import { sayDestinations } from "./say-destinations.ts";

interface Manner {
  readonly yes?: boolean;
  readonly quiet?: boolean;
}

/**
 * A stored run goes on where its user agreed to its hosts and keys when it was begun, or when it last went on; else it asks at the terminal,
 * and elsewhere it wants --yes. The ledger may come from somebody else, and so may what a run in it would send, and where. Throws a
 * `UserError` where nobody agrees.
 */
export async function agreeToGoOn(run: string, destinations: readonly string[], { yes, quiet }: Manner): Promise<void> {
  const known = keptAgreements.has(run, destinations);
  const asks = !known && yes !== true;
  if (quiet !== true || asks) sayDestinations(destinations);
  if (known) return;
  if (asks && !canAsk())
    throw new UserError(
      `Nobody has agreed here to where ${run} asks: it was begun by somebody else, on another machine, or with other keys or ways to its hosts. Nothing was asked. Add --yes to agree.`,
    );
  if (asks && !(await confirmed(`Nobody has agreed here to where ${run} asks. Go on with it?`)))
    throw new UserError("Nothing was asked, and the run stays as it was.");
  keptAgreements.keep(run, destinations);
}
