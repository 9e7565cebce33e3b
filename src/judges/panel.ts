import { z } from "zod";
import type { Answer, Desk, Judge, Member, Task, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { isIndependent, seatOf } from "./independence.ts";
import { type JudgeContext, judgeKind } from "./judge-kind.ts";
import { count } from "../util/count.ts";

export const panelOptions = z.strictObject({
  kind: z.literal("panel"),
  members: z.array(z.string()).min(2).describe("the seats that judge, best of disjoint families and an odd number"),
  judge: z.looseObject({ kind: z.string() }).default({ kind: "rubric" }).describe("how each of them judges"),
  pool: z.enum(["vote", "median", "mean"]).default("vote").describe("the score: share of votes, or the median or mean of the scores"),
  quorum: z.int().positive().default(2).describe("verdicts that must be there"),
  earlyStop: z.boolean().default(true).describe("stop asking once no further vote can change the majority (vote only)"),
});
type PanelSettings = z.output<typeof panelOptions>;
type ScoredVerdict = Extract<Verdict, { ok: true }>;

/** Several judges; those of the author's family are left out, those who cannot tell abstain. A split without majority is unscored. */
export const panel = judgeKind({
  name: "panel",
  description: "several judges, pooled by vote, median or mean; disagreement is noted",
  options: panelOptions.refine(({ members }) => new Set(members).size === members.length, {
    message: "a member is named twice",
    path: ["members"],
  }),
  needs: ["members"],
  cost: "one verdict per member, fewer when the vote is decided early",
  open: (settings, context) => ({
    name: "panel",
    judge: (task, answer, desk, among) => convene({ task, answer, desk, among }, settings, context),
  }),
});

/** What a panel is asked. */
interface Question {
  readonly task: Task;
  readonly answer: Answer;
  readonly desk: Desk;
  readonly among: readonly Answer[] | undefined;
}

async function convene(question: Question, settings: PanelSettings, context: JudgeContext): Promise<Verdict> {
  const { answer, desk } = question;
  const seats: Member[] = [];
  for (const name of settings.members) {
    const seat = seatOf(desk, name);
    if (!seat.ok) return seat;
    if (isIndependent(seat.member, answer, desk, context)) seats.push(seat.member);
  }
  const dropped = settings.members.length - seats.length;
  if (seats.length < settings.quorum) {
    const words = `A quorum of ${count(settings.quorum, "judge")} was wanted; ${dropped} of ${settings.members.length} are of the author's family and ${seats.length} may judge.`;
    return fail("unsupported", `${words} Name judges of other families, or set selfJudging: allowed.`);
  }
  const judges = seats.map((seat) => context.open({ ...(settings.judge as Parameters<JudgeContext["open"]>[0]), member: seat.name }));
  const heard = await ballots(judges, question, settings);
  const scored = heard.filter((verdict) => verdict.ok);
  if (scored.length < settings.quorum) {
    const reason = heard.find((verdict) => !verdict.ok)?.failure;
    return fail(
      reason?.code ?? "unknown",
      `${scored.length} of ${count(heard.length, "judge")} gave a verdict, ${count(settings.quorum, "was", "were")} wanted. ${reason?.message ?? ""}`.trim(),
    );
  }
  return pooled(scored, { abstained: heard.length - scored.length, dropped, asked: heard.length }, desk, settings);
}

/** In waves when a vote may be decided early: first as many as could decide it, then one by one. */
async function ballots(judges: readonly Judge[], { task, answer, desk, among }: Question, settings: PanelSettings): Promise<Verdict[]> {
  const early = settings.earlyStop && settings.pool === "vote";
  const heard: Verdict[] = [];
  const majority = Math.max(settings.quorum, Math.floor(judges.length / 2) + 1);
  while (heard.length < judges.length) {
    if (early && isDecided(heard, judges.length, settings.quorum)) break;
    const wave = early ? (heard.length === 0 ? majority : 1) : judges.length;
    const asked = judges.slice(heard.length, heard.length + wave);
    heard.push(...(await Promise.all(asked.map((judge) => judge.judge(task, answer, desk, among)))));
  }
  return heard;
}

function isDecided(heard: readonly Verdict[], judges: number, quorum: number): boolean {
  const scored = heard.filter((verdict) => verdict.ok);
  const passes = scored.filter((verdict) => verdict.passed).length;
  const rest = judges - heard.length;
  return scored.length >= quorum && Math.abs(2 * passes - scored.length) > rest;
}

interface Attendance {
  readonly abstained: number;
  readonly dropped: number;
  readonly asked: number;
}

function pooled(scored: readonly ScoredVerdict[], attendance: Attendance, desk: Desk, settings: PanelSettings): Verdict {
  const passes = scored.filter((verdict) => verdict.passed).length;
  const scores = scored.map((verdict) => verdict.score).sort((a, b) => a - b);
  const range = (scores.at(-1) ?? 0) - (scores[0] ?? 0);
  const split = passes > 0 && passes < scored.length;
  desk.note({ type: "own", name: "panel", value: { passes, verdicts: scored.length, range, split, ...attendance } });
  if (2 * passes === scored.length)
    return fail("unknown", `The panel is split ${passes} to ${passes}: no majority. Give it an odd number of judges.`);
  const passed = 2 * passes > scored.length;
  const score = settings.pool === "vote" ? passes / scored.length : settings.pool === "mean" ? mean(scores) : median(scores);
  const majority = scored.find((verdict) => verdict.passed === passed)?.why ?? "";
  const disagreement = split || range >= 0.3 ? `; they disagree (scores ${scores.map((one) => one.toFixed(2)).join(", ")})` : "";
  const absent =
    attendance.abstained + attendance.dropped === 0 ? "" : `; ${attendance.abstained} abstained, ${attendance.dropped} left out as family`;
  return {
    ok: true,
    passed,
    score,
    why: `${passes} of ${count(scored.length, "judge")} ${passes === 1 ? "passes" : "pass"} it${disagreement}${absent}. ${majority}`.trim(),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
