import { gaussian } from "./chance.ts";
import { codeOf, verdictOfCode } from "./codes.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { normalQuantile } from "./normal-law.ts";
import { type PartRange, placeWords } from "./part-range.ts";
import type { Candidate, ParsedPrompt } from "./parsed-prompt.ts";
import type { Profile, CompleteSettings } from "./settings.ts";

/** The line by which a part's result can be told right or wrong again. */
export function worksheet(seed: string, task: string, part: { id: string; place: PartRange }, right: boolean): string {
  const where = placeWords(part.place);
  return `Worksheet ${part.id} (${where}): ${codeOf(seed, `${task}|${part.id}|${where}`, right)}`;
}

/** Whether every worksheet line in a text holds; undefined when there is none. */
export function worksheetsHold(seed: string, text: string): boolean | undefined {
  const codes = [...text.matchAll(/^Worksheet .*: ([0-9a-f]{8})$/gm)].map((match) => match[1] ?? "");
  return codes.length === 0 ? undefined : codes.every((code) => verdictOfCode(seed, code) === true);
}

/** What a text is worth in this scene: 1 right, 0 wrong, the share of points for a rubric. */
export function worthOf(seed: string, scene: ParsedPrompt, text: string): number {
  // A split as our members state one covers everything; it is worth doing where its parts do not hang together.
  if (/^Part: .*\bof \d+ of the task[\s\S]*\nRemainder: Parts? /.test(text)) return scene.truth.coupling < 0.5 ? 1 : 0;
  const whole = scene.part === undefined && !scene.truth.key.startsWith("unknown-");
  const held = whole ? undefined : worksheetsHold(seed, text);
  return held === undefined ? scene.truth.scoreOf(text) : held ? 1 : 0;
}

/** Sensitivity and specificity of a member as a checker, kept off 0 and 1, where no noise would be left. */
export function checkerOf(profile: Profile, world: CompleteSettings): { sensitivity: number; specificity: number } {
  const inside = (rate: number) => Math.min(0.9999, Math.max(0.0001, rate));
  return {
    sensitivity: inside(profile.traits.sensitivity ?? world.reading.sensitivity),
    specificity: inside(profile.traits.specificity ?? world.reading.specificity),
  };
}

/**
 * How good an answer looks to a member, above 0 when it would pass it. Equal-variance signal detection: a right answer exceeds 0
 * with chance sensitivity, a wrong one with 1 - specificity. The noise has the same shares as a try's: all members', its own, this call's.
 */
export function looks(moment: SimulatedCall, candidate: Candidate): number {
  const { nature, profile, scene } = moment;
  const { sensitivity, specificity } = checkerOf(profile, nature.settings);
  const worth = worthOf(nature.seed, scene, candidate.text);
  const mark = scene.truth.rubric?.pass ?? 0.5;
  // A rubric answer a quarter of the points from the mark is as plain as a right or wrong one; at the mark nobody can tell.
  const clear = Math.max(-1, Math.min(1, (worth - mark + 1e-9) / 0.25));
  if (profile.traits.errorless === true) return plain * clear;
  const [hit, miss] = [normalQuantile(sensitivity), normalQuantile(specificity)];
  const signal = (hit - miss) / 2 + (clear * (hit + miss)) / 2;
  const rejected = candidate.rejected === undefined ? 0 : rejectedLoss;
  return (
    signal +
    noise(moment, scene.truth.signatureOf(candidate.text)) -
    rejected +
    fault(scene) +
    critiqueWeight * (scene.views.get(candidate.label) ?? 0)
  );
}
/** How plainly a member that makes no errors sees a right answer, in probit units. */
const plain = 8;
/** Probit units that a rejected answer loses, and that a critique or a comparison takes or gives. Assumed. */
const rejectedLoss = 2;
const critiqueWeight = 0.7;

function fault(scene: ParsedPrompt): number {
  if (scene.critique === undefined) return 0;
  return scene.critique === "faults" ? -critiqueWeight : critiqueWeight;
}

function noise({ nature, profile, scene, chance }: SimulatedCall, signature: string): number {
  const { shared, retry } = nature.settings.errors;
  const what = `${nature.seed}|looks|${scene.truth.key}|${signature}`;
  const all = Math.sqrt(shared) * gaussian(what);
  const own = Math.sqrt(retry - shared) * gaussian(`${what}|${profile.id}`);
  return all + own + Math.sqrt(1 - retry) * chance.gaussian(`looks|${signature}`);
}

/** How much the crowd moves each candidate: its share of the votes against an even share, times conformity. */
export function crowd(moment: SimulatedCall, candidates: readonly Candidate[]): (candidate: Candidate) => number {
  const counts = new Map<string, number>();
  const signature = (candidate: Candidate) => moment.scene.truth.signatureOf(candidate.text);
  for (const candidate of candidates) counts.set(signature(candidate), (counts.get(signature(candidate)) ?? 0) + 1);
  const weight = moment.nature.settings.reading.conformity;
  if (candidates.length < 2) return () => 0;
  return (candidate) => weight * ((counts.get(signature(candidate)) ?? 0) / candidates.length - 1 / candidates.length);
}

/** The candidates from best-looking to worst, with how they look. */
export function rankedBy(moment: SimulatedCall, candidates: readonly Candidate[]): { candidate: Candidate; looks: number }[] {
  const sway = crowd(moment, candidates);
  const rated = candidates.map((candidate) => ({ candidate, looks: looks(moment, candidate) + sway(candidate) }));
  return rated.toSorted((a, b) => b.looks - a.looks);
}
