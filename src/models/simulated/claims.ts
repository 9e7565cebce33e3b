import type { Json, JudgeSpec } from "../../types.ts";
import type { Chance } from "./chance.ts";
import { own } from "../../util/own.ts";

/** One criterion of a rubric with the sentences that meet it. */
export interface Claim {
  readonly id: string;
  readonly sentences: readonly string[];
  readonly points: number;
  readonly must: boolean;
}
/** A rubric as the world knows it; `pass` is the share of points that passes. */
export interface Rubric {
  readonly claims: readonly Claim[];
  readonly padding: readonly string[];
  readonly pass: number;
}

/** The rubric of a grader, its sentences taken from `claims` where given, else from the criteria's own statements. */
export function rubricOf(grader: JudgeSpec, claims: Json | undefined, padding: Json | undefined): Rubric | undefined {
  const given = isRecord(claims) ? claims : {};
  const criteria = Array.isArray(grader.criteria) ? grader.criteria.filter(isRecord) : [];
  const ids = criteria.length > 0 ? criteria.map((criterion, index) => textOr(criterion.id, `criterion-${index + 1}`)) : Object.keys(given);
  if (ids.length === 0) return undefined;
  const rows = ids.map((id, index): Claim => {
    const criterion = criteria[index] ?? {};
    const sentences = texts(own(given, id) ?? criterion.statement ?? id);
    return { id, sentences, points: typeof criterion.points === "number" ? criterion.points : 1, must: criterion.must === true };
  });
  return { claims: rows, padding: texts(padding ?? []), pass: typeof grader.pass === "number" ? grader.pass : 0.7 };
}

/** Share of points whose sentences stand in `text`; a missing must holds it just below the pass mark. */
export function shareOf(rubric: Rubric, met: ReadonlySet<string>): number {
  let all = 0;
  let got = 0;
  let lacking = false;
  for (const claim of rubric.claims) {
    all += claim.points;
    if (met.has(claim.id)) got += claim.points;
    else if (claim.must) lacking = true;
  }
  const share = all === 0 ? 0 : got / all;
  return lacking ? Math.min(share, rubric.pass - 0.01) : share;
}

/** The criteria that `text` meets, by looking for their sentences. */
export function metBy(rubric: Rubric, text: string): Set<string> {
  return new Set(rubric.claims.filter((claim) => sentenceIn(claim, text) !== undefined).map((claim) => claim.id));
}

/** The sentence of this claim that stands in the text. */
export function sentenceIn(claim: Claim, text: string): string | undefined {
  return claim.sentences.find((sentence) => text.includes(sentence));
}

/**
 * Which criteria an answer meets: dropped one by one with chance `loss`, never past the pass mark when `passes`,
 * and on until below it when not. So success on the probit scale is success under the rubric.
 */
export function drawMet(rubric: Rubric, passes: boolean, loss: number, chance: Chance): Set<string> {
  const met = new Set(rubric.claims.map((claim) => claim.id));
  const order = rubric.claims.toSorted((a, b) => chance.unit(`order:${a.id}`) - chance.unit(`order:${b.id}`));
  for (const claim of order) {
    if (!chance.flip(`loss:${claim.id}`, loss)) continue;
    met.delete(claim.id);
    if (passes && shareOf(rubric, met) < rubric.pass) met.add(claim.id);
  }
  for (const claim of order) {
    if (passes || shareOf(rubric, met) < rubric.pass) break;
    met.delete(claim.id);
  }
  return met;
}

/** An answer of claim sentences and some padding, one paragraph each three sentences. */
export function proseOf(rubric: Rubric, met: ReadonlySet<string>, chance: Chance): string {
  const claims = rubric.claims.filter((claim) => met.has(claim.id));
  const sentences = claims.map((claim) => chance.pick(`sentence:${claim.id}`, claim.sentences) ?? claim.id);
  const fill = rubric.padding.filter((_, index) => chance.flip(`padding:${index}`, 0.4));
  const all = [...sentences, ...fill];
  const paragraphs: string[] = [];
  for (let at = 0; at < all.length; at += 3) paragraphs.push(all.slice(at, at + 3).join(" "));
  return paragraphs.length === 0 ? "I have nothing certain to say on this." : paragraphs.join("\n\n");
}

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is a text. */
export function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** The texts in a JSON value that is one text or a list of them. */
export function texts(value: Json): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
