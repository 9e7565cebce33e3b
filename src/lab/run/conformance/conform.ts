import { wordsOf } from "../../../util/failure.ts";
import { type Plugin, type PlugInPoint, plugInPoints, usePlugin } from "../../experiment/plugin.ts";
import type { Case } from "./case.ts";
import { familyCases } from "./family-cases.ts";
import { judgeCasesOf } from "./judge-cases.ts";
import { ledgerCasesOf } from "./ledger-cases.ts";
import { mechanismCases } from "./mechanism-cases.ts";
import { providerCases } from "./provider-cases.ts";
import { reportCases } from "./report-cases.ts";
import { topologyCasesOf } from "./topology-cases.ts";

/** What came of the cases of one kind. `faults` has each case that was not held, with what was wrong. */
export interface Conformance {
  readonly point: string;
  readonly name: string;
  readonly cases: number;
  readonly faults: readonly string[];
}

/** Runs the cases that Catallaxy's own kinds hold over everything that a plugin brings. Asks no model and spends nothing. */
export async function conform(plugin: Plugin): Promise<Conformance[]> {
  usePlugin(plugin, plugin.name);
  const items = (Object.keys(plugInPoints) as PlugInPoint[]).flatMap((point) => (plugin[point] ?? []).map((item) => ({ point, item })));
  const found: Conformance[] = [];
  for (const { point, item } of items) found.push(await held(plugInPoints[point].what, item.name, casesOrFault(point, item)));
  return found;
}

function casesOf(point: PlugInPoint, item: object): readonly Case[] {
  const own: { readonly [point in PlugInPoint]: (item: never) => readonly Case[] } = {
    topologies: topologyCasesOf,
    judges: judgeCasesOf,
    providers: providerCases,
    mechanisms: mechanismCases,
    families: familyCases,
    ledgers: ledgerCasesOf,
    reports: reportCases,
  };
  return own[point](item as never);
}

/** A kind whose cases cannot even be made from what it brings does not hold them. */
function casesOrFault(point: PlugInPoint, item: object): readonly Case[] {
  try {
    return casesOf(point, item);
  } catch (thrown) {
    return [
      {
        name: "it can be tried",
        run: () => {
          throw thrown;
        },
      },
    ];
  }
}

async function held(point: string, name: string, cases: readonly Case[]): Promise<Conformance> {
  const faults: string[] = [];
  for (const one of cases) {
    try {
      await one.run();
    } catch (thrown) {
      faults.push(`${one.name}: ${wordsOf(thrown).slice(0, 600)}`);
    }
  }
  return { point, name, cases: cases.length, faults };
}
