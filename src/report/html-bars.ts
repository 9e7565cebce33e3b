import type { Summary, TopologyRow } from "../summary.ts";
import { money, percent } from "./format.ts";
import { perTask } from "./findings.ts";
import { escape } from "./html-escape.ts";
import { own } from "../util/own.ts";

/** Where the money went: one stacked bar per topology, as long as its cost per task, split by purpose or by member. */
export function bars(summary: Summary, title: string, split: (row: TopologyRow) => Readonly<Record<string, number>>, note = ""): string {
  const keys = [...new Set(summary.topologies.flatMap((row) => partsOf(split(row))))].sort();
  const most = Math.max(...summary.topologies.map(perTask));
  if (keys.length === 0 || !(most > 0)) return "";
  const color = (key: string): string => colorAt(keys.indexOf(key));
  const legend = keys.map((key) => `<li><i style="background:${color(key)}"></i>${escape(key)}</li>`).join("");
  const lines = summary.topologies.map((row) => bar(row, split(row), keys, { most, color }));
  const words = note === "" ? "" : `<p class="soft small">${escape(note)}</p>`;
  return `<h3>${escape(title)}</h3>${words}<ul class="legend">${legend}</ul><div class="bars">${lines.join("")}</div>`;
}

/** The n-th color of the page's palette, round again after the last. */
export function colorAt(index: number): string {
  return `var(--c${index % 10})`;
}

/** The keys of the parts; money of trials without a result yet is shown only where there is some. */
function partsOf(parts: Readonly<Record<string, number>>): string[] {
  return Object.keys(parts).filter((key) => key !== "unrated" || (own(parts, key) ?? 0) > 0);
}

interface Look {
  readonly most: number;
  readonly color: (key: string) => string;
}

function bar(row: TopologyRow, parts: Readonly<Record<string, number>>, keys: readonly string[], look: Look): string {
  const total = row.cost.total;
  const pieces = keys.flatMap((key) => {
    const amount = own(parts, key) ?? 0;
    if (!(amount > 0) || !(total > 0)) return [];
    const title = `${key}: ${money(amount)}, ${percent(amount / total)}`;
    return [`<span style="width:${((amount / total) * 100).toFixed(3)}%;background:${look.color(key)}" title="${escape(title)}"></span>`];
  });
  const described = keys.filter((key) => (own(parts, key) ?? 0) > 0).map((key) => `${key} ${money(own(parts, key) ?? 0)}`);
  const width = ((perTask(row) / look.most) * 100).toFixed(2);
  return (
    `<div class="row"><span>${escape(row.name)}</span><div class="bar" role="img" aria-label="${escape(`${row.name}: ${described.join(", ")}`)}" style="width:${width}%">${pieces.join("")}</div>` +
    `<span class="soft">${money(row.cost.perTrial)} per task</span></div>`
  );
}
