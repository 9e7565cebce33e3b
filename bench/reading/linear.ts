import { repairAsk } from "../../src/calls/repair-ask.ts";
import { fencedAnswer, isBlank } from "../../src/judges/fence.ts";
import { openJudge } from "../../src/judges/index.ts";
import { programIn } from "../../src/judges/program-text.ts";
import { isQuoted } from "../../src/judges/quote.ts";
import { saidIn } from "../../src/models/provider-words.ts";
import { confirmed } from "../../src/topologies/board.ts";
import { detectFailures } from "../../src/topologies/dialogue-guards.ts";
import { answerKey } from "../../src/topologies/final-answer.ts";
import { similarity } from "../../src/topologies/similarity.ts";
import type { Ask, Desk, Reply, Task } from "../../src/types.ts";
import { fencedBlocks } from "../../src/util/fenced-blocks.ts";
import { inert } from "../../src/util/inert.ts";
import { parseObject } from "../../src/util/parse-object.ts";
import { readReply } from "../../src/util/read-reply.ts";
import { withoutSecrets } from "../../src/util/secret-address.ts";
import { strikeKey } from "../../src/util/strike-key.ts";
import type { Figure } from "../figure.ts";
import { hostileUnits } from "./hostile-units.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const wantedMs = 50;
/** Four times the text may take so many times as long: what is quadratic takes sixteen times as long. */
const wantedGrowth = 12;
/** Below this a reading is too short for its growth to be told from the clock's own grain. */
const grainMs = 10;

type Unit = ReturnType<typeof hostileUnits>[number];
const noDesk = {} as unknown as Desk;
function grader(settings: Task["grader"]): (text: string) => unknown {
  const judge = openJudge(settings, "grade");
  const task: Task = { id: "linear", category: "reading", prompt: "", grader: settings };
  return (text) => judge.judge(task, { text, by: "member" }, noDesk);
}
const longestList = grader({ kind: "exact", answer: "1, 2, 3" });
const longestSet = grader({ kind: "exact", answer: "{x+1, x+2}" });
/** As many items as a list may have, each of them another one. */
const apart = (text: string): string => Array.from({ length: 900 }, (_, at) => `${text.slice(at * 12, at * 12 + 12)}+${at}`).join(", ");
const ask = { member: "m", purpose: "solve", maxTokens: 100, messages: [] } as unknown as Ask;
const turn = (text: string, speaker: string) => ({ text, speaker, role: "assistant", tokens: 1 }) as const;
const strike = strikeKey("sk-live-0123456789abcdefghij");

const readers: { readonly [name: string]: (text: string) => unknown } = {
  replies: readReply,
  objects: (text) => parseObject(text, shape),
  fences: fencedBlocks,
  "exact, a number": grader({ kind: "exact", answer: "18" }),
  "exact, a quantity": grader({ kind: "exact", answer: "18 km/h" }),
  "exact, an option": grader({ kind: "exact", answer: "B" }),
  "exact, a formula": grader({ kind: "exact", answer: "x^2+1" }),
  "exact, a list": grader({ kind: "exact", answer: "1, 2, 3" }),
  // No list is read that is longer than 20,000 characters: this is what reads one of just that length.
  "exact, the longest list": (text) => longestList(`Answer: ${text.slice(0, 19_900)}`),
  "exact, a set of many": (text) => longestSet(`Answer: {${apart(text)}}`),
  "exact, a set of words": grader({ kind: "exact", answer: "red, green", answerKind: "set" }),
  "exact, a matrix": grader({ kind: "exact", answer: "[[1, 2], [3, 4]]" }),
  "exact, an interval": grader({ kind: "exact", answer: "[1, 2)" }),
  "exact, yes or no": grader({ kind: "exact", answer: "yes" }),
  "exact, a date": grader({ kind: "exact", answer: "2024-05-01" }),
  "exact, words": grader({ kind: "exact", answer: "Paris" }),
  contains: grader({ kind: "contains", answer: "Paris", words: true }),
  "json-schema": grader({ kind: "json-schema", schema: shape }),
  "programs, JavaScript": (text) => programIn(text, "javascript", ["assertEqual(f(1), 2)"]),
  "programs, Python": (text) => programIn(text, "python", ["assert f(1) == 2"]),
  "quotes, in what a judge is shown": (text) => isQuoted("the quick fox", fencedAnswer(text, 60_000).shown),
  "a judge's quote": (text) => isQuoted(text, "the quick fox"),
  "answers in prompts": (text) => [isBlank({ text, by: "member" }), fencedAnswer(text, 60_000)],
  "answers compared": answerKey,
  likeness: (text) => similarity(text, `${text}.`),
  dialogues: (text) => detectFailures([turn(text, "a"), turn(text, "b")], { task: text }),
  boards: (text) => confirmed([{ by: "a", kind: "confirmation", text }]),
  repairs: (text) => repairAsk(ask, { ok: true, text, stop: "stop", usage: { output: 1 } } as unknown as Reply),
  "providers' words": saidIn,
  "keys struck": strike,
  "secrets of addresses": withoutSecrets,
};
/** They write out whole what readers of reports see; their time is that of their output. */
const writers: typeof readers = {
  "texts for the terminal": (text) => inert(text, "terminal"),
  "texts for Markdown": (text) => inert(text, "markdown"),
  "texts for CSV": (text) => inert(text, "csv"),
  "texts for HTML": (text) => inert(text, "html"),
  "texts for JSON": (text) => inert(text, "json"),
};

/** How long each reader and writer takes on a megabyte of the worst of all hostile units, in CPU time, and on four of them. */
export async function linearFigures(only = /^/): Promise<Figure[]> {
  const units = hostileUnits();
  const figures: Figure[] = [];
  for (const [name, read] of Object.entries({ ...readers, ...writers })) {
    if (!only.test(name)) continue;
    const first: { unit: Unit; ms: number }[] = [];
    for (const unit of units) first.push({ unit, ms: await cpuMs(read, unit, 0.1, 1) });
    first.sort((a, b) => b.ms - a.ms);
    let worst: (typeof first)[number] = { ms: 0, unit: "" };
    for (const { unit } of first.slice(0, 5)) {
      const ms = await cpuMs(read, unit, 1, 4);
      if (ms > worst.ms) worst = { ms, unit };
    }
    const four = await cpuMs(read, worst.unit, 4, 3);
    const growth = four / Math.max(grainMs, worst.ms);
    figures.push({
      name: `1 MB of the worst of ${units.length} hostile units: ${name}`,
      wanted: `${Object.hasOwn(writers, name) ? "" : `under ${wantedMs} ms; `}4 MB within ${wantedGrowth} times the time`,
      measured: `${worst.ms.toFixed(0)} ms (${JSON.stringify(worst.unit).replaceAll("`", "'")}); 4 MB: ${four.toFixed(0)} ms, ${growth.toFixed(1)} times`,
      met: (worst.ms < wantedMs || Object.hasOwn(writers, name)) && growth < wantedGrowth,
    });
  }
  return figures;
}

/** The least of some readings, in CPU time: what the machine does beside it is not the reader's. A reading that is far too long is the last. */
async function cpuMs(read: (text: string) => unknown, unit: Unit, megabytes: number, rounds: number): Promise<number> {
  const filled = (part: string, size: number) => part.repeat(Math.ceil(size / part.length));
  const size = megabytes * 1_000_000;
  const text = typeof unit === "string" ? filled(unit, size) : unit.map((part) => filled(part, size / 2)).join("");
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && (round < 2 || least > wantedMs / 2) && !(round > 0 && least > 1000); round++) {
    const start = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
