import { UserError } from "../util/bug.ts";
import type { Agreement } from "../lab/index.ts";
import { canAsk, confirmed } from "./confirmed.ts";

/** What agrees to code that nobody named as a program. */
export interface Agreeing {
  /** To files that another user owns. */
  readonly yes?: boolean;
  /** To plugins that an experiment in YAML or JSON, or a stored run, names. */
  readonly allowPlugins?: boolean;
}

/** Asks at a terminal whether code may run that nobody named as a program; --yes and --allow-plugins agree. Elsewhere it is refused. */
export function agreement({ yes, allowPlugins }: Agreeing): Agreement {
  return { ...part("foreign", yes, foreign), ...part("plugins", allowPlugins, plugins) };
}

function part<Name extends keyof Agreement>(name: Name, agreed: boolean | undefined, ask: NonNullable<Agreement[Name]>): Agreement {
  if (agreed === true) return { [name]: () => {} };
  return canAsk() ? { [name]: ask } : {};
}

async function foreign(path: string, owner: number): Promise<void> {
  const message = `${path} belongs to another user (id ${owner}). Loading it runs its code. Run it?`;
  if (!(await confirmed(message))) throw new UserError(`${path} was not loaded.`);
}

async function plugins(modules: readonly string[], by: string): Promise<void> {
  const message = `${by} names plugins: ${modules.join(", ")}. Plugins are programs: loading them runs their code. Run them?`;
  if (!(await confirmed(message))) throw new UserError(`The plugins that ${by} names were not loaded.`);
}
