import type { CallFact, Event, Fact, Json } from "../types.ts";
import { inert } from "../util/inert.ts";
import { dollars } from "../util/money.ts";
import { duration, thousands } from "./format.ts";
import { narrowed } from "./narrowed.ts";

/** Finds a stored body by its content address. */
export type Bodies = (address: string) => Json | undefined;

/** One trial as readable text: who was asked what, what came back at which cost, what was noted between, and the outcome. Lines are broken at `width` columns, which is said. */
export function conversation(events: Iterable<Event>, bodies: Bodies, width = Infinity): string {
  const lines: string[] = [];
  let depth = 0;
  const stops: string[] = [];
  const all = [...events];
  const again = all.some(({ fact }) => fact.type === "grade" && fact.round !== undefined);
  const turned = all.some(({ fact }) => fact.type === "turn" && fact.answer !== undefined);
  for (const { fact } of all) {
    if (fact.type === "guard" && fact.stopped) stops.push(fact.guard);
    if (fact.type === "span-end") depth = Math.max(0, depth - 1);
    const told = fact.type === "grade" ? tellGrade(fact, again) : turned && fact.type === "trial-end" ? tellEnd(fact) : tell(fact, bodies);
    if (fact.type === "trial-end" && stops.length > 0) told.splice(1, 0, `  stopped by a guard: ${stops.join(", ")}`);
    for (const line of told) lines.push(line === "" ? "" : "  ".repeat(depth) + line);
    if (fact.type === "span-start") depth += 1;
  }
  const { text: safe, replaced } = harmless(lines.join("\n"));
  const narrow = narrowed(safe.split("\n"), width);
  const text = narrow.join("\n");
  const note = replaced === 0 ? "" : `\n(${replaced} control characters are shown as \u{fffd}; --raw has them.)\n`;
  const told = narrowed([`(Long lines are broken at ${width} columns; --raw has them as they are.)`], width);
  const cut = narrow.length === safe.split("\n").length ? "" : `\n${told.join("\n")}\n`;
  return `${text.trim()}\n${note}${cut}`;
}

function tell(fact: Fact, bodies: Bodies): string[] {
  switch (fact.type) {
    case "call":
      return tellCall(fact, bodies);
    case "trial-start":
      return [`# ${fact.topology} · ${fact.task} (${fact.category}) · repetition ${fact.repetition}`, ""];
    case "trial-end":
      return [`# ended: ${fact.state} after ${duration(fact.ms)}, ${dollars(fact.cost)}`, ...tellAnswer(fact, bodies)];
    case "span-start":
      return [`▼ ${fact.name}`];
    case "span-end":
      return [];
    case "turn":
      return tellTurn(fact, bodies);
    case "given-up":
      return ["# given up: lost each time it was asked; it counts as not passed"];
    default:
      return [`· ${note(fact)}`];
  }
}

/** The end of a turn: what was answered, before the next one begins. */
function tellTurn({ turn, of, answer, by, failure }: Extract<Fact, { type: "turn" }>, bodies: Bodies): string[] {
  const head = `# turn ${turn} of ${of}`;
  if (answer === undefined) {
    const rest = turn < of ? "; the turns behind it were not asked" : "";
    return [`${head} has no answer (${failure?.code ?? "unknown"}: ${failure?.message ?? ""})${rest}`, ""];
  }
  return [`${head}, answered by ${by ?? "nobody"}:`, ...indented(textOf(bodies(answer))), ""];
}

function tellCall(call: CallFact, bodies: Bodies): string[] {
  const tokens = `${thousands(call.usage.uncached + call.usage.cacheRead + call.usage.cacheWrite5m + call.usage.cacheWrite1h)} in`;
  const bill = `${tokens}, ${thousands(call.usage.output)} out, ${dollars(call.cost)}, ${duration(call.ms)}`;
  const flags = call.flags === undefined || call.flags.length === 0 ? "" : ` [${call.flags.join(", ")}]`;
  const body = bodies(call.reply);
  const reply = call.ok
    ? textOf(isRecord(body) && body["text"] !== undefined ? inline(body["text"], bodies) : body)
    : failureOf(call, body);
  return [
    `─── ${call.purpose} → ${call.member} (${call.model}) at ${duration(call.start)}`,
    ...messagesOf(bodies(call.ask), bodies),
    `  ${call.member}: (${bill})${flags}`,
    ...indented(reply).map((line) => `  ${line}`),
    "",
  ];
}

/** What went wrong, and what the model said all the same. */
function failureOf({ failure }: CallFact, body: Json | undefined): string {
  const said = isRecord(body) && typeof body["text"] === "string" && body["text"] !== "" ? `\n${body["text"]}` : "";
  return `failed (${failure?.code ?? "unknown"}): ${failure?.message ?? ""}${said}`;
}

/** An ask is stored in its canonical form, with or without the model's name around it. */
function messagesOf(body: Json | undefined, bodies: Bodies): string[] {
  if (body === undefined) return ["  (the ask is not stored here)"];
  const ask = isRecord(body) && isRecord(body["ask"]) ? body["ask"] : body;
  const messages = isRecord(ask) && Array.isArray(ask["messages"]) ? (ask["messages"] as readonly Json[]) : [];
  const lines = messages.flatMap((message) => {
    if (!isRecord(message)) return [];
    return [`  ${textOf(message["role"])}:`, ...indented(textOf(inline(message["text"], bodies))).map((line) => `  ${line}`)];
  });
  if (!isRecord(ask)) return lines;
  const settings = ["maxTokens", "temperature", "topP", "stop", "seed", "effort", "maxThinking"].flatMap((name) =>
    ask[name] === undefined ? [] : [`${settingNames[name] ?? name} ${JSON.stringify(ask[name])}`],
  );
  const shape = ask["shape"] === undefined ? [] : [`wants an object of ${shapeOf(inline(ask["shape"], bodies))}`];
  return [...lines, `  (${[...shape, ...settings].join("; ")})`];
}

const settingNames: Readonly<Record<string, string>> = {
  maxTokens: "output tokens at most",
  topP: "top_p",
  maxThinking: "hidden tokens at most",
};

function shapeOf(shape: Json | undefined): string {
  const properties = isRecord(shape) && isRecord(shape["properties"]) ? Object.keys(shape["properties"]) : [];
  return properties.length === 0 ? "a given shape" : properties.join(", ");
}

/** A long text may stand in a body of its own, as `{ body: address }`. */
function inline(value: Json | undefined, bodies: Bodies): Json | undefined {
  return isRecord(value) && typeof value["body"] === "string" ? bodies(value["body"]) : value;
}

function textOf(body: Json | undefined): string {
  if (body === undefined) return "(the reply is not stored here)";
  if (typeof body === "string") return body;
  if (isRecord(body) && typeof body["text"] === "string") return body["text"];
  return JSON.stringify(body, null, 2);
}

function tellAnswer(end: Extract<Fact, { type: "trial-end" }>, bodies: Bodies): string[] {
  if (end.answer === undefined) return end.failure === undefined ? [] : [`  ${end.failure.code}: ${end.failure.message}`];
  const stored = /^[0-9a-f]{64}$/.test(end.answer) ? bodies(end.answer) : undefined;
  return [`  answer by ${end.by ?? "nobody"}:`, ...indented(stored === undefined ? end.answer : textOf(stored)).map((line) => `  ${line}`)];
}

/** The end of a dialogue, whose answers stand with their turns. */
function tellEnd({ state, ms, cost, failure }: Extract<Fact, { type: "trial-end" }>): string[] {
  const why = failure === undefined ? [] : [`  ${failure.code}: ${failure.message}`];
  return [`# ended: ${state} after ${duration(ms)}, ${dollars(cost)}`, "  its answers are those of its turns, above", ...why];
}

function tellGrade(grade: Extract<Fact, { type: "grade" }>, again: boolean): string[] {
  const turns = (grade.turns ?? []).map(({ turn, answered, passed, score, why }) => {
    const outcome = answered ? `${passed ? "passed" : "failed"}, score ${score.toFixed(2)}` : "not answered";
    return `  turn ${turn}: ${outcome}${answered && why !== "" ? `: ${why}` : ""}`;
  });
  const why = turns.length > 0 ? turns : indented(grade.why);
  return [`# grade by ${grade.grader}${again ? roundWords(grade.round) : ""}: ${gradeOf(grade)}`, ...why];
}

/** Which grading a grade is of, where answers were graded again; the last one counts. */
function roundWords(round: number | undefined): string {
  return round === undefined ? " (grading 1, the run's own)" : ` (grading ${round + 1}, in place of what stands before)`;
}

function gradeOf(grade: Extract<Fact, { type: "grade" }>): string {
  return grade.scored ? `${grade.passed ? "passed" : "failed"}, score ${grade.score.toFixed(2)}` : "could not be scored";
}

/** A noted fact on one line: its type, then its fields. */
function note(fact: Fact): string {
  const fields = Object.entries(fact).filter(([name, value]) => name !== "type" && value !== undefined);
  return `${fact.type}: ${fields.map(([name, value]) => `${name} ${noted(name, value)}`).join(", ")}`;
}

/** The content address of a body that notes refer to; its beginning tells it apart. */
const address = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g;

/** Asks are nano-dollars; amounts and payments are in the market's own money; other figures need no more digits than tell them apart. */
function noted(name: string, value: unknown): string {
  if (typeof value !== "number") return (typeof value === "string" ? value : JSON.stringify(value)).replaceAll(address, "$1...");
  if (name === "ask") return dollars(value);
  if (name === "amount" || name === "payment") return `${Number((value / 1e9).toPrecision(3))} credits`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function indented(text: string): string[] {
  return text === "" ? [] : text.split("\n").map((line) => `  ${line}`);
}

/** What models write may hold escape codes that would drive the reader's terminal: control characters are shown, not sent. */
function harmless(text: string): { text: string; replaced: number } {
  let replaced = 0;
  const shown = inert(text, "terminal");
  for (let at = shown.indexOf("\u{fffd}"); at >= 0; at = shown.indexOf("\u{fffd}", at + 1)) replaced++;
  for (let at = text.indexOf("\u{fffd}"); at >= 0; at = text.indexOf("\u{fffd}", at + 1)) replaced--;
  return { text: shown, replaced };
}

function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
