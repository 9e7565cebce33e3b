import type { Behind } from "../summary/behind.ts";
import { all } from "./format.ts";

type Risk = NonNullable<Behind["risk"]>;
type Crossing = Risk["rows"][number]["sd"];

/** From which aversion to spread on a buyer would rather have another topology than the market; one sentence for each way of counting spread. */
export function riskWords(risk: Behind["risk"]): string[] {
  if (risk === undefined) return [];
  const { beside, rows } = risk;
  const by = (measure: "sd" | "cvar") =>
    told(
      beside,
      rows.map((row) => ({ topology: row.topology, at: row[measure] })),
      measure === "sd" ? "λ" : "w",
    );
  return [
    `A buyer who minds spread, and values a topology at the mean of its tries' net values less λ times their standard deviation, ${by("sd")}.`,
    `One who values it at (1 - w) of that mean and w of the mean of the worst tenth of tries (CVaR) ${by("cvar")}.`,
  ];
}

function told(beside: string, rows: readonly { readonly topology: string; readonly at: Crossing }[], sign: string): string {
  const of = (kind: Crossing["kind"]) => rows.filter(({ at }) => at.kind === kind);
  const names = (kind: Crossing["kind"]) => all(of(kind).map(({ topology, at }) => `${topology}${kind === "always" ? sure(at) : ""}`));
  const from = of("from").map(({ topology, at }) => `${topology} from ${sign} = ${figure(at.weight)} on${range(at)}`);
  const until = of("until").map(({ topology, at }) => `${topology} up to ${sign} = ${figure(at.weight)}`);
  const parts = [
    ...(of("always").length > 0 ? [`${names("always")} at any ${sign}`] : []),
    ...from,
    ...until,
    ...(of("never").length > 0 ? [`${names("never")} at no ${sign}`] : []),
  ];
  return `would rather have than ${beside}: ${parts.join("; ")}`;
}

/** Of one that wins already in the mean: how much aversion the tasks leave possible before it does. */
function sure({ ci }: Crossing): string {
  return ci?.[1] === 0 ? "" : " (not shown)";
}

function range({ ci }: Crossing): string {
  if (ci === undefined) return "";
  return ` (95% ${ci[0] === null ? "never" : figure(ci[0])} to ${ci[1] === null ? "never" : figure(ci[1])})`;
}

function figure(weight: number | undefined): string {
  return weight === undefined
    ? "-"
    : weight === 0
      ? "0"
      : weight >= 100
        ? String(Math.round(weight))
        : String(Number(weight.toPrecision(2)));
}
