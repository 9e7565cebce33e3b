import { z } from "zod";
import type { Answer, Member, Result, Topology } from "../types.ts";
import { pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, contribute, type Contribution, noteOf } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { ordered } from "./team.ts";
import { labelFor } from "./labels.ts";

export const sequentialOptions = z.strictObject({
  /** Members who work in parallel; each group sees all earlier groups. */
  batch: z.int().min(1).max(256).default(1),
  /** `last`: the last member in the order completes the answer; `merge`: one more call composes it. */
  final: z.enum(["last", "merge"]).default("last"),
  /** Fixed roles, dealt in order and repeated; free when empty; with `none` members are told the task and the order, and nothing of roles. */
  roles: z.union([z.literal("none"), z.array(z.string().min(1).max(80)).max(256)]).default([]),
});
type Settings = z.output<typeof sequentialOptions>;

/** A fixed order in which each member sees finished work, takes a role and adds or abstains. Contract: never rejects. */
export function sequential(options: z.input<typeof sequentialOptions> = {}): Topology {
  const settings = sequentialOptions.parse(options);
  return {
    name: "sequential",
    solve(task, desk) {
      const order = ordered(desk);
      return inRounds(task, desk, (attempt) => takeTurns(attempt, settings, order));
    },
  };
}

export const sequentialKind = defineKind({
  name: "sequential",
  gist: "models work in a fixed order, each choosing its role after reading those before",
  description:
    "The sequential protocol of the self-organization study (arXiv 2603.28990): members act in an order that is fixed for the trial and drawn anew for each repetition; each sees the finished contributions of all before it, no plans and no talk, names its own role (or has one of `roles`, or hears of none with roles: none), and contributes or abstains. n calls: the last member in the order completes the answer, or with final: merge one call more composes it. With batch, groups of that many members work in parallel and the depth falls to n/batch. Prompts only grow at the end, so the shared prefix stays cacheable; total input is n prompts of the task and every contribution once for each later member. A failed member is skipped with a mark; when nobody contributes, one plain attempt is made.",
  options: sequentialOptions,
  formula: "n per attempt (n+1 with final: merge); one more when nobody contributes",
  sees: "The task and the finished contributions of all earlier members, with labels and roles.",
  ignores: ["warmFirst"],
  talk: ["attempt", "retry"],
  calls(n, terms, { final }) {
    const round = final === "merge" ? n + 1 : n;
    return { least: n, most: terms.attempts * (round + (final === "merge" ? 2 : 3)) };
  },
  make: sequential,
});

async function takeTurns(attempt: Attempt, settings: Settings, order: readonly Member[]): Promise<Result<Answer>> {
  const done: Contribution[] = [];
  const notes: string[] = [];
  for (const group of groupsOf(order, settings)) {
    const said = await askInParallel(attempt, group, async (member, attempt) => {
      const place = order.indexOf(member);
      const shared = [...pastBlocks(attempt, member.name), ...notes];
      const { roles } = settings;
      const role = roles === "none" ? null : roles[place % Math.max(1, roles.length)];
      // A breakpoint costs a write; it pays where a later member of the same model reads this prefix again.
      const mark = order.slice(place + 1).some(({ model }) => model === member.model);
      return contribute(attempt, member.name, {
        shared,
        setting: settingOf(labelFor(attempt.desk, member.name), place, order.length, settings),
        role,
        mark,
      });
    });
    done.push(...said);
    for (const contribution of said) notes.push(...[noteOf(attempt.desk, contribution)].filter((note) => note !== undefined));
    if (said.some(({ over }) => over)) break;
  }
  return closed(attempt, done, { from: "sequential", closing: settings.final });
}

/** Groups of `batch` in order; a member who completes the answer stands alone at the end, so that it sees everything. */
function groupsOf(order: readonly Member[], { batch, final }: Settings): Member[][] {
  const last = final === "last" ? order.slice(-1) : [];
  const others = order.slice(0, order.length - last.length);
  const groups = Array.from({ length: Math.ceil(others.length / batch) }, (_, i) => others.slice(i * batch, (i + 1) * batch));
  return last.length === 0 ? groups : [...groups, last];
}

function settingOf(label: string, place: number, size: number, { final }: Settings): string {
  const who = `You are "${label}", number ${place + 1} of ${size} who work on this task one after another. Above stand the finished contributions of those before you, if there are any; the others will see yours.`;
  if (final !== "last" || place < size - 1) return who;
  return `${who}\nYou are the last: what you put into "contribution" is handed in as the answer of all. Make it the complete answer to the task, in the form the task asks for, resting on what holds of the earlier work; abstain only if the latest contribution already is that answer.`;
}
