import { openJudge } from "../../src/judges/index.ts";
import { programIn } from "../../src/judges/program-text.ts";
import { isQuoted } from "../../src/judges/quote.ts";
import type { Desk, Task } from "../../src/types.ts";
import { fencedBlocks } from "../../src/util/fenced-blocks.ts";
import { parseObject } from "../../src/util/parse-object.ts";
import { readReply } from "../../src/util/read-reply.ts";
import type { Figure } from "../figure.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const wantedMs = 50;
/** What a hostile text repeats. */
const units = [
  ..."{ [ ( \" ' \\ ` # / < > * _ , ; : 1 a \n \t “".split(" "),
  '{"a":',
  '{"a":[',
  "{[",
  "[{",
  '{"',
  '"{',
  '\\"',
  "{}",
  '{"a":1},',
  '{"a":"',
  '{"a": "b" ',
  '{"passed":1}\n',
  "{'a':",
  "{a:",
  "[1,",
  ..."<think> </think> <think></think> `<think>` <|channel|>analysis<|message|> <|end|> </s> [THINK] <details> ``` ~~~ /* //".split(" "),
  "```\n",
  "~~~\n",
  "```json\n",
  '```json\n{"a":1}\n```\n',
  "    ```\n",
  "<think>\n```\n</think>\n",
  "for example {}\n",
  "answer ",
  "the answer is ",
  "Answer: A\n",
  "\\boxed{",
  "\\boxed{1}",
  "#### 1\n",
  "student's answer is A, ",
  "if the answer is ",
  "1,",
  "1 ",
  "A ",
  "A) x\n",
  "not ",
  "or ",
  "\\frac",
  "\\text{a}",
  "^{",
  "½",
  "def f(x):\n",
  "function f(){}\n",
  "x=",
  "'''",
  "`${",
];

const noDesk = {} as unknown as Desk;
function reader(grader: Task["grader"]): (text: string) => unknown {
  const judge = openJudge(grader, "grade");
  const task: Task = { id: "linear", category: "reading", prompt: "", grader };
  return (text) => judge.judge(task, { text, by: "member" }, noDesk);
}
const readers: { readonly [name: string]: (text: string) => unknown } = {
  readReply,
  parseObject: (text) => parseObject(text, shape),
  fencedBlocks,
  "exact, a number": reader({ kind: "exact", answer: "18" }),
  "exact, an option": reader({ kind: "exact", answer: "B" }),
  "exact, words": reader({ kind: "exact", answer: "Paris" }),
  "programs, JavaScript": (text) => programIn(text, "javascript", ["assertEqual(f(1), 2)"]),
  "programs, Python": (text) => programIn(text, "python", ["assert f(1) == 2"]),
  quotes: (text) => isQuoted("the quick fox", text),
};

/** How long each reader takes on a megabyte of each hostile unit, in CPU time, and how the time grows up to four megabytes. */
export async function linearFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, read] of Object.entries(readers)) {
    let worst = { ms: 0, unit: "" };
    for (const unit of units) {
      const ms = await cpuMs(read, unit, 1);
      if (ms > worst.ms) worst = { ms, unit };
    }
    const sizes: number[] = [];
    for (const size of [0.25, 0.5, 1, 2, 4]) sizes.push(await cpuMs(read, worst.unit, size));
    const growth = sizes.map((ms) => ms.toFixed(0)).join(", ");
    figures.push({
      name: `1 MB of the worst of ${units.length} hostile units: ${name}`,
      wanted: `under ${wantedMs} ms`,
      measured: `${worst.ms.toFixed(0)} ms (${JSON.stringify(worst.unit).replaceAll("`", "'")}); 0.25 to 4 MB: ${growth} ms`,
      met: worst.ms < wantedMs,
    });
  }
  return figures;
}

/** The least of up to five readings: what the machine does beside it is not the reader's. */
async function cpuMs(read: (text: string) => unknown, unit: string, megabytes: number): Promise<number> {
  const text = unit.repeat(Math.ceil((megabytes * 1_000_000) / unit.length));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && (round < 2 || least > wantedMs / 2); round++) {
    const start = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
