import { money } from "../format.ts";
import type { OwnTable } from "../tables/own-table.ts";
import type { DecideReport, IntervalFigure } from "./decide-report.ts";
import { netUnit } from "./net-unit.ts";
import { defined } from "../../util/defined.ts";

const told = (figure: IntervalFigure | undefined, each: (x: number) => string): string[] =>
  figure === undefined
    ? ["not defined", ""]
    : [each(figure.value), figure.interval === undefined ? "" : `${each(figure.interval[0])} to ${each(figure.interval[1])}`];
const three = (x: number): string => x.toFixed(3);
const share = (x: number): string => `${(100 * x).toFixed(0)}%`;

/** The figures that a choice is judged by, regret, and the steps from the best single model at v to the oracle. Definitions: docs/decide.md. */
export function decideFiguresTables(report: DecideReport): OwnTable[] {
  return [judged(report), regret(report), steps(report)];
}

function judged({ router, curves }: DecideReport): OwnTable {
  const rows = [
    ["router of cheapest and best: APGR", ...told(router.apgr, three)],
    ["  CPT(50)", ...told(router.cpt50, share)],
    ["  CPT(80)", ...told(router.cpt80, share)],
    ["AIQ, single models", ...told(curves[0]?.aiqOfSingles, three)],
    ...curves.flatMap((curve) => [
      [`AIQ gained by index, ${curve.checker}`, ...told(curve.aiqGain, (x) => (x < 0 ? "" : "+") + three(x))],
      ...(curve.costAtEqual === undefined
        ? [[`  cost at equal quality`, "not reached", ""]]
        : [
            [`  cost at equal quality`, ...told(curve.costAtEqual, money)],
            [`  share of the best single's`, ...told(curve.shareAtEqual, share)],
          ]),
    ]),
  ];
  return {
    title: "What the choices are judged by",
    columns: [
      { title: "figure", whole: true },
      { title: "value", right: true },
      { title: "95%", right: true },
    ],
    rows,
    notes: [
      ...(router.why === undefined ? [] : [`No APGR and no CPT: ${router.why}.`]),
      "Definitions, with their sources: docs/decide.md.",
    ],
  };
}

function regret(report: DecideReport): OwnTable {
  const { regret: rows, values } = report;
  const unit = netUnit(report);
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  const name = (dollars: number): string => {
    const found = values.find((value) => value.dollars === dollars)?.name ?? "";
    return found.startsWith("$") ? found : `v ${found}`;
  };
  return {
    title: `Regret ${unit.of}: the net value that the best fixed model brings more in hindsight, and that the oracle does at each item`,
    columns: [{ title: "policy" }, { title: "at", right: true }, ...["fixed", "95%", "oracle"].map((title) => ({ title, right: true }))],
    rows: policies.flatMap((policy) =>
      rows
        .filter((row) => row.policy === policy)
        .map(({ value, fixed, oracle }) => [policy, name(value), ...told(fixed, unit.told), unit.told(oracle.value)]),
    ),
    notes: [
      "Best single at v: the model of most net value at that v on the training half; best single, in the tables above: the one that passes most there.",
      "Below 0: more net value than that. What tries again may pass more than any single attempt.",
    ],
  };
}

function steps(report: DecideReport): OwnTable {
  const { value, from, to, steps: all } = report.waterfall;
  const unit = netUnit(report);
  return {
    title: `From the best single model at v to the oracle at v, a right answer being worth ${money(value)}: net value from ${unit.told(from)} to ${unit.told(to)} ${unit.of}`,
    columns: [
      { title: "what is added" },
      { title: "net", right: true },
      { title: "added", right: true },
      { title: "95%", right: true },
      { title: "of the gap", right: true },
    ],
    rows: all.map(({ name, net, added, interval, share: part }) => [
      name,
      unit.told(net),
      ...told({ value: added, ...defined({ interval }) }, unit.told),
      part === undefined ? "" : share(part),
    ]),
    notes: [
      "Each step is the index policy with one thing more: which model, further answers that are compared, a check with a second try, more tries, a check that never errs.",
    ],
  };
}
