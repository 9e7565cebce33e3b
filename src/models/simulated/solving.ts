import { drawMet, metBy, proseOf, shareOf } from "./claims.ts";
import { type SimulatedCall, successChance, tryShock } from "./latent-model.ts";
import { meanNow } from "./mean-now.ts";
import { chanceOf } from "./chance.ts";
import { jointText } from "./joint-text.ts";
import { normalCdf } from "./normal-law.ts";
import { looks, rankedBy, worksheet, worksheetsHold, worthOf } from "./perception.ts";
import { covered, type PartRange, placeOf } from "./part-range.ts";
import { roleNow, voiceRoles } from "./roles.ts";

/** A text and what the world knows of it. `latent` is above 0 for success. */
export interface Piece {
  readonly text: string;
  readonly right: boolean;
  readonly latent: number;
}

/**
 * What a member writes: its own work when no answer is shown; else whichever looks best to it, its own work among them. For a
 * rubric it also takes over some of the further points that the others make, and loses a few.
 */
export function answer(moment: SimulatedCall): Piece {
  const own = work(moment);
  const { scene, nature, chance } = moment;
  const shown = scene.candidates.filter(
    (candidate) => scene.part === undefined || worksheetsHold(nature.seed, candidate.text) !== undefined,
  );
  if (shown.length === 0) return own;
  const trust = nature.settings.reading.selfTrust;
  const mine = looks(moment, { label: "own", text: own.text }) + trust;
  const best = rankedBy(moment, shown)[0];
  const rubric = scene.truth.rubric;
  if (rubric === undefined || scene.part !== undefined) {
    if (best === undefined || mine >= best.looks) return own;
    return { text: best.candidate.text, right: worthOf(nature.seed, scene, best.candidate.text) >= 0.5, latent: best.looks };
  }
  const base = best === undefined || mine >= best.looks ? own.text : best.candidate.text;
  const kept = metBy(rubric, base);
  const offered = metBy(rubric, [own.text, ...shown.map((candidate) => candidate.text)].join("\n"));
  // One chance per point, however many offer it, and a price: what is woven in pushes some of the rest out.
  const met = new Set(
    [...offered].filter((id) => (kept.has(id) ? !chance.flip(`drop:${id}`, dropped) : chance.flip(`adopt:${id}`, adopted))),
  );
  return { text: proseOf(rubric, met, chance), right: shareOf(rubric, met) >= rubric.pass, latent: own.latent };
}

/** Chance that a further point of another answer is taken over, and that a point of the best one is lost in the rewriting. Assumed. */
const adopted = 0.4;
const dropped = 0.04;

/** Fresh work: a part when one is asked for, a merger when all results are there, else a try at the whole. */
export function work(moment: SimulatedCall): Piece {
  const { nature, scene } = moment;
  const { part, results } = scene;
  if (part !== undefined) {
    return partWork(moment, part.id, placeOf(scene, part, nature.settings.work.parts));
  }
  return results.length > 0 ? merged(moment) : tried(moment);
}

function tried(moment: SimulatedCall): Piece {
  const { nature, scene } = moment;
  const spread = Math.sqrt(1 - nature.settings.errors.retry);
  const roles = scene.voices > 1 ? voiceRoles(moment) : [roleNow(moment)];
  const tries = roles.map((role, voice) => whole(moment, meanNow(moment, role) + spread * tryShock(moment, voice), voice));
  if (tries.length === 1) return tries[0] as Piece;
  // One session, several perspectives: their tries are compared inside the reply, by the member's own eye.
  const rated = tries.map((piece, voice) => ({ piece, looks: looks(moment, { label: `voice ${voice}`, text: piece.text }) }));
  return rated.reduce((best, next) => (next.looks > best.looks ? next : best)).piece;
}

function whole(moment: SimulatedCall, aimed: number, voice = 0): Piece {
  const { scene, chance, nature } = moment;
  if (scene.truth.turns !== undefined) return allTurns(moment, aimed - tryShare(moment, voice), voice);
  // An error in an earlier turn carries on, however able the member is.
  const carried = scene.strayed && chance.flip(`carried:${voice}`, scene.truth.carry ?? nature.settings.work.carry);
  const latent = carried ? -Math.abs(aimed) : aimed;
  const right = latent > 0;
  const { rubric } = scene.truth;
  if (rubric !== undefined) {
    const loss = right ? 0.6 * normalCdf(-latent) : 0.3 + 0.4 * normalCdf(-latent);
    const met = drawMet(rubric, right, loss, chance);
    return { text: proseOf(rubric, met, chance), right, latent };
  }
  const text = chance.pick(`variant:${voice}`, right ? scene.truth.right : scene.truth.wrong);
  return { text: text ?? "I could not find an answer.", right, latent };
}

/** All turns of a task in one reply: each a try of its own, behind the errors of those before it. `lasting` is what the whole's mean is now. */
function allTurns(moment: SimulatedCall, lasting: number, voice: number): Piece {
  const { nature, profile, scene, chance } = moment;
  const shift = lasting - nature.mean(profile, scene.truth);
  const spread = Math.sqrt(1 - nature.settings.errors.retry);
  let strayed = false;
  const pieces = (scene.truth.turns ?? []).map((truth, turn) => {
    const own = chanceOf(`${chance.key}|turn ${turn + 1}`);
    const part = { ...moment, chance: own, scene: { ...scene, truth, strayed } };
    const piece = whole(part, nature.mean(profile, truth) + shift + spread * own.gaussian(`try:${voice}`), voice);
    strayed ||= !piece.right;
    return piece;
  });
  const right = pieces.every((piece) => piece.right);
  return { text: jointText(pieces.map(({ text }) => text)), right, latent: Math.min(...pieces.map(({ latent }) => latent)) };
}

/** The part of a try's latent that is this try's alone. */
function tryShare(moment: SimulatedCall, voice: number): number {
  return Math.sqrt(1 - moment.nature.settings.errors.retry) * tryShock(moment, voice);
}

/**
 * Some of m parts. Given the lasting shocks, each succeeds with the m-th root of the chance of the whole, so that parts solved
 * apart are together as likely as one whole: splitting in itself neither helps nor hurts.
 */
function partWork(moment: SimulatedCall, part: string, place: PartRange): Piece {
  const { nature, scene } = moment;
  const share = (place.to - place.from + 1) / place.count;
  if (share >= 1) return tried(moment);
  const chance = successChance(meanNow(moment), nature.settings.errors.retry) ** share;
  const shock = tryShock(moment);
  const right = normalCdf(shock) > 1 - chance;
  const line = worksheet(nature.seed, scene.truth.key, { id: part, place }, right);
  return { text: [...partProse(moment, place, right), line].join("\n"), right, latent: shock };
}

function partProse({ scene, chance }: SimulatedCall, { from, to, count }: PartRange, right: boolean): string[] {
  const { rubric } = scene.truth;
  if (rubric === undefined) return ["This part is done; its result stands on the worksheet line."];
  const mine = rubric.claims.filter((_, index) => index % count >= from && index % count <= to);
  const kept = mine.filter((claim) => right || chance.flip(`part:${claim.id}`, 0.5));
  return kept.map((claim) => chance.pick(`sentence:${claim.id}`, claim.sentences) ?? claim.id);
}

/** Joins results: all must be right or mended, and with chance `coupling` they do not fit unless the merger mends that too. */
function merged(moment: SimulatedCall): Piece {
  const { nature, scene, chance } = moment;
  const { repair } = nature.settings.work;
  const own = tried(moment);
  const mended = (name: string) => chance.flip(`repair:${name}`, repair) && own.right;
  const fits = !chance.flip("coupling", scene.truth.coupling) || mended("coupling");
  const rubric = scene.truth.rubric;
  if (rubric !== undefined) {
    const met = metBy(rubric, scene.results.map((result) => result.text).join("\n"));
    for (const { id } of rubric.claims) if (!fits && chance.flip(`lost:${id}`, 0.5)) met.delete(id);
    for (const id of metBy(rubric, own.text)) if (chance.flip(`mended:${id}`, repair)) met.add(id);
    return { text: proseOf(rubric, met, chance), right: shareOf(rubric, met) >= rubric.pass, latent: own.latent };
  }
  const hold = scene.results.every((result) => worksheetsHold(nature.seed, result.text) === true || mended(result.part));
  return whole(moment, hold && fits && restDone(moment) ? Math.abs(own.latent) : -Math.abs(own.latent));
}

/** Parts whose results are not there must be done by the merger itself, each with its root of the chance of the whole. */
function restDone(moment: SimulatedCall): boolean {
  const { scene, nature, chance } = moment;
  const { done, count } = covered(scene, nature.settings.work.parts);
  const missing = (count - done) / count;
  return missing === 0 || chance.flip("rest", successChance(meanNow(moment), nature.settings.errors.retry) ** missing);
}

/** A part that the member splits off by itself. */
export function partAnswer(moment: SimulatedCall, place: PartRange): Piece {
  const natural = moment.scene.truth.parts[place.from];
  return partWork(moment, natural?.id ?? `part-${place.from + 1}`, place);
}
