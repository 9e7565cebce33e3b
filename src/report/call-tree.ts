import type { Event, Fact } from "../types.ts";
import { count } from "../util/count.ts";
import { dollars } from "../util/money.ts";
import { duration } from "./format.ts";
import { widthOf } from "./text.ts";

interface Branch {
  readonly label: string;
  readonly cost: number | undefined;
  readonly rest: string;
  readonly inner: Branch[];
}

/** Who did what for how much in one trial, as a tree: a line for each call with its price, what was decided between, and firms as branches with their sums. */
export function callTree(events: Iterable<Event>): string {
  const all = [...events];
  const root = emptyBranch("");
  const branches = new Map<string, Branch>([["", root]]);
  for (const { span, fact } of all) {
    const told = branchOf(fact);
    if (told !== undefined) branchAt(branches, span).inner.push(told);
  }
  const [start] = all.flatMap(({ fact }) => (fact.type === "trial-start" ? [fact.topology] : []));
  const end = all.findLast(({ fact }) => fact.type === "trial-end")?.fact;
  const calls = count(all.filter(({ fact }) => fact.type === "call").length, "call");
  const sum = end?.type === "trial-end" ? `${dollars(end.cost)}, ${calls}, ${duration(end.ms)}` : calls;
  return [`${start ?? ""}  ${sum}`, ...aligned(drawn(root.inner))].join("\n");
}

function emptyBranch(label: string): Branch {
  return { label, cost: undefined, rest: "", inner: [] };
}

/** The branch of a span, "/0:fair/1:verify": what a verification is made of stands with what it verifies. */
function branchAt(branches: Map<string, Branch>, span: string): Branch {
  const known = branches.get(span);
  if (known !== undefined) return known;
  const cut = span.lastIndexOf("/");
  const above = branchAt(branches, span.slice(0, cut));
  const name = span.slice(span.indexOf(":", cut) + 1);
  const branch = name === "verify" ? above : emptyBranch(name);
  if (branch !== above) above.inner.push(branch);
  branches.set(span, branch);
  return branch;
}

type Row = readonly [label: string, money: string, rest: string];

function drawn(branches: readonly Branch[], before = ""): Row[] {
  return branches.flatMap((branch, place) => {
    const last = place === branches.length - 1;
    const { inner } = branch;
    const cost = branch.cost ?? (inner.length > 0 ? costOf(inner) : undefined);
    const row: Row = [`${before}${last ? "└─" : "├─"} ${branch.label}`, cost === undefined ? "" : dollars(cost), branch.rest];
    return [row, ...drawn(inner, `${before}${last ? "   " : "│  "}`)];
  });
}

function costOf(branches: readonly Branch[]): number {
  return branches.reduce((sum, { cost, inner }) => sum + (cost ?? costOf(inner)), 0);
}

function aligned(rows: readonly Row[]): string[] {
  const paid = rows.filter(([, money]) => money !== "");
  const label = Math.max(0, ...paid.map(([text]) => widthOf(text)));
  const money = Math.max(0, ...paid.map(([, text]) => text.length));
  return rows.map(([text, cost, rest]) =>
    (cost === ""
      ? `${text}${rest === "" ? "" : `  ${rest}`}`
      : `${text}${" ".repeat(label - widthOf(text))}  ${cost.padStart(money)}  ${rest}`
    ).trimEnd(),
  );
}

function branchOf(fact: Fact): Branch | undefined {
  const line = (label: string, rest = "", cost?: number): Branch => ({ label, cost, rest, inner: [] });
  switch (fact.type) {
    case "call":
      return line(`${fact.purpose}, ${fact.member}`, fact.ok ? duration(fact.ms) : `failed: ${fact.failure?.message ?? ""}`, fact.cost);
    case "bid":
      return fact.valid ? line(`bid of ${fact.member}`, `p ${fact.p.toFixed(2)}, asks ${dollars(fact.ask)}`) : undefined;
    case "award":
      return line(`awarded to ${fact.member}`, fact.reason ?? fact.rule);
    case "route":
      return line(`routed to ${fact.member}`, fact.why);
    case "verdict":
      return line(`${fact.passed ? "accepted" : "rejected"}, ${fact.member}'s answer`, fact.why);
    case "unverified":
      return line(`no verdict on ${fact.member}'s answer`, fact.why);
    case "unfilled":
      return line("nobody took it", fact.reason);
    case "fallback":
      return line(`${fact.to} instead of ${fact.from}`, fact.why);
    case "trial-end":
      return fact.by === undefined ? line(fact.state, fact.failure?.message ?? "") : line(`answer by ${fact.by}`);
    default:
      return undefined;
  }
}
