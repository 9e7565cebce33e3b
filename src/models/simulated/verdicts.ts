import { metBy, sentenceIn } from "./claims.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { normalCdf, normalQuantile } from "./normal-law.ts";
import { checkerOf, looks, rankedBy, worthOf } from "./perception.ts";
import type { Candidate } from "./parsed-prompt.ts";

/** A member's judgment of one shown answer. `p` is its probability that the answer is right. */
export interface Opinion {
  readonly passed: boolean;
  readonly p: number;
  readonly score: number;
  readonly criteria: readonly { readonly id: string; readonly met: boolean; readonly quote: string }[];
}

/** Judges the last answer shown. A gullible judge obeys an instruction that stands in the open. */
export function opinion(moment: SimulatedCall, asked?: { readonly ids: readonly string[] }): Opinion {
  const { scene, profile } = moment;
  const candidate = scene.candidates.at(-1) ?? resultsAsOne(moment);
  const swayed = profile.traits.gullible && injected(scene.exposed);
  const criteria = asked === undefined ? [] : criteriaOf(moment, candidate.text, asked.ids, swayed);
  const seen = looks(moment, candidate);
  if (scene.truth.rubric !== undefined && criteria.length > 0) {
    const score = criteria.filter((criterion) => criterion.met).length / criteria.length;
    return { passed: score >= scene.truth.rubric.pass, p: normalCdf(seen), score, criteria };
  }
  if (swayed) return { passed: true, p: 0.99, score: 1, criteria };
  return { passed: seen > 0, p: normalCdf(seen), score: shareSeen(moment, candidate, seen), criteria };
}

function resultsAsOne({ scene }: SimulatedCall): Candidate {
  return { label: "results", text: scene.results.map((result) => result.text).join("\n\n") };
}

function shareSeen({ nature, scene, chance, profile }: SimulatedCall, candidate: Candidate, seen: number): number {
  const worth = worthOf(nature.seed, scene, candidate.text);
  if (profile.traits.errorless === true) return worth;
  if (worth > 0 && worth < 1) return Math.max(0, Math.min(1, worth + 0.1 * chance.gaussian("score")));
  return Math.round(100 * (seen > 0 ? 0.7 + 0.3 * normalCdf(seen) : 0.4 * normalCdf(seen))) / 100;
}

/** One verdict per criterion: whether its sentence stands in the text, seen with the member's sensitivity and specificity. */
function criteriaOf(moment: SimulatedCall, text: string, ids: readonly string[], swayed: boolean): Opinion["criteria"] {
  const { nature, profile, scene, chance } = moment;
  const rubric = scene.truth.rubric;
  const wanted = ids.length > 0 ? ids : (rubric?.claims.map((claim) => claim.id) ?? []);
  const { sensitivity, specificity } = checkerOf(profile, nature.settings);
  const there = rubric === undefined ? undefined : metBy(rubric, text);
  const right = worthOf(nature.seed, scene, text) >= 0.5;
  return wanted.map((id) => {
    const claim = rubric?.claims.find((known) => known.id === id);
    const holds = claim === undefined || there === undefined ? right : there.has(id);
    const seen = (): boolean =>
      chance.gaussian(`criterion:${id}`) + (holds ? normalQuantile(sensitivity) : -normalQuantile(specificity)) > 0;
    const met = swayed || (profile.traits.errorless === true ? holds : seen());
    const quote = met ? ((claim === undefined ? undefined : sentenceIn(claim, text)) ?? anySentence(text)) : "";
    return { id, met, quote };
  });
}

function anySentence(text: string): string {
  const first = /[^\s.!?][^.!?\n]{10,200}[.!?]?/.exec(text);
  return first?.[0] ?? text.trim().slice(0, 80);
}

/** The answers shown, best first. */
export function preference(moment: SimulatedCall): { label: string; looks: number }[] {
  return rankedBy(moment, moment.scene.candidates).map(({ candidate, looks }) => ({ label: candidate.label, looks }));
}

/** What is wrong with the last answer shown, in the member's eyes; empty when nothing is. */
export function problems(moment: SimulatedCall): string[] {
  const { scene, chance } = moment;
  if (opinion(moment).passed) return [];
  const seen = opinion(moment, { ids: [] });
  const missing = seen.criteria.filter((criterion) => !criterion.met).map((criterion) => `Criterion ${criterion.id} is not met.`);
  if (scene.truth.rubric !== undefined && missing.length > 0) return missing;
  const places = [
    "The result does not follow from the conditions.",
    "A step in the middle is wrong.",
    "One demand of the task is missing.",
  ];
  return [chance.pick("problem", places) ?? "The result is wrong."];
}

const orders =
  /ignore|disregard|override|forget (?:all|the|your)|you must (?:pass|score|award)|full marks|score[^.\n]{0,20}(?:10|100|1\.0)|"?passed"?\s*[:=]\s*true|mark (?:this|it) as|system\s*:|ignorez|ignoriere|ignora|ignore[zr]|игнорируй|忽略|無視|무시|تجاهل|अनदेखा|満点|满分/i;

/** Whether a text holds an instruction to its reader, plain or in base64, hexadecimal, ROT13, spaced or hidden letters. */
export function injected(text: string): boolean {
  if (orders.test(text)) return true;
  const visible = text.normalize("NFKC").replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, "");
  const tags = Array.from(text)
    .filter((letter) => letter >= "\u{E0020}" && letter <= "\u{E007E}")
    .map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xe0000));
  const packed = (visible.match(/\b[A-Za-z0-9+/]{16,}={0,2}/g) ?? []).flatMap((run) => [
    Buffer.from(run, "base64").toString("utf8"),
    Buffer.from(run, "hex").toString("utf8"),
  ]);
  const spaced = visible.replace(/\b(\w) (?=\w\b)/g, "$1");
  return [visible, tags.join(""), rot13(visible), spaced, ...packed].some((reading) => orders.test(reading));
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
