import type { Answer, Brief, Desk, Failure, Result, Topology } from "../types.ts";
import { checkedAsk } from "../util/checked-ask.ts";
import { fail } from "../util/failure.ts";
import { absentWords, keptFunction, placeWords } from "../util/functions.ts";
import { callOwn, type OwnLimits } from "../util/own-function.ts";

/** A topology as a function: it asks members through the desk and gives back a text, which is its own, or a text with the member who wrote it. */
export type TopologyFunction = (task: Brief, desk: Desk) => Promise<string | Answer | Result<Answer>>;

/**
 * A topology that is a function of a configuration. One that throws, asks what is no ask, or gives back something else has failed
 * at the task by a fault of its own, which is no result.
 */
export function functionTopology(address: string, name: string): Topology {
  return {
    name,
    async solve(task, desk) {
      const kept = keptFunction(address);
      if (kept === undefined) return fail("unsupported", absentWords(address));
      return foreignTopology(name, kept.work as TopologyFunction, kept.limits, placeWords(address)).solve(task, desk);
    },
  };
}

/** A topology of others' code: what it throws, asks or gives back wrongly is a failure of code "function", which says `at` which place it is defined. */
export function foreignTopology(name: string, work: TopologyFunction, limits: OwnLimits = {}, at = ""): Topology {
  return {
    name,
    async solve(task, desk) {
      const heard: AskLog = { refused: undefined, lost: undefined };
      const what = `topology "${name}"${at}`;
      const solved = await callOwn(
        what,
        limits,
        () => work(task, watched(desk, what, heard)),
        (value) => answerOf(value, name),
      );
      if (heard.refused !== undefined) return { ok: false, failure: heard.refused };
      if (!solved.ok)
        return heard.lost === undefined
          ? solved
          : fail("function", `${solved.failure.message} Before, an ask of it failed: ${heard.lost.message}`);
      if (solved.value !== undefined) return solved.value;
      // It passed on the text of a reply that has none.
      if (heard.lost !== undefined) return { ok: false, failure: heard.lost };
      return fail("function", `The ${what} must give back a text, or { text, by }.`);
    },
  };
}

/** What became of the asks of a function. */
interface AskLog {
  /** The first ask that was none. */
  refused: Failure | undefined;
  /** The failure of the latest ask, where it failed. */
  lost: Failure | undefined;
}

/** The desk, where asks are filled in and checked under the name of who asks. */
function watched(desk: Desk, what: string, heard: AskLog): Desk {
  const names = desk.members.map(({ name }) => name);
  const checked = (ask: unknown, member: string) => {
    const unknownMember = fail("unsupported", `asked "${member}", who is no member of it. Its members are ${names.join(", ")}.`);
    const found = names.includes(member) ? checkedAsk(ask, desk.terms.outputCap, "topology") : unknownMember;
    if (!found.ok) heard.refused ??= fail("function", `The ${what} ${found.failure.message}`).failure;
    return found;
  };
  const own: Pick<Desk, "ask" | "quote" | "within"> = {
    async ask(member, ask, ...more) {
      const found = checked(ask, member);
      const reply = await desk.ask(member, found.ok ? found.ask : ask, ...more);
      heard.lost = reply.ok ? undefined : reply.failure;
      return reply;
    },
    quote: (member, ask) => {
      const found = checked(ask, member);
      return found.ok ? desk.quote(member, found.ask) : 0;
    },
    within: (name, limits, work) => desk.within(name, limits, (inner) => work(watched(inner, what, heard))),
  };
  return Object.assign(Object.create(desk) as Desk, own);
}

const codes: Readonly<Record<Failure["code"], true>> = {
  budget: true,
  aborted: true,
  timeout: true,
  rate: true,
  setup: true,
  unsupported: true,
  refused: true,
  malformed: true,
  unrecorded: true,
  provider: true,
  function: true,
  unknown: true,
};

/** The answer or the failure that a function gave back; undefined for what is neither. */
function answerOf(value: unknown, name: string): Result<Answer> | undefined {
  if (typeof value === "string") return { ok: true, text: value.slice(0, longestText), by: name };
  if (typeof value !== "object" || value === null) return undefined;
  const { ok, text, by, failure } = value as Readonly<Record<string, unknown>>;
  if (ok === false) {
    const { code, message } = (failure ?? {}) as Readonly<Record<string, unknown>>;
    const known = typeof code === "string" && Object.hasOwn(codes, code) && typeof message === "string";
    return known ? fail(code as Failure["code"], message) : undefined;
  }
  if (typeof text !== "string") return undefined;
  return { ok: true, text: text.slice(0, longestText), by: typeof by === "string" && by !== "" ? by : name };
}

/** As much as is taken of a model's text. */
const longestText = 4_000_000;
