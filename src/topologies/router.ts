import { z } from "zod";
import { recordOf, recordView } from "../market/record-view.ts";
import type { Answer, Brief, Desk, Member, Result, Topology } from "../types.ts";
import { own } from "../util/own.ts";
import { dollars } from "../util/money.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, attemptAsk, block, isOver, objectOf, shapedAsk, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { memberReply, memberShape } from "./shapes.ts";
import { drawn, seated, tried, tryUntilPassed } from "./tries.ts";
import { labelFor, nameFor } from "./labels.ts";

/** `router` chooses (the first member when unnamed); `information` is what it is told of the candidates beside their labels. */
export const routerOptions = z.strictObject({
  router: z.string().optional(),
  information: z.enum(["names", "prices", "history"]).default("history"),
  /** Whether the router may name itself. */
  mayChooseItself: z.boolean().default(true),
});
type Settings = z.output<typeof routerOptions>;

/**
 * A central member names who does the task; a failed answer is routed again, to somebody who has not failed it while there is one.
 * Contract: never rejects. A choice that cannot be read is drawn by chance, noted as a fallback.
 */
export function router(options: z.input<typeof routerOptions> = {}): Topology {
  const settings = routerOptions.parse(options);
  return { name: "router", memory: settings.information === "history", solve: (task, desk) => dispatch(task, desk, settings) };
}

async function dispatch(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  // To route takes no place, so that a router that is full still does.
  const { router: named } = settings;
  const scarce = named !== undefined && own(desk.terms.capacity?.of ?? {}, named) !== undefined;
  const chooser = scarce ? { ok: true as const, name: named } : seated(desk, named);
  if (!chooser.ok) return chooser;
  const absent = new Set<string>();
  return tryUntilPassed(task, desk, async (attempt, number) => {
    const candidate = await route(attempt, chooser, settings, absent);
    if (!candidate.ok) return candidate;
    const reply = await desk.ask(candidate.name, tryAsk(attempt, candidate.name));
    const answer = answerOf(reply, candidate.name);
    if (!answer.ok) {
      absent.add(candidate.name);
      return answer;
    }
    const written = tried(answer);
    // The record that later choices are shown needs a verdict on the last attempt too.
    if (!written.ok || (settings.information !== "history" && number === desk.terms.attempts)) return written;
    const verdict = await desk.verify(written.answer);
    if (verdict.ok)
      desk.note({
        type: "outcome",
        member: candidate.name,
        p: 0.5,
        passed: verdict.passed,
        attempt: number,
        tokens: reply.usage.output,
      });
    return { ...written, verdict };
  });
}

/** One call to the router, none where there is nothing to choose. */
async function route(
  attempt: Attempt,
  chooser: Pick<Member, "name">,
  { information, mayChooseItself }: Settings,
  absent: ReadonlySet<string>,
): Promise<Result<Member>> {
  const { task, desk, past } = attempt;
  const allowed = desk.members.filter(({ name }) => mayChooseItself || name !== chooser.name);
  const fresh = allowed.filter(({ name }) => !absent.has(name) && !past.some(({ answer }) => answer.by === name));
  const pool = [fresh, allowed, desk.members].find((members) => members.length > 0) ?? [];
  const [only] = pool;
  if (only !== undefined && pool.length === 1) return { ok: true, ...only };
  // The order in which candidates are listed must not decide.
  const listed = shuffled(pool, () => desk.chance("order"));
  const shared = [block("history", listed.map((member) => `- ${described(attempt, member, information)}`).join("\n"))];
  const instruction =
    "You do not do this task; you choose who does. Name the member most likely to do it right; of members who are as likely, the cheapest.";
  const shape = memberShape(listed.map(({ name }) => labelFor(desk, name)));
  const read = objectOf(
    await desk.ask(chooser.name, shapedAsk(task, desk.terms, { purpose: "route", shared, instruction, shape })),
    memberReply,
  );
  if (isOver(read) && !read.ok) return read;
  const named = read.ok ? listed.find(({ name }) => name === nameFor(desk, read.value.member)) : undefined;
  const chosen = named ?? drawn(desk, "route", listed);
  if (chosen === undefined) return seated(desk, undefined);
  if (named === undefined) desk.note({ type: "fallback", from: chooser.name, to: chosen.name, why: "the choice could not be read" });
  desk.note({ type: "route", member: chosen.name, by: chooser.name, why: read.ok ? read.value.why.slice(0, 500) : "drawn by chance" });
  return { ok: true, ...chosen };
}

function described({ task, desk }: Assignment, member: Member, information: Settings["information"]): string {
  const label = labelFor(desk, member.name);
  if (information === "names") return label;
  const price = `${label}: at most ${dollars(desk.quote(member.name, attemptAsk(task, desk.terms)))} for an answer`;
  if (information === "prices") return price;
  const { tried, passed } = recordOf(desk.view(recordView), task.category, member.name);
  return `${price}, ${passed} of ${tried} answers in the category "${task.category}" passed`;
}

export const routerKind = defineKind({
  name: "router",
  gist: "one model reads the task and names who does it",
  description:
    "A central member reads the task and a list of the members (in an order drawn by chance, with prices and track record where `information` says so) " +
    "and names who does it: one route call and one attempt. After a failed verdict it routes again, to a member that has not failed the task while there " +
    "is one. Where one candidate is left there is no route call. With a track record, the last answer is verified too, so that later choices can learn.",
  options: routerOptions,
  memberOptions: ["router"],
  formula: "1 to attempts x (1 route, if there is a choice, + 1 attempt)",
  sees: "Router: the task, and labels, prices and records of the members. Chosen member: the task, and what the terms show of failed tries.",
  ignores: ["warmFirst", "closer"],
  turns: true,
  calls: (members, terms) => ({ least: members > 1 ? 2 : 1, most: (members > 1 ? 2 : 1) * terms.attempts }),
  make: router,
});
