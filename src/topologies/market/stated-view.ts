import type { Event, View } from "../../types.ts";
import { fitStatements, type JudgedStatement, type StatementFit } from "../../valuation/index.ts";
import { fitSchedule } from "../fit-schedule.ts";

/** The note of a trial that says what learned bids are made of. */
export const learnedNote = "learned-bids";

/** What the note says of one member. `stated`, `tokens`: what it said, where it was asked; `without`, `given`: the chance that was thought without that and with it. */
export interface NotedBid {
  readonly member: string;
  readonly mean: number;
  readonly stated?: number;
  readonly tokens?: number;
  readonly without?: number;
  readonly given?: number;
}
interface KnownStatement extends Omit<JudgedStatement, "member"> {
  readonly member: string;
}
/** Statements of the session whose first award was judged, by task, oldest first; `open`: of the tasks under way. */
export interface StatedTasks {
  readonly ended: (readonly KnownStatement[])[];
  readonly open: Map<string, { readonly said: readonly NotedBid[]; readonly judged: KnownStatement[] }>;
  /** What was fitted on so many tasks, by whom they were made by and what was known before them. */
  fitted?: { readonly used: number; readonly fits: Map<string, StatementFit> };
}

/** Folds what asked members said before a task, and the verdict on the first attempt of those who got it: what was awarded after a failure is not the same task. Folds in place. */
export const statedView: View<StatedTasks> = {
  get start() {
    return { ended: [], open: new Map() };
  },
  step(tasks, { trial, fact }: Event) {
    if (fact.type === "own" && fact.name === learnedNote && !tasks.open.has(trial)) {
      const { asked, members } = fact.value as unknown as { readonly asked?: boolean; readonly members: readonly NotedBid[] };
      if (asked === true) tasks.open.set(trial, { said: members, judged: [] });
    }
    const open = tasks.open.get(trial);
    if (open !== undefined && fact.type === "outcome" && fact.attempt === 1) {
      const { mean, stated, tokens } = open.said.find(({ member }) => member === fact.member) ?? { mean: 0.5 };
      const said = { ...(stated === undefined ? {} : { p: stated }), ...(tokens === undefined ? {} : { tokens }) };
      open.judged.push({ member: fact.member, chance: mean, passed: fact.passed, ...said });
    }
    if (open !== undefined && (fact.type === "trial-end" || fact.type === "turn")) {
      tasks.open.delete(trial);
      tasks.ended.push(open.judged);
    }
    return tasks;
  },
};

/** What the session's statements, and those before it, say; fitted anew as tasks grow by a third. */
export function statementsIn(tasks: StatedTasks, members: readonly string[], before: readonly JudgedStatement[]): StatementFit {
  const used = fitSchedule(tasks.ended.length);
  if (tasks.fitted?.used !== used) tasks.fitted = { used, fits: new Map() };
  // The chances of those before are thought anew as members are: they are part of what this is fitted on.
  const key = JSON.stringify([members, before]);
  const known = tasks.fitted.fits.get(key);
  if (known !== undefined) return known;
  const session = tasks.ended.slice(0, used).flatMap((judged) =>
    judged.flatMap((one) => {
      const member = members.indexOf(one.member);
      return member < 0 ? [] : [{ ...one, member }];
    }),
  );
  const fit = fitStatements([...before, ...session], members.length);
  tasks.fitted.fits.set(key, fit);
  return fit;
}
