import { z } from "zod";
import type { Desk } from "../types.ts";

/** A question that a program asked about a text, and what was answered. */
export interface Asked {
  readonly question: string;
  readonly text: string;
  readonly answer: string;
}
/** What a session has come to: programs that ran to their end, oldest first, and every question that was answered. */
export interface ProgramSession {
  readonly context: string;
  readonly programs: readonly string[];
  readonly asked: readonly Asked[];
}
export interface SessionLimits {
  /** Questions that one program may ask. */
  readonly questions: number;
  /** Characters of a text that a question is about; longer ones are cut. */
  readonly longest: number;
  /** Characters that are kept of what a program prints. */
  readonly printed: number;
}
/** What a program came to: questions that it waits for, an answer, its end, an error of its own, or a sandbox that could not run it. */
export type Step =
  | { readonly kind: "asks"; readonly questions: readonly Omit<Asked, "answer">[] }
  | { readonly kind: "final"; readonly text: string }
  | { readonly kind: "ended"; readonly printed: string }
  | { readonly kind: "error"; readonly why: string; readonly printed: string }
  | { readonly kind: "refused"; readonly why: string };

const told = z.object({
  asks: z.array(z.object({ question: z.string(), text: z.string() })),
  printed: z.string(),
  error: z.string().optional(),
  final: z.json().optional(),
});

/**
 * Runs a program as the next one of a session. The sandbox keeps nothing between two runs, so the programs before it run again first, silently, with
 * the answers that they got: chance and clock are the same in every run, and so is all that they left. A question without an answer stops the run.
 */
export async function runInSession(
  desk: Desk,
  program: string,
  { context, programs, asked }: ProgramSession,
  limits: SessionLimits,
): Promise<Step> {
  const code = [prelude(limits), ...programs.map(open), "__session.last();", open(program), closing(limits)].join("\n");
  const globals = { context, known: asked.map(({ question, text, answer }) => [question, text, answer]) };
  const report = await desk.run({ language: "javascript", code, checks: [], globals, limits: { ms: 5000, memoryMb: 256 } });
  if (!report.ok) return { kind: "refused", why: report.failure.message };
  const read = told.safeParse(report.value);
  if (!read.success) return { kind: "error", why: report.output.trim() || "it did not end", printed: "" };
  const { asks, printed, error, final } = read.data;
  if (asks.length > 0) return { kind: "asks", questions: asks };
  if (error !== undefined) return { kind: "error", why: error, printed };
  if (final === undefined) return { kind: "ended", printed };
  const text = typeof final === "string" ? final : JSON.stringify(final);
  return text.trim() === "" ? { kind: "error", why: "the final answer was empty", printed } : { kind: "final", text };
}

/** Declarations at the margin become variables of the session, which later programs may see and declare again. */
function open(program: string): string {
  return program
    .replaceAll(/^(?:const|let)(?=[\s[{])/gm, "var")
    .replaceAll(/^class\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu, "var $1 = class $1")
    .concat("\n;__session.next();");
}

/** What programs find: `ask`, `final` and a console that keeps what the last of them prints. */
function prelude({ questions, longest }: SessionLimits): string {
  return `const __session = (() => {
  const answers = new Map(known.map(([question, text, answer]) => [JSON.stringify([question, text]), answer]));
  const state = { asks: [], printed: "", final: undefined, count: 0, last: false };
  let stop;
  const stopped = new Promise((resolve) => { stop = resolve; });
  const shown = (value) => typeof value === "string" ? value : typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  const cut = (text) => text.length <= ${longest} ? text : text.slice(0, ${longest}) + " [... " + (text.length - ${longest}) + " characters cut]";
  // Half a character would not come back as it was sent.
  const whole = (text) => text.replace(/[\\uD800-\\uDFFF]/gu, "\\uFFFD");
  const print = (...values) => { if (state.last) state.printed += values.map(shown).join(" ") + "\\n"; };
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = print;
  globalThis.print = print;
  globalThis.final = (answer) => { if (state.last) state.final = answer ?? ""; };
  globalThis.ask = async (question, text = "") => {
    if (++state.count > ${questions}) throw new Error("a program may ask at most ${questions} questions");
    const about = { question: whole(String(question)), text: whole(cut(shown(text))) };
    const answer = answers.get(JSON.stringify([about.question, about.text]));
    if (answer !== undefined) return answer;
    state.asks.push(about);
    // Fires when nothing else is left to do, so that all that was asked at once is answered at once.
    setTimeout(stop, 0);
    return new Promise(() => {});
  };
  return { state, stopped, next: () => { state.count = 0; }, last: () => { state.last = true; } };
})();
await Promise.race([__session.stopped, (async () => {`;
}

const closing = ({ printed: most }: SessionLimits): string => `
})().catch((error) => {
  __session.state.error = error instanceof Error ? error.name + ": " + error.message : String(error);
})]);
globalThis.result = (({ asks, printed, error, final }) => ({
  asks,
  printed: printed.length <= ${most} ? printed : printed.slice(0, ${most}) + " [... " + (printed.length - ${most}) + " characters cut]",
  ...(error === undefined ? {} : { error }),
  ...(final === undefined ? {} : { final }),
}))(__session.state);`;
