import { quotedBlocks } from "../../util/quoted-blocks.ts";
import { messageName } from "../../util/message-name.ts";
import { askedMembers } from "../estimate/asked-seats.ts";
import { rehearsedAsks } from "../estimate/rehearse.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";

/** What a topology may do without: a member by name, or a kind of message as `tag > purpose`. */
export interface Edge {
  readonly name: string;
  readonly kind: "member" | "message";
}

/** So many tasks are rehearsed to see what is passed on. */
const rehearsed = 4;

const ways = [{}, { mode: "most" }, { contrary: true }, { mode: "most", contrary: true }] as const;

/**
 * The members that a topology may ask, where there are several, and the kinds of messages that it passes on between them, as rehearsals with stand-ins come to
 * them: by likely verdicts, where every verdict fails, and where members that may say yes say no.
 */
export async function edgesOf(plan: Plan, topology: PlannedTopology): Promise<Edge[]> {
  const names = topology.seats.map(({ name }) => name);
  const asked = [...new Set((await askedMembers(plan, topology, () => {})).map(({ name }) => name))];
  const messages = new Set<string>();
  for (const task of firstOfEach(plan))
    for (const way of ways)
      for (const { seat, ask } of await rehearsedAsks(plan, topology, task, way))
        if (names.includes(seat.name))
          for (const { tag, whole } of ask.messages.flatMap(({ text }) => passedOn(text)))
            if (!whole) messages.add(messageName(tag, ask.purpose));
  return [
    ...(asked.length < 2 ? [] : asked.map((name): Edge => ({ name, kind: "member" }))),
    ...[...messages].sort().map((name): Edge => ({ name, kind: "message" })),
  ];
}

/** Blocks of a text; `whole` is one that is all there is of a task, which nobody can do without. */
function passedOn(text: string): { readonly tag: string; readonly whole: boolean }[] {
  return quotedBlocks(text).map(({ tag, start }) => ({ tag, whole: text.slice(0, start).endsWith("<task>\n") }));
}

/** Tasks of different categories. */
function firstOfEach({ suite }: Plan) {
  return [...Map.groupBy(suite.tasks, ({ category }) => category).values()].slice(0, rehearsed).flatMap(([task]) => task ?? []);
}
