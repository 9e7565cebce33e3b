import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { checkRows } from "./rows.ts";
import { exactOptions } from "./settings.ts";

/** Two values of a kind and clauses that say the second, `Y`, of something else than what was asked for. */
interface Theme {
  readonly values: readonly [string, string];
  readonly clauses: readonly string[];
  readonly settings?: Readonly<Record<string, Json>>;
}

const themes: { readonly [kind: string]: Theme } = {
  number: {
    values: ["206", "300"],
    clauses: ["babies are born with about Y", "a baby has Y", "the usual count is roughly Y", "Y is the count in babies"],
  },
  money: { values: ["$40", "$50"], clauses: ["the list price is Y", "others pay Y", "the other shop charges Y", "Y is the list price"] },
  quantity: { values: ["45 km", "60 km"], clauses: ["the return trip is Y", "the other train covers Y", "Y is the longer route"] },
  percent: { values: ["15%", "20%"], clauses: ["last year's rate was Y", "the competitor charges Y", "the average is about Y"] },
  words: { values: ["Paris", "London"], clauses: ["Y is the capital of the UK", "the capital of the UK is Y", "many people think of Y"] },
  mood: { values: ["positive", "negative"], clauses: ["the last sentence is Y", "the tone of the title sounds Y"] },
  yesNo: { values: ["yes", "no"], clauses: ["many people say Y", "the second question has the reply Y"] },
  option: {
    values: ["A", "B"],
    clauses: ["Y describes osmosis", "Y is the second best", "Y contradicts the premise"],
    settings: { answerKind: "choice" },
  },
  date: { values: ["2024-02-29", "2024-03-02"], clauses: ["the next meeting is on Y", "the deadline was Y"] },
  time: { values: ["3:45 PM", "5:00 PM"], clauses: ["the next train leaves at 5:00 PM", "the shop closes at 5:00 PM"] },
  fraction: { values: ["3/4", "2/3"], clauses: ["the other pipe fills Y", "the usual share is Y"] },
  expression: { values: ["2x + 1", "3x - 4"], clauses: ["the other line is y = 3x - 4", "the derivative of the second curve is Y"] },
  list: { values: ["1, 2, 5", "3, 4, 7"], clauses: ["the other group has 3, 4, 7", "the second row shows 3, 4, 7"] },
};
const heads = ["Answer: X", "The answer is X", "**Answer:** X", "**Answer: X**", "So the answer is **X**", "Final answer: \\boxed{X}"];
const connectors = [
  ", whereas ",
  ", while ",
  ", although ",
  ", though ",
  ", even though ",
  ", since ",
  ", because ",
  ", and ",
  ", but ",
  "; ",
  " – ",
  " (",
  ", compared to which ",
  ". However, ",
  ". Also, ",
  ". Meanwhile, ",
  ". By contrast, ",
  ". In contrast, ",
  ". For comparison, ",
  ". Note that ",
  ".\n\nNote: ",
  "\n\nHowever, ",
];

async function grade(answer: string, text: string, settings: Theme["settings"] = {}): Promise<"pass" | "fail" | "open"> {
  const grader: Task["grader"] = { kind: "exact", answer, ...settings };
  const task: Task = { id: "t", category: "reading", prompt: "?", grader };
  const verdict = await exactJudge(exactOptions.parse(grader)).judge(task, { text, by: "a" }, {} as unknown as Desk);
  if (!verdict.ok || (verdict.flags ?? []).includes("unreadable")) return "open";
  return verdict.passed ? "pass" : "fail";
}

/** Replies of a theme: what is asked for behind each mark, what is said of something else behind each connector. */
function* repliesOf({ values, clauses }: Theme): Generator<readonly [right: string, wrong: string, reply: string]> {
  const [own, other] = values;
  // Clauses that name their value themselves cannot be turned around.
  const orders = clauses.every((clause) => clause.includes("Y")) ? [values, [other, own] as const] : [values];
  for (const [right, wrong] of orders)
    for (const head of heads)
      for (const connector of connectors)
        for (const clause of clauses) {
          const said = clause.replace("Y", () => wrong);
          yield [right, wrong, `${head.replace("X", () => right)}${connector}${said}${connector === " (" ? ")" : ""}.`];
        }
}

for (const [kind, theme] of Object.entries(themes)) {
  test(`what is said of something else behind an answer is none: ${kind}`, async () => {
    const wrongPasses: string[] = [];
    const rightFails: string[] = [];
    let [count, passed] = [0, 0];
    for (const [right, wrong, reply] of repliesOf(theme)) {
      count += 1;
      if ((await grade(wrong, reply, theme.settings)) === "pass") wrongPasses.push(reply);
      const own = await grade(right, reply, theme.settings);
      if (own === "fail") rightFails.push(reply);
      if (own === "pass") passed += 1;
    }
    assert.deepEqual({ wrongPasses, rightFails }, { wrongPasses: [], rightFails: [] });
    assert.ok(passed >= 0.95 * count, `${passed} of ${count} right ones pass`);
  });
}

test("what goes back on an answer behind it still counts", () =>
  checkRows([
    ["45", "Answer: 40, no, wait, 45.", "pass"],
    ["40", "Answer: 40, no, wait, 45.", "fail"],
    ["45", "Answer: 40, although the list price is 50. Correction: 45.", "pass"],
    ["40", "Answer: 40, although the list price is 50. Correction: 45.", "fail"],
    ["50", "Answer: 40, although the list price is 50. Correction: 45.", "fail"],
    ["45", "The answer is 40. Actually, it is 45.", "pass"],
    ["40", "The answer is 40. Actually, it is 45.", "fail"],
    ["45", "The answer is 40, I mean 45.", "pass"],
    ["40", "The answer is 40, I mean 45.", "fail"],
    ["45", "The answer is 40, whereas the list price is 50. Final answer: 45", "pass"],
    ["Lyon", "Answer: Paris, although many think of London. Wait, no, the answer is Lyon.", "pass"],
    ["Paris", "Answer: Paris, although many think of London. Wait, no, the answer is Lyon.", "fail"],
    ["40", "Answer: 40, but the correct value is 45.", "fail"],
    ["40", "Answer: 40, although 45 is also possible.", "fail"],
    ["A", "The answer is A, although C fits better.", "fail", { answerKind: "choice" }],
  ]));

test("an answer that is itself a sentence or a list is read whole", () =>
  checkRows([
    ["I came, because you called", "Answer: I came, because you called", "pass"],
    ["red, green, and blue", "Answer: red, green, and blue", "pass"],
    ["2, 3", "Answer: x = 2, and x = 3", "pass"],
    ["the king and the queen", "Answer: the king and the queen", "pass"],
    ["18", "Answer: 18, since 20 - 2 = 18.", "pass"],
  ]));
