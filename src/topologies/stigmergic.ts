import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, clip, isOver, objectOf, pastBlocks, blockAsk, shapeOf } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { fallbackToSolo, noteFailure, ordered, quoted } from "./team.ts";

export const stigmergicOptions = z.strictObject({
  /** Times that every member may visit the work. */
  rounds: z.int().min(1).max(8).default(1),
  /** Visits after which a mark has faded. */
  fading: z.int().min(0).max(64).default(3),
});
type Settings = z.output<typeof stigmergicOptions>;

/** Members that never speak, but change one piece of work and leave marks that fade. Contract: never rejects. */
export function stigmergic(options: z.input<typeof stigmergicOptions> = {}): Topology {
  const settings = stigmergicOptions.parse(options);
  return { name: "stigmergic", solve: (task, desk) => inRounds(task, desk, (attempt) => visit(attempt, settings)) };
}

export const stigmergicKind = defineKind({
  name: "stigmergic",
  gist: "models improve one shared draft in turn",
  description:
    "Our own reading of a protocol that the self-organization study (arXiv 2603.28990) names but does not define: coordination by traces, as termites build. There is one piece of work, the answer itself; members visit it one after another in an order drawn by chance, see its present state and the marks of the last few visitors, and either change it or leave it, with a mark that fades after some visits. n calls per round; a round in which nobody changes anything ends it. A prompt grows neither with n nor with the rounds. The work's last state is the answer; when nobody makes any, one plain attempt is made.",
  options: stigmergicOptions,
  formula: "n*rounds at most per attempt, n at least",
  sees: "The task, the present state of the work, and the marks of the last visitors, without their names.",
  ignores: ["warmFirst"],
  talk: [],
  calls: (n, terms, { rounds }) => ({ least: n, most: terms.attempts * (n * rounds + 3) }),
  make: stigmergic,
});

const visitReply = z.object({ why: z.string(), answer: z.string(), done: z.boolean() });
const visitShape = shapeOf(visitReply);

async function visit(attempt: Attempt, { rounds, fading }: Settings): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  let work: Answer | undefined;
  const marks: string[] = [];
  const visitors = ordered(desk);
  let over = false;
  for (let round = 1; round <= rounds && !over; round++) {
    let changes = 0;
    for (const { name } of visitors) {
      const state = work === undefined ? [] : [block("answer", quoted(desk, work.text), { by: "all" })];
      const fresh = fading === 0 ? [] : marks.slice(-fading).map((mark) => block("note", mark, { by: "a visitor" }));
      const shared = [...pastBlocks(attempt, name), ...state, ...fresh];
      const ask = blockAsk(task, desk.terms, { purpose: "attempt", shared, instruction: visiting(work !== undefined), shape: visitShape });
      const object = noteFailure(desk, name, objectOf(await desk.ask(name, ask), visitReply));
      over = isOver(object);
      if (over) break;
      if (!object.ok) continue;
      // The first to find nothing begins, whatever it ticks.
      const changed = (work === undefined || !object.value.done) && object.value.answer.trim() !== "" && object.value.answer !== work?.text;
      desk.note({ type: "role", member: name, role: changed ? "changed" : "left", abstained: !changed });
      if (!changed) continue;
      work = { text: object.value.answer, by: name };
      if (object.value.why !== "") marks.push(clip(object.value.why, 400));
      changes++;
    }
    if (changes === 0) break;
  }
  return work === undefined ? fallbackToSolo(attempt, "stigmergic", "nobody made anything") : { ok: true, ...work };
}

function visiting(begun: boolean): string {
  if (!begun)
    return `Nobody has worked on this task yet. Put your complete answer into "answer", leave "done" false, and in "why" leave a mark for the next visitor: what is still weak.`;
  return `Above stand the present state of the answer and the marks of recent visitors. If you can make it better, put the whole changed answer into "answer", leave "done" false, and in "why" leave a mark for the next visitor: what you changed and what is still weak. If not, set "done" to true and leave "answer" and "why" empty.`;
}
