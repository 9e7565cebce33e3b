import { z } from "zod";
import type { Answer, Ask, Brief, Desk, Message, Purpose, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, block, blockAsk, isOver, objectOf, pastBlocks, roleLast, shapeOf, textOf } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { cast, curation, fitted, operatorSeat, workersAt } from "./curation.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { type Persona, personasOf, roster, rosterLines } from "./roster.ts";
import { fallbackToSolo, noteFailure, quoted } from "./team.ts";
import { defined } from "../util/defined.ts";
import { closerOf } from "./closer.ts";
import { workedExamples } from "./worked-examples.ts";

export const personasOptions = z.strictObject({
  /** The one member who holds all perspectives; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  roster: roster.default("general"),
  curation: curation.default("auto"),
  /** All in one reply, or one turn of one conversation for each perspective. */
  form: z.enum(["call", "turns"]).default("call"),
  /** Perspectives at most. */
  size: z.int().min(1).max(16).default(4),
  /** In one reply: drafts at most until the perspectives are satisfied, and whether two worked examples show how. */
  iteration: z
    .strictObject({ drafts: z.int().min(1).max(8).default(3), examples: z.boolean().default(true) })
    .default({ drafts: 3, examples: true }),
});
type Settings = z.output<typeof personasOptions>;

/** One session in which several perspectives collide and are merged. Contract: never rejects. */
export function personas(options: z.input<typeof personasOptions> = {}): Topology {
  const settings = personasOptions.parse(options);
  return { name: "personas", solve: (task, desk) => hold(task, desk, settings) };
}

export const personasKind = defineKind({
  name: "personas",
  gist: "one model plays several perspectives and merges them",
  description:
    "One member holds several perspectives in one session, after solo performance prompting (arXiv 2307.05300): each says what it sees, they are set against one another, and one answer is merged. With form: call that is 1 call, in which an answer is drafted, criticized by each perspective and drafted again until all are satisfied or `iteration.drafts` are written, after two worked examples; with form: turns each perspective is a turn of one conversation, whose prefix is read from the prompt cache: one call per perspective, one to merge, and one to choose them when they are curated. The roster is a bundled file or one's own list. With curation: none its first perspectives are taken, with auto the member chooses for the task (in the same reply where there is only one), with ask its choice costs a call and is put to the seat named operator, who accepts, changes or rejects it; the record says who decided. Every perspective sees everything said before it. When no merged answer comes, or the operator rejects, one plain attempt is made.",
  options: personasOptions,
  memberOptions: ["member"],
  formula: "1 per attempt, with form: turns at most size+1; once 1 more with turns and curation: auto, 2 more with ask",
  sees: "The task and everything said before in the session.",
  ignores: ["warmFirst"],
  turns: true,
  talk: ["message"],
  calls(_members, terms, { curation, form, size }) {
    const chosen = curation === "ask" ? 2 : curation === "auto" && form === "turns" ? 1 : 0;
    const held = form === "call" ? 1 : size + 1;
    // Without an operator's seat its call is saved.
    return { least: Math.min(chosen, 1) + 1, most: chosen + terms.attempts * (held + 1) };
  },
  asks(_members, { member, curation }, closer) {
    const one = member ?? closer;
    return curation === "ask" ? [one, operatorSeat] : [one];
  },
  make: personas,
});

async function hold(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, settings.member, workersAt(desk));
  if (!seat.ok) return seat;
  const inOne = settings.form === "call";
  const held = inOne && settings.curation === "auto" ? personasOf(settings.roster) : await cast({ task, desk }, seat.name, settings);
  return inRounds(task, desk, async (attempt) => {
    const session: Session = { ...attempt, member: seat.name, held };
    const answer = held.length === 0 ? rejected : await (inOne ? inOneCall(session, settings) : inTurns(session));
    if (answer.ok || isOver(answer)) return answer;
    return fallbackToSolo(attempt, "personas", answer.failure.message, seat.name);
  });
}

const rejected = fail("unsupported", "The operator rejected the proposed perspectives.");

/** An attempt in which one member speaks as several. */
interface Session extends Attempt {
  readonly member: string;
  readonly held: readonly Persona[];
}

function sharedBlocks(session: Session): string[] {
  return [block("note", rosterLines(session.held), { by: "roster" }), ...pastBlocks(session, session.member)];
}

const sessionReply = z.object({
  personas: z.array(z.string()),
  drafts: z.array(z.string()),
  answer: z.string(),
});
const sessionShape = shapeOf(sessionReply);

async function inOneCall(session: Session, { curation, size, iteration }: Settings): Promise<Result<Answer>> {
  const { task, desk, member, past } = session;
  const shared = sharedBlocks(session);
  const choice = curation === "auto" ? choosing(size) : "Take the perspectives listed above.";
  const purpose = past.length === 0 ? "attempt" : "retry";
  const instruction = `${choice} ${colliding(iteration.drafts)}${iteration.examples ? `\n${workedExamples}` : ""}`;
  const ask = blockAsk(task, desk.terms, { purpose, shared, instruction, shape: sessionShape });
  const object = noteFailure(desk, member, objectOf(await desk.ask(member, ask), sessionReply));
  if (!object.ok) return object;
  const spoke = object.value.personas.map((line) => ({ name: line.split(":")[0] ?? "", view: line }));
  const names = fitted(spoke)
    .map(({ name }) => name)
    .slice(0, 16);
  if (curation === "auto") desk.note({ type: "own", name: "curation", value: { by: member, decision: "auto", personas: names } });
  return spoken(object.value.answer, member);
}

function choosing(size: number): string {
  return `Choose from the roster above up to ${size} perspectives that would see different things in this task; where none fits, take one of your own.`;
}
function colliding(drafts: number): string {
  const bound = drafts === 1 ? "One draft is enough" : `Write ${drafts} drafts at most`;
  return `Hold them all in this one reply. In "personas" let each speak in turn, one line each: its name, a colon, and what it sees that the others miss, what it objects to in those before it, and the result it comes to. Then draft an answer and let each perspective criticize the draft; draft again, mending what holds, until all are satisfied. ${bound}. In "drafts" give one line to each: the draft in short, a bar, and who objects to what, or that all are satisfied. Then put into "answer" the complete answer to the task that is left standing, in the form the task asks for.`;
}

function spoken(text: string, member: string): Result<Answer> {
  return text.trim() === ""
    ? fail("malformed", `A merged answer was wanted of "${member}"; it gave an empty text.`)
    : { ok: true, text, by: member };
}

/** One conversation that only grows: each turn's prefix is the whole of the turn before, so it is read from the cache. */
async function inTurns(session: Session): Promise<Result<Answer>> {
  const { task, desk, member, held } = session;
  const shared = sharedBlocks(session);
  let said: readonly Message[] = roleLast(task, desk.terms, { purpose: "attempt", shared, instruction: "" }).messages.slice(0, -1);
  for (const { name } of held) {
    const turn = turnOf(
      said,
      `Speak now as "${name}" and as nobody else: what do you see in this task that has not been said, what do you object to in what has, and what result do you come to? Be brief and concrete.`,
    );
    const reply = noteFailure(desk, member, await desk.ask(member, { ...plain(desk, "message"), messages: turn }));
    if (isOver(reply)) return { ok: false, failure: reply.ok ? rejected.failure : reply.failure };
    // A turn that failed is left out of the conversation; the next perspective speaks instead.
    if (!reply.ok) continue;
    said = [...turn, { role: "assistant", text: quoted(desk, textOf(reply)) }];
    desk.note({ type: "role", member, role: name, abstained: false });
  }
  const turn = turnOf(
    said,
    "Leave the perspectives. Settle what they disagree on by checking, not by counting voices, and write the one complete answer to the task, in the form the task asks for, without speaking of the perspectives.",
  );
  return answerOf(await desk.ask(member, { ...plain(desk, "merge"), messages: turn }), member);
}

/** The conversation with one more turn, whose end is the next turn's cached prefix. */
function turnOf(said: readonly Message[], text: string): Message[] {
  return [...said.map(({ role, text }): Message => ({ role, text })), { role: "user", text, cache: "5m" }];
}

function plain(desk: Desk, purpose: Purpose): Omit<Ask, "messages"> {
  const { outputCap, temperature } = desk.terms;
  return { purpose, maxTokens: outputCap, ...defined({ temperature }) };
}
