import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { openJudge } from "../../judges/index.ts";
import { sandbox } from "../../sandbox/index.ts";
import type { Task } from "../../types.ts";
import { dialogueText } from "../../util/dialogue-text.ts";
import { stream } from "../../util/random.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { turnsGrader } from "../../util/turns-grader.ts";
import { generate } from "./generate.ts";

const box = sandbox();
after(() => box.close());
const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
const of = (family: string, n: number, more: object = {}) => generate({ families: [family], n, seed: "turns", ...more }).tasks;
const answersOf = ({ meta }: Task) => meta?.["simulation"] as unknown as { right: string[]; wrong: string[] };

async function verdictOn(task: Task, text: string) {
  const verdict = await openJudge(turnsGrader(task), "grade").judge(task, { text, by: "a" }, desk);
  assert.ok(verdict.ok, JSON.stringify(verdict));
  return verdict;
}

interface Book {
  readonly numbers: Map<string, number>;
  readonly answers: number[];
  readonly isBound: boolean[];
}
/** Works through the words of a day, as a reader does; `slips` says of each step whether it is passed over. */
function readDay({ numbers, answers, isBound }: Book, prompt: string, slips: () => boolean = () => false): void {
  const [, start] = /(?:At first|they have): (.*)\./.exec(prompt) ?? [];
  isBound.push(start === undefined);
  for (const [, name = "", n] of (start ?? "").matchAll(/(\w+) (\d+)/g)) numbers.set(name, Number(n));
  const at = (name: string): number => numbers.get(name) ?? 0;
  for (const [, line = ""] of prompt.matchAll(/^\d+\. (.*)$/gm)) {
    if (slips()) continue;
    const [, own = "", verb = "", by = ""] =
      /^(\w+) (receives as many as was the right answer to the question of day) (\d+)\.$/.exec(line) ??
      /^(\w+) (receives as many as) (\w+) has/.exec(line) ??
      /^(\w+) (receives|gives away) (\d+)\.$/.exec(line) ??
      /^The number of (\w+) (is multiplied by) (\d+)\.$/.exec(line) ??
      [];
    const before = at(own);
    const after = new Map([
      ["receives", before + Number(by)],
      ["gives away", before - Number(by)],
      ["is multiplied by", before * Number(by)],
      ["receives as many as", before + at(by)],
      ["receives as many as was the right answer to the question of day", before + (answers[Number(by) - 1] ?? 0)],
    ]).get(verb);
    assert.ok(after !== undefined && !Number.isNaN(after), line);
    numbers.set(own, ((after % 1000) + 1000) % 1000);
  }
  const [, asked = ""] = /What is the number of (\w+) at the end/.exec(prompt) ?? [];
  answers.push(at(asked));
}
const emptyBook = (): Book => ({ numbers: new Map(), answers: [], isBound: [] });

test("daybook: turns and coupling are what was asked for, and each key is what working through the words so far gives", () => {
  for (const [turns, coupling] of [
    [2, 1],
    [5, 0.5],
    [9, 0],
    [40, 0.25],
  ] as const)
    for (const task of of("daybook", 3, { difficulty: 1, turns, coupling })) {
      const book = emptyBook();
      const days = turnTasks(task);
      for (const { prompt } of days) readDay(book, prompt);
      assert.deepEqual(
        book.answers.map(String),
        days.map(({ grader }) => grader["answer"]),
      );
      assert.equal(days.length, turns);
      assert.equal(book.isBound.filter(Boolean).length, Math.round(coupling * (turns - 1)));
    }
});

test("daybook: whoever knows the last prompt alone is right in days that stand by themselves, and hardly ever in the others", () => {
  let [bound, rightBound] = [0, 0];
  for (const task of of("daybook", 30, { difficulty: 1, turns: 7, coupling: 0.5 }))
    for (const { prompt, grader } of turnTasks(task)) {
      const forgetful = emptyBook();
      readDay(forgetful, prompt);
      const right = String(forgetful.answers[0]) === grader["answer"];
      if (forgetful.isBound[0] === true) [bound, rightBound] = [bound + 1, rightBound + Number(right)];
      else assert.equal(right, true);
    }
  assert.equal(bound, 90);
  assert.ok(rightBound <= 3, `${rightBound}`);
});

/** The rules that a specification has after a prompt, from its words alone. */
function amended(rules: readonly string[], prompt: string): string[] {
  const whole = [...prompt.matchAll(/^(\d+)\. (At .*)$/gm)].map(([, , said = ""]) => said);
  if (whole.length > 0) return whole;
  let now = [...rules];
  for (const [, line = ""] of prompt.matchAll(/^- (.*)$/gm)) {
    const [, dropped] = /^Rule (\d+) is dropped/.exec(line) ?? [];
    const [, changed, said = ""] = /^Rule (\d+) now reads: (.*)$/.exec(line) ?? [];
    const [, added = ""] = /^There is a new rule \d+, behind all others: (.*)$/.exec(line) ?? [];
    const [, copy, from] = /^Rule (\d+) now does what rule (\d+) does/.exec(line) ?? [];
    if (dropped !== undefined) now = now.toSpliced(Number(dropped) - 1, 1);
    else if (changed !== undefined) now = now.with(Number(changed) - 1, said);
    else if (copy !== undefined) {
      const [own = "", other = ""] = [now[Number(copy) - 1], now[Number(from) - 1]];
      now = now.with(Number(copy) - 1, `${own.slice(0, own.indexOf(": "))}${other.slice(other.indexOf(": "))}`);
    } else if (added !== "") now.push(added);
    else assert.fail(line);
  }
  return now;
}

test("amendments: the words of all turns so far give the rules of each program, and those of a bound turn alone do not", () => {
  for (const coupling of [0, 0.5, 1])
    for (const task of of("amendments", 6, { difficulty: 1.5, turns: 6, coupling })) {
      const { rules, bound } = (task.meta?.["recipe"] ?? null) as unknown as { rules: string[][]; bound: number[] };
      assert.equal(bound.length, Math.round(coupling * 5));
      let now: string[] = [];
      for (const [turn, { prompt }] of turnTasks(task).entries()) {
        now = amended(now, prompt);
        assert.deepEqual(now, rules[turn]);
        assert.equal(/^1\. At /m.test(prompt), !bound.includes(turn), prompt);
      }
    }
});

test("right answers of every turn pass and wrong ones fail, the program before an amendment among them", async () => {
  for (const [family, levels] of [
    ["daybook", [-1.5, 1.5, 8, 20]],
    ["amendments", [-1.5, 1.5, 8]],
  ] as const)
    for (const difficulty of levels) {
      const [task] = of(family, 1, { difficulty });
      assert.ok(task);
      assert.deepEqual(of(family, 1, { difficulty }), [task]);
      const turns = turnTasks(task);
      for (const which of [0, 1]) {
        const verdict = await verdictOn(task, dialogueText(turns.map((turn) => answersOf(turn).right[which] ?? "")));
        assert.deepEqual([verdict.passed, verdict.score], [true, 1], `${family} at ${difficulty}: ${verdict.why}`);
      }
      const wrong = turns.map((turn) => answersOf(turn).wrong);
      for (const at of [0, 1]) {
        const verdict = await verdictOn(task, dialogueText(wrong.map((some) => some[at] ?? "none")));
        assert.ok(
          verdict.turns?.every(({ passed }) => !passed),
          `${family} at ${difficulty}`,
        );
      }
    }
});

/** Solved dialogues of each level: never more than at the level before, and much fewer in the end. */
async function falls(family: string, n: number, more: object, solve: (task: Task, next: () => number) => string[]): Promise<void> {
  const solved: number[] = [];
  for (const difficulty of [-1.5, 1.5, 3, 4.5, 6]) {
    let count = 0;
    for (const [index, task] of of(family, n, { difficulty, ...more }).entries())
      if ((await verdictOn(task, dialogueText(solve(task, stream(`slips|${index}`))))).passed) count++;
    solved.push(count);
  }
  const said = `${family}: ${solved.join(" ")}`;
  for (const [index, count] of solved.entries()) assert.ok(index === 0 || count <= (solved[index - 1] ?? 0), said);
  assert.ok((solved[0] ?? 0) - (solved.at(-1) ?? n) >= n / 2, said);
}

test("a worker that errs in each step with the same chance falls with difficulty", async () => {
  await falls("daybook", 60, {}, (task, next) => {
    const book = emptyBook();
    for (const { prompt } of turnTasks(task)) readDay(book, prompt, () => next() < 0.03);
    return book.answers.map((answer) => `Answer: ${answer}`);
  });
  // Each line of a program is a step; a slip leaves it out.
  await falls("amendments", 16, {}, (task, next) =>
    turnTasks(task).map((turn) =>
      (answersOf(turn).right[0] ?? "")
        .split("\n")
        .filter((line) => !/^ +if \(name/.test(line) || next() >= 0.02)
        .join("\n"),
    ),
  );
});

test("a worker that errs falls with the number of turns too, and more where they hang on one another", async () => {
  const share = async (turns: number, coupling: number): Promise<number> => {
    let sum = 0;
    for (const [index, task] of of("daybook", 60, { difficulty: 0, turns, coupling }).entries()) {
      const [book, next] = [emptyBook(), stream(`slips|${index}`)];
      for (const { prompt } of turnTasks(task)) readDay(book, prompt, () => next() < 0.05);
      sum += (await verdictOn(task, dialogueText(book.answers.map((answer) => `Answer: ${answer}`)))).score;
    }
    return sum / 60;
  };
  const [short, long, apart] = [await share(3, 1), await share(12, 1), await share(12, 0)];
  assert.ok(short > long + 0.1 && apart > long + 0.1, `${short} ${long} ${apart}`);
});

test("the settings of turns are refused where a family does not take them, or beyond their bounds", () => {
  assert.throws(() => of("ledgers", 1, { turns: 4 }), /turns is for generated tasks of the families "daybook", "amendments"/);
  for (const asked of [{ turns: 1 }, { turns: 41 }, { coupling: 2 }])
    assert.throws(() => of("daybook", 1, asked), /options of generated tasks do not fit/);
  assert.throws(() => of("amendments", 1, { difficulty: 9 }), /out of reach of the family "amendments", which makes tasks up to 8/);
});
