import type { Answer, Desk, Task } from "../src/types.ts";
import { openJudge } from "../src/judges/index.ts";
import type { Figure } from "./figure.ts";
import { linearFigures } from "./reading/linear.ts";
import { gsm8k, mmluPro } from "./reading/official.ts";
import { choiceReplies, traps } from "./reading/replies.ts";
import { solutions } from "./reading/solutions.ts";

const letters = "ABCDEFGHIJ".split("");
const replies = 24_064;
const worked = 2638;
const wanted = 0.995;

/** How far `exact` agrees with the published extractions of MMLU-Pro and GSM8K on made replies of every form, and which of both is right. */
export async function readingFigures(): Promise<Figure[]> {
  const made = choiceReplies(replies);
  const read = await Promise.all(
    made.map(async (reply) => ({ ...reply, official: mmluPro(reply.text), ours: await letterOf(reply.text) })),
  );
  const meant = read.filter((reply) => reply.meant !== undefined);
  const plain = meant.filter((reply) => !traps.has(reply.style));
  const differing = read.filter(({ official, ours }) => official !== ours);
  const byStyle = [...Map.groupBy(differing, (reply) => reply.style)].map(([style, own]) => `${style}: ${own.length}`).join("; ");
  const about = (figure: Figure): Figure => ({ ...figure, wanted: "", met: true });
  return [
    share(
      `the same grade as by MMLU-Pro's extraction, ${replies} replies`,
      read,
      ({ official, ours, key }) => (official === key) === (ours === key),
    ),
    share("the same letter, where one was meant in a style that both read", plain, ({ official, ours }) => official === ours),
    share("the letter that was meant: `exact`", meant, ({ meant: letter, ours }) => letter === ours),
    about(share("the letter that was meant: MMLU-Pro's extraction", meant, ({ meant: letter, official }) => letter === official)),
    about(share("the same letter, all replies", read, ({ official, ours }) => official === ours)),
    { name: "letters that differ, all on purpose", wanted: "", measured: byStyle, met: true },
    ...(await solved()),
    ...(await linearFigures()),
  ];
}

async function solved(): Promise<Figure[]> {
  const read = await Promise.all(
    solutions(worked).map(async ({ text, final }) => {
      const official = gsm8k(text) ?? "";
      const own = await passes({ kind: "exact", answer: official }, text);
      const wrong = await passes({ kind: "exact", answer: String(Number(official) + 1) }, text);
      return {
        own,
        wrong,
        integer: /^-?\d+$/.test(official) ? await passes({ kind: "exact", answer: official, answerKind: "integer" }, text) : own,
        final,
      };
    }),
  );
  return [
    share(`GSM8K's extraction: passes with its own number as the key, ${worked} solutions`, read, ({ own, integer }) => own && integer),
    share("GSM8K's extraction: fails with its own number and one as the key", read, ({ wrong }) => !wrong),
  ];
}

/** The one key that the reply passes with. */
async function letterOf(text: string): Promise<string | undefined> {
  for (const letter of letters) if (await passes({ kind: "exact", answer: letter, answerKind: "choice" }, text)) return letter;
  return undefined;
}

async function passes(grader: Task["grader"], text: string): Promise<boolean> {
  const task: Task = { id: "reading", category: "reading", prompt: "", grader };
  const answer: Answer = { text, by: "member" };
  // The comparison asks nobody: it needs no desk.
  const verdict = await openJudge(grader, "grade").judge(task, answer, {} as unknown as Desk);
  return verdict.ok && verdict.passed;
}

function share<T>(name: string, rows: readonly T[], holds: (row: T) => boolean): Figure {
  const part = rows.filter(holds).length / rows.length;
  return { name, wanted: `at least ${100 * wanted}%`, measured: `${(100 * part).toFixed(2)}%`, met: part >= wanted };
}
