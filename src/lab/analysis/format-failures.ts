import type { Summary } from "../../summary.ts";
import type { Ledger } from "../../types.ts";
import { noText } from "../../util/no-text.ts";
import type { CallEnd } from "../record/call-ends.ts";

export type FormatFailure = NonNullable<Summary["formatFailures"]>[number];

/**
 * Replies that came and did not fit what was asked for, per member: they are settled calls and no wrong answers. Empty where all
 * fitted. A reply that several topologies share counts once.
 */
export function formatFailures(calls: ReadonlyMap<string, CallEnd>, ledger: Pick<Ledger, "body">): FormatFailure[] {
  const members = Map.groupBy(calls.values(), (call) => call.member);
  return [...members]
    .filter(([, own]) => own.some(misfits))
    .map(([member, own]) => {
      const came = own.filter((call) => call.ok || misfits(call));
      const repairs = new Set(came.filter((call) => isRepair(call, ledger)));
      const first = came.filter((call) => !repairs.has(call));
      const wrong = first.filter(misfits).length;
      const mended = [...repairs].filter(({ ok }) => ok).length;
      const empty = first.filter((call) => misfits(call) && call.failure?.message.includes(noText) === true).length;
      const counts = { replies: first.length, misfits: wrong, unrepaired: Math.max(0, wrong - mended) };
      return { member, ...counts, ...(empty === 0 ? {} : { empty }), why: commonest(came) };
    })
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

/** The same in words, for every report. */
export function formatNotes(failures: readonly FormatFailure[]): string[] {
  if (failures.length === 0) return [];
  const each = failures.map(({ member, replies, misfits: wrong, unrepaired }) => {
    return `${member} ${wrong} of ${replies} (${mendedWords(wrong, unrepaired)})`;
  });
  return [
    `Replies that did not fit the form that was asked for, counted apart from wrong answers: ${each.join(", ")}. For example: ${failures[0]?.why ?? ""}`,
  ];
}

function mendedWords(wrong: number, unrepaired: number): string {
  if (unrepaired === 0) return "all fixed by one repair";
  return unrepaired === wrong ? "none fixed" : `${wrong - unrepaired} fixed by one repair, ${unrepaired} not`;
}

/** What was said most often of the replies that do not fit; ties go to the first in the alphabet. */
function commonest(calls: readonly CallEnd[]): string {
  const groups = Map.groupBy(calls.filter(misfits), (call) => call.failure?.message ?? "");
  const [first] = [...groups].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return first?.[0] ?? "";
}

function misfits(call: CallEnd): boolean {
  return call.failure?.code === "malformed";
}

/** Gradings keep their purpose when they are repaired; the example in the ask tells them. */
function isRepair(call: CallEnd, ledger: Pick<Ledger, "body">): boolean {
  if (call.purpose === "repair") return true;
  const ask = call.ask === undefined ? undefined : ledger.body(call.ask);
  return typeof ask === "object" && ask !== null && "example" in ask;
}
