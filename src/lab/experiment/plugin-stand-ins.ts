import { z } from "zod";
import type { JudgeKind } from "../../judges/index.ts";
import type { Mechanism } from "../../market/index.ts";
import type { ProviderKind } from "../../models/index.ts";
import type { Family } from "../../tasks/index.ts";
import type { TopologyKind } from "../../topologies/index.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { type PlugInPoint, plugInPoints, registries } from "./plugin.ts";

/** What stood in a plugin, and the module that brought it, as it is named with --plugin; undefined where that is not known. */
interface Missing {
  readonly point: PlugInPoint;
  readonly name: string;
  readonly module?: string | undefined;
}

/** Registers something by that name, where nothing is, that can be read about and neither run nor asked. */
export function standInFor({ point, name, module }: Missing): void {
  if (registries[point].all.some((item) => item.name === name)) return;
  const make = (makers as { readonly [point in PlugInPoint]?: (name: string, words: string) => { readonly name: string } })[point];
  if (make === undefined) return;
  registries[point].add(make(name, words({ point, name, module })), "");
}

function words({ point, name, module }: Missing): string {
  const which = module === undefined ? "Name its module with --plugin <module>" : `Add --plugin ${module}`;
  return `The ${plugInPoints[point].what} "${name}" of this run is a plugin's, which is not loaded. ${which}.`;
}

const anything = z.unknown();
const makers = {
  topologies: (name: string, why: string): TopologyKind => ({
    name,
    gist: "brought by a plugin",
    description: why,
    options: anything,
    formula: "not known",
    sees: "not known",
    ignores: [],
    calls: () => ({ least: 0, most: 0 }),
    make: () => ({ name, solve: async () => fail("unsupported", why) }),
  }),
  judges: (name: string, why: string): JudgeKind => ({
    name,
    description: why,
    options: anything,
    needs: [],
    cost: "not known",
    open: () => ({ name, judge: async () => fail("unsupported", why) }),
  }),
  mechanisms: (name: string, why: string): Mechanism => ({
    name,
    told: why,
    payment: () => {
      throw new UserError(why);
    },
  }),
  // Tasks are made anew to read a run: whichever were asked for, this one says why they cannot be.
  families: (name: string, why: string): Family => ({
    name,
    category: "not known",
    reach: Infinity,
    takes: ["parts", "coupling", "turns", "tokens", "session"],
    make: () => {
      throw new UserError(why);
    },
  }),
  providers: (name: string, why: string): ProviderKind & { readonly name: string } => ({
    name,
    homes: [],
    keys: [],
    forcesShape: false,
    takes: [],
    load: () => Promise.reject(new UserError(why)),
  }),
};
