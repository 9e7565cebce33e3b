import type { Summary } from "../summary.ts";
import type { WhoWorked } from "../summary/who-worked.ts";
import { count, list, money } from "./format.ts";
import type { ShownPart } from "./shown-part.ts";
import type { Grid } from "./spending.ts";
import { shortenApart } from "./text.ts";

type Member = WhoWorked[number]["members"][number];

/** Columns of a brief name. */
const room = 40;
/** With more categories the two largest tell nothing: a brief table leaves them out. */
const mostApart = 6;

/** Who was asked, and whose answers were taken, in topologies that ask several members; `brief` ones name the largest categories alone. Undefined where none asks several. */
export function whoWorkedGrid({ whoWorked = [] }: Summary, part: ShownPart, brief: boolean): Grid | undefined {
  const several = whoWorked.filter(({ members }) => members.length > 1);
  if (several.length === 0) return undefined;
  const categories = new Set(several.flatMap(({ members }) => members.flatMap(({ byCategory }) => Object.keys(byCategory))));
  const isApart = !brief || categories.size <= mostApart;
  const { whole, left } = fitting(several, part.rows ?? Infinity);
  const each = whole.flatMap(({ topology, tries, members }) =>
    members.map((member) => ({ name: `${topology}: ${member.name}`, tries, member })),
  );
  const names = each.map(({ name }) => name);
  const told = brief ? shortenApart(names, room) : names;
  const rows = each.map(({ tries, member }, i) => [
    told[i] ?? "",
    ...cells(member, tries),
    ...(isApart ? [categoriesOf(member, brief ? 2 : Infinity)] : []),
  ]);
  const untaken = whole.filter((one) => one.untaken > 0).map((one) => `${one.topology} ${one.untaken} of ${one.tries}`);
  const alone = whoWorked.flatMap(({ topology, members: [only, ...others] }) =>
    only === undefined || others.length > 0 ? [] : [`${topology} (${only.name})`],
  );
  return {
    title: "Who was asked, and whose answer was taken",
    columns: [
      { title: "topology: member", whole: true },
      ...["asked", "wrote", "taken", "right", "$"].map((title) => ({ title, right: true })),
      ...(isApart ? [{ title: "right of taken, by category" }] : []),
    ],
    rows,
    legend: [
      "asked: tries in which it was called at all, a bid included",
      "wrote: those in which it wrote an answer or a part of one",
      "taken: those whose final answer bears its name",
      "right: those of these that passed",
      "$: all its calls; judges are not counted here",
      ...(untaken.length === 0 ? [] : [`tries without an answer taken: ${list(untaken)}`]),
      ...(alone.length === 0 ? [] : [`one member alone: ${list(alone)}`]),
      ...(left === 0 ? [] : [`left out here: ${count(left, "topology", "topologies")}; all: \`${part.command}\``]),
    ].join(" · "),
  };
}

/** Topologies one after the other, whole, until the rows are used up; the first is always shown. */
function fitting(several: WhoWorked, most: number): { whole: WhoWorked; left: number } {
  let used = 0;
  const whole = several.filter(({ members }, i) => {
    used += members.length;
    return i === 0 || used <= most;
  });
  return { whole, left: several.length - whole.length };
}

function cells({ asked, wrote, taken, passed, cost }: Member, tries: number): string[] {
  return [`${asked} of ${tries}`, String(wrote), String(taken), String(passed), money(cost)];
}

function categoriesOf({ byCategory }: Member, most: number): string {
  const of = Object.entries(byCategory).sort(([a, one], [b, other]) => other.taken - one.taken || (a < b ? -1 : 1));
  const told = of.slice(0, most).map(([category, found]) => `${category} ${found.passed}/${found.taken}`);
  return [...told, ...(of.length > most ? [`${of.length - most} more`] : [])].join(", ");
}
