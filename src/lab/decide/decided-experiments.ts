import { halfOf } from "../../models/recorded/index.ts";
import { armsOn, type Evidence, type Halves, type ArmResult } from "../../valuation/index.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { decidePlan } from "./decide-plan.ts";
import type { DecideSettings } from "./decide-settings.ts";
import { goalWords } from "./goal-words.ts";
import type { DecideTable } from "./table-of.ts";
import { servedDecision } from "./served-decision.ts";
import { topologyEntries } from "./topology-entries.ts";
import { writtenRemarks } from "./written-remarks.ts";
import { defined } from "../../util/defined.ts";
import { yamlText } from "../../util/yaml-text.ts";

/** Where the written experiments find what they run on. */
export interface WrittenFrom {
  /** The recorded set that the table is, as `suite` of an experiment names it, and its name alone. */
  readonly suite: string | { readonly recorded: string };
  readonly set: string;
  /** Live models by the table's model. */
  readonly live: ReadonlyMap<string, { readonly model: string }>;
  /** The tasks of live members. */
  readonly tasks: string;
  /** The model that checks what live members answer to requests. */
  readonly judge?: string | undefined;
}
/** Experiments by the names of their files, and what is to be known of each beside what decide found. */
export interface WrittenExperiments {
  readonly files: ReadonlyMap<string, string>;
  readonly remarks: ReadonlyMap<string, readonly string[]>;
}

/**
 * The decision as experiments: `experiment.yaml` runs the policies on the half of the table to score on, with all that was chosen and learnt on the other;
 * `live.yaml` has the same policies for live members, with a record of all items, and `serve.yaml` puts them to work on requests, where live models are known. Throws a `UserError` where a half is empty.
 */
export function decidedExperiments(table: DecideTable, settings: DecideSettings, from: WrittenFrom): WrittenExperiments {
  const { evidence } = table;
  const plan = decidePlan(table, settings);
  const places = (half: "choose" | "score"): number[] =>
    [...evidence.items.keys()].filter((i) => halfOf(from.set, evidence.items[i]?.id ?? "") === half);
  const [train, test] = [places("choose"), places("score")];
  if (train.length < 2 || test.length === 0)
    throw new UserError(
      `The halves \`choose\` and \`score\` of ${from.set} hold ${train.length} and ${test.length} of ${count(evidence.items.length, "item")}: too few for an experiment. Leave --write out.`,
    );
  const { halves, arms } = armsOn(evidence, plan, settings.seed, { train, test });
  const common = { value: plan.main, baseline: "best-single" };
  const { topologies, remarks, kept } = entriesOf(halves, arms, halves.train);
  const replayed = {
    name: `decided/${from.set}`,
    description: `Chosen on the half \`choose\` for ${goalWords(settings)}; runs on the other.`,
    suite: from.suite,
    members: evidence.members.map((model, place) => ({ name: slugOf(evidence.members, place), model: `recorded/${from.set}/${model}` })),
    topologies,
    verifier: "none",
    world: { items: "score", ...assumed(settings) },
    ...common,
  };
  const told = [...writtenRemarks({ evidence, kept, settings }), ...remarks];
  const made = "Made by catallaxy decide. It runs as it stands: `catallaxy run experiment.yaml`.";
  const written: [file: string, text: string, remarks: readonly string[]][] = [
    ["experiment.yaml", yamlText(replayed, [made, ...told]), told],
    ...liveOf({ table, from, halves, arms, common }),
  ];
  return {
    files: new Map(written.map(([file, text]) => [file, text])),
    remarks: new Map(written.map(([file, , said]) => [file, said])),
  };
}

interface Live {
  readonly table: DecideTable;
  readonly from: WrittenFrom;
  readonly halves: Halves;
  readonly arms: readonly ArmResult[];
  readonly common: { readonly value: number };
}

/** The experiment of live members, and the file that puts them to work; none where no live model is known. */
function liveOf({ table: { evidence }, from, halves, arms, common }: Live): [file: string, text: string, remarks: readonly string[]][] {
  const strangers = [...from.live.keys()].filter((model) => !evidence.members.includes(model));
  if (strangers.length > 0)
    throw new UserError(`--member names "${strangers[0]}", who is no model of the table; there are ${evidence.members.join(", ")}.`);
  if (from.live.size === 0) return [];
  const lacking = evidence.members.filter((model) => !from.live.has(model));
  const entries = entriesOf(halves, arms, evidence, new Set(from.live.keys()));
  const live = {
    name: `live/${from.set}`,
    description: `What was chosen on ${from.set}, for live members.`,
    suite: from.tasks,
    members: evidence.members.flatMap((model, place) => {
      const found = from.live.get(model);
      return found === undefined ? [] : [{ ...found, name: slugOf(evidence.members, place) }];
    }),
    topologies: entries.topologies,
    verifier: "none",
    ...common,
  };
  const remarks = [
    ...(lacking.length === 0 ? [] : [`Without a live name, and left out: ${lacking.join(", ")}.`]),
    ...entries.remarks,
    "A verifier of kind noisy stands for your checker, with the error rates that were decided with: put yours in its place.",
  ];
  const made = "Made by catallaxy decide, for live members; `suite` is to name your tasks, in the categories of the table.";
  const served = servedDecision({
    ...live,
    arms,
    entries,
    value: common.value,
    judge: from.judge,
    categories: [...new Set(evidence.items.map(({ category }) => category))].toSorted(),
  });
  return [["live.yaml", yamlText(live, [made, ...remarks]), remarks], ...(served === undefined ? [] : [served])];
}

/** Costs that were assumed, as settings of the recorded world. */
function assumed({ assumed: { all, models } }: DecideSettings): object {
  return { ...(models.size === 0 ? {} : { prices: Object.fromEntries(models) }), ...defined({ missingCost: all }) };
}

function entriesOf(
  halves: Halves,
  arms: readonly ArmResult[],
  record: Evidence,
  only?: ReadonlySet<string>,
): ReturnType<typeof topologyEntries> {
  const names = halves.evidence.members.map((_, place) => slugOf(halves.evidence.members, place));
  // Live members may be worth and cost something else than those on record: their policies learn on.
  return topologyEntries({ halves, arms, record, names, only, carries: only === undefined });
}

/** A member's name that an experiment takes: without spaces and slashes, and of its own. */
function slugOf(members: readonly string[], place: number): string {
  const bare = (name: string): string => name.replaceAll(/[\s/]+/g, "-");
  const own = bare(members[place] ?? "");
  const before = members.slice(0, place).filter((name) => bare(name) === own).length;
  return before === 0 ? own : `${own}-${before + 1}`;
}
