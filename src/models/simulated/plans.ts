import type { Json } from "../../types.ts";
import { forecast } from "./forecasts.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { covered, type PartRange, placeOf } from "./part-range.ts";

/** A split of the task into between `least` and `most` parts, along its natural joints where it has any. */
export function plan({ nature, scene }: SimulatedCall, least: number, most: number): { [key: string]: Json }[] {
  const natural = scene.truth.parts;
  const count = Math.max(1, least, Math.min(most, natural.length || nature.settings.work.parts));
  return Array.from({ length: count }, (_, index) => {
    // Natural parts beyond the limit are dealt out, so that nothing of the task is lost.
    const mine = natural.filter((_, at) => at % count === index);
    const id = mine[0]?.id ?? `part-${index + 1}`;
    const what = mine.map((part) => part.brief).filter((brief) => brief !== "");
    const brief = `Part ${index + 1} of ${count}${what.length === 0 ? " of the task." : `: ${what.join(" Also: ")}`}`;
    const needs = scene.truth.coupling >= 0.5 && index > 0 ? [natural[index - 1]?.id ?? `part-${index}`] : [];
    return { id, brief, acceptance: "Its result is stated in full and was checked once.", needs: count > natural.length ? [] : needs };
  });
}

/** The part that would be split off next, and what would be left after it: of the part that is to be done, where one is. */
export function nextPart({ scene, nature }: SimulatedCall): { part: PartRange; rest: PartRange | undefined } {
  const usual = nature.settings.work.parts;
  const { done, count } = covered(scene, usual);
  const last = scene.part === undefined ? { from: done, to: count - 1, count } : placeOf(scene, scene.part, usual);
  const from = Math.min(last.from, last.to);
  return { part: { ...last, from, to: from }, rest: from < last.to ? { ...last, from: from + 1 } : undefined };
}

/** Whether the member would rather do the whole, split a part off, or stay out: by how sure it says it is. */
export function move(moment: SimulatedCall, offered: readonly string[]): string {
  const sure = forecast(moment).p;
  const wish = sure >= 0.6 || nextPart(moment).rest === undefined ? "whole" : "part";
  if (offered.includes(wish)) return wish;
  const open = offered.filter((kind) => kind !== "decline");
  return open[0] ?? offered[0] ?? "";
}

/** The member to send the task to: the best record that the text tells, else the most expensive price, else by lot. */
export function chosenMember(moment: SimulatedCall, names: readonly string[]): string {
  const rated = names.map((name) => ({ name, ...toldOf(moment.scene.text, name), lot: moment.chance.unit(`member:${name}`) }));
  const best = rated.reduce((best, next) => (better(next, best) ? next : best), rated[0] ?? { name: "", record: -1, price: -1, lot: 0 });
  return best.name;
}

interface StatedTerms {
  readonly record: number;
  readonly price: number;
  readonly lot: number;
}
function better(a: StatedTerms, b: StatedTerms): boolean {
  if (a.record !== b.record) return a.record > b.record;
  return a.price === b.price ? a.lot > b.lot : a.price > b.price;
}

function toldOf(text: string, name: string): { record: number; price: number } {
  const lines = text.split("\n").filter((line) => line.includes(name));
  const line = lines.find((line) => /\d/.test(line.replace(name, ""))) ?? "";
  const rest = line.replace(name, "");
  const share = /(\d+) (?:of|out of) (\d+)|(\d+)\s*\/\s*(\d+)/.exec(rest);
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(rest);
  const passed = Number(share?.[1] ?? share?.[3] ?? 0);
  const tried = Number(share?.[2] ?? share?.[4] ?? 0);
  // Laplace's rule: one success in one try is no proof.
  const record = tried > 0 ? (passed + 1) / (tried + 2) : percent === null ? -1 : Number(percent[1]) / 100;
  const prices = [...rest.matchAll(/\$\s?(\d+(?:\.\d+)?)/g)].map((match) => Number(match[1]));
  return { record, price: prices.length === 0 ? -1 : Math.max(...prices) };
}
