import { count, money, percent, percentRange, points, signedMoney, thousands } from "../format.ts";
import { columns } from "../tables/columns.ts";
import type { OwnTable } from "../tables/own-table.ts";
import type { SearchFigures, SearchRow } from "./search-figures.ts";

const ways: ReadonlyMap<string, string> = new Map([
  ["racing", "racing"],
  ["thompson", "Thompson sampling"],
  ["mutation", "random mutation"],
]);

/** What a search found, as it is printed: the winner beside the best single member and those it left behind, and in words why and how sure. */
export function searchTable(figures: SearchFigures): OwnTable {
  const several = figures.searches.length > 1;
  return {
    title: sentence(figures),
    columns: columns(["arrangement", "", "chosen on", "$/task", "scored", "95%", "$/task"], 2),
    rows: rowsOf(figures),
    notes: [...why(figures), ...pays(figures), ...(several ? sideBySide(figures) : []), spaceWords(figures)],
  };
}

function sentence({ searches, single, tasks, goal }: SearchFigures): string {
  const [first] = searches;
  if (first === undefined || first.chosen === null || single === null) return `Nothing is chosen yet, for ${goal}.`;
  const on = `Chosen on ${count(first.tasks, "task")} for ${goal}: ${first.chosen}`;
  if (first.scored === null) return `${on}${first.ended ? "" : " so far"}. It is not scored yet on the other ${tasks.score}.`;
  const own = `${percent(first.scored.passRate)} at ${money(first.scored.cost)} a task`;
  if (first.single) return `${on}, the best single member itself. On the other ${tasks.score}: ${own}.`;
  const beside = single.scored === null ? "is not scored" : `${percent(single.scored.passRate)} at ${money(single.scored.cost)}`;
  return `${on}. On the other ${tasks.score}: ${own}; the best single member, ${single.name}, ${beside}. ${told(first, single.scored?.cost ?? null)}`;
}

/** What the tasks that no choice has seen can tell of the winner beside the best single member. */
function told({ passes, costs, scored }: SearchRow, single: number | null): string {
  const [low, high] = passes?.interval ?? [-1, 1];
  const range = `${points(low)} to ${points(high)} points`;
  const rate = low > 0 ? `It passes more: ${range}` : high < 0 ? `It passes fewer: ${range}` : `Which passes more cannot be told: ${range}`;
  if (scored?.cost === 0 && single === 0) return `${rate}; both are free.`;
  if (costs?.interval === null || costs === null) return `${rate}; of costs nothing can be told.`;
  const [least, most] = costs.interval;
  const cost = most < 0 ? "it costs less" : least > 0 ? "it costs more" : "which costs less cannot be told";
  return `${rate}; ${cost}: ${signedMoney(least)} to ${signedMoney(most)} a task.`;
}

function rowsOf({ searches, single }: SearchFigures): string[][] {
  const [first] = searches;
  if (first === undefined) return [];
  const line = (what: string, name: string, training: SearchRow["training"], scored: SearchRow["scored"]): string[] => [
    name,
    what,
    training === null ? "-" : percent(training.passRate),
    training === null ? "-" : money(training.cost),
    percent(scored?.passRate ?? null),
    percentRange(scored?.interval ?? null),
    money(scored?.cost ?? null),
  ];
  const others = searches.slice(1).map((row) => line(row.strategy, row.chosen ?? "-", row.training, row.scored));
  const left = first.left.filter(({ name }) => name !== first.chosen && name !== single?.name).slice(0, searches.length > 1 ? 2 : 3);
  return [
    ...(first.chosen === null ? [] : [line(searches.length > 1 ? first.strategy : "winner", first.chosen, first.training, first.scored)]),
    ...(single === null || first.single ? [] : [line("single", single.name, single.training, single.scored)]),
    ...others,
    ...left.map((one) => line("next", one.name, one, null)),
  ];
}

/** On fewer tasks little is known. */
const fewest = 10;

/** How many candidates went how. */
function why({ searches, alpha, space }: SearchFigures): string[] {
  const [first] = searches;
  if (first === undefined || first.strategy !== "racing")
    return first === undefined
      ? []
      : [`${ways.get(first.strategy) ?? first.strategy} tried ${first.tried} of ${count(space.candidates, "candidate")}.`];
  const { worse, replay } = first.dropped;
  const idle = space.candidates - first.tried;
  const aside = first.dropped.money - idle;
  const parts = [
    ...(worse === 0 ? [] : [`${worse} ${worse === 1 ? "was" : "were"} shown to be worse`]),
    ...(aside === 0 ? [] : [`${aside} ${aside === 1 ? "was" : "were"} set aside by figures so far, so that the money lasts`]),
    ...(replay === 0 ? [] : [`${replay} cannot be replayed`]),
  ];
  const left = first.remaining === 1 ? "one was left, the winner" : `${first.remaining} could still be the best`;
  const sure = worse === 0 ? "" : ` That the best is among those shown to be worse has a chance of ${percent(alpha)} at most.`;
  const began = idle === 0 ? "" : ` the money let ${first.tried} begin:`;
  const few = first.ended && first.tasks < fewest && !first.single ? [`So few tasks tell little: raise --budget.`] : [];
  return [[`Of ${count(space.candidates, "candidate")}${began} ${[...parts, left].join(", ")}.${sure}`, ...few].join(" ")];
}

function pays({ pays: found, cost, budget, searches }: SearchFigures): string[] {
  const [first] = searches;
  const spent = `The search cost ${money(cost.choosing + cost.scoring)}: ${money(cost.choosing)} to choose (of ${money(budget)}), ${money(cost.scoring)} to score.`;
  if (first?.single === true) return [`${spent} It does not pay for itself: the best single member is as good as anything that was found.`];
  if (found === null) return [`${spent} When it pays for itself cannot be told.`];
  const { what, perTask, after, soonest, latest, interval } = found;
  const each = `${what === "cost" ? "saves" : "brings"} ${money(Math.abs(perTask))} a task${what === "cost" ? "" : " in net value"}`;
  if (after === null)
    return [
      `${spent} It never pays for itself by ${what}: the winner ${what === "cost" ? "costs" : "brings"} ${money(Math.abs(perTask))} a task ${what === "cost" ? "more" : "less"} than the best single member.`,
    ];
  const range =
    interval === null
      ? " How sure that is cannot be told."
      : soonest === null
        ? ""
        : ` (95%: ${thousands(soonest)} to ${latest === null ? "never" : thousands(latest)})`;
  const dot = range.startsWith(" (") ? `${range}.` : `.${range}`;
  return [`${spent} The winner ${each}, so it pays for itself after ${count(after, "task")}${dot}`];
}

/** The ways of searching, each at its own spend. */
function sideBySide({ searches, space }: SearchFigures): string[] {
  return searches.map(
    ({ strategy, spent, tried, trials, tasks }) =>
      `${ways.get(strategy) ?? strategy}: ${money(spent)}, ${tried} of ${space.candidates} tried, ${count(trials, "trial")} on at most ${count(tasks, "task")}.`,
  );
}

function spaceWords({ space, seed }: SearchFigures): string {
  const { candidates, written, different } = space;
  if (written === undefined || different === undefined) return `${count(candidates, "candidate")}, seed ${seed}.`;
  const all = `Space: ${thousands(written)} arrangements, ${thousands(different)} of them different`;
  return different > candidates ? `${all}; ${candidates} were drawn, seed ${seed}.` : `${all}, seed ${seed}.`;
}
