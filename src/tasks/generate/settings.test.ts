import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "../../judges/index.ts";
import type { Desk, JudgeSpec, Task } from "../../types.ts";
import { generate } from "./generate.ts";

async function verdictOn(task: Task, text: string, grader: JudgeSpec = task.grader) {
  const verdict = await openJudge(grader, "grade").judge(task, { text, by: "a" }, {} as Desk);
  assert.ok(verdict.ok);
  return verdict;
}
const answersOf = (task: Task) =>
  task.meta?.["simulation"] as unknown as { right: string[]; wrong: string[]; coupling: number; parts: unknown[] };
const recipeOf = (task: Task) => (task.meta?.["recipe"] ?? null) as unknown as { facts: { id: string; trap: string }[]; words: number };
type Fact = { id: string; answer: string; refuted?: string };
const factsOf = (task: Task) => task.grader["facts"] as unknown as Fact[];

/** The numbers of a prompt of stores, worked out from its words. */
function workedOut(prompt: string): { numbers: Map<string, number>; reads: number; steps: number } {
  const [, start = ""] = /At first: (.*\.)\n/.exec(prompt) ?? [];
  const numbers = new Map([...start.matchAll(/([A-Z][A-Za-z ]*?) (\d+)(?=[,.])/g)].map(([, name = "", n]) => [name.trim(), Number(n)]));
  const at = (name: string) => numbers.get(name) ?? Number.NaN;
  let [reads, steps] = [0, 0];
  for (const [, line = ""] of prompt.matchAll(/^\d+\. (.*)$/gm)) {
    steps++;
    const [, own = "", verb = "", by = ""] =
      /^([A-Z][A-Za-z ]*?) (receives as many as) ([A-Z][A-Za-z ]*?) has/.exec(line) ??
      /^([A-Z][A-Za-z ]*?) (receives|gives away) (\d+)\.$/.exec(line) ??
      /^The number of ([A-Z][A-Za-z ]*?) (is multiplied by) (\d+)\.$/.exec(line) ??
      [];
    const before = at(own);
    if (verb === "receives as many as") reads++;
    const after = {
      receives: before + Number(by),
      "gives away": before - Number(by),
      "is multiplied by": before * Number(by),
      "receives as many as": before + at(by),
    }[verb];
    assert.ok(after !== undefined && !Number.isNaN(after), line);
    numbers.set(own, ((after % 1000) + 1000) % 1000);
  }
  return { numbers, reads, steps };
}

test("stores: parts and coupling are what was asked for, and the key is what working through the words gives", async () => {
  for (const [parts, coupling] of [
    [2, 0],
    [5, 0.4],
    [12, 1],
    [40, 0.5],
  ] as const)
    for (const task of generate({ families: ["ledgers"], n: 3, seed: "stores", difficulty: 0, parts, coupling }).tasks) {
      const { numbers, reads, steps } = workedOut(task.prompt);
      assert.deepEqual(
        factsOf(task).map(({ id, answer }) => [id, answer]),
        [...numbers].map(([name, n]) => [name, String(n)]),
      );
      assert.equal(numbers.size, parts);
      assert.equal(reads, Math.round(coupling * steps));
      assert.deepEqual([answersOf(task).parts.length, answersOf(task).coupling], [parts, coupling]);
    }
});

test("stores: without coupling a slip harms one store, with all of it many", async () => {
  const kept = async (coupling: number) => {
    const { tasks } = generate({ families: ["ledgers"], n: 20, seed: "slips", difficulty: 1, parts: 6, coupling });
    const shares = await Promise.all(
      tasks.flatMap((task) =>
        answersOf(task)
          .wrong.slice(0, -1)
          .map(async (text) => (await verdictOn(task, text)).score),
      ),
    );
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const [none, half, all] = [await kept(0), await kept(0.5), await kept(1)];
  assert.ok(Math.abs(none - 5 / 6) < 1e-9, `${none}`);
  assert.ok(none > half && half > all && all < 0.6, `${none} ${half} ${all}`);
});

test("machines: the share of rules that reach out to another counter is the coupling", () => {
  const share = (coupling: number) => {
    const rules = generate({ families: ["stateful"], n: 8, seed: "c", difficulty: 1, parts: 6, coupling }).tasks.flatMap(({ prompt }) =>
      [...prompt.matchAll(/^\d+\. (.*)$/gm)].map(([, rule = ""]) => rule),
    );
    const reaching = rules.filter(
      (rule) =>
        /are skipped/.test(rule) ||
        new Set(
          [
            ...rule
              .replace(/^At `\w+`/, "")
              .replace(/just before this one was `\w+`/, "")
              .matchAll(/`(\w+)`/g),
          ].map(([, name]) => name),
        ).size > 1,
    );
    return reaching.length / rules.length;
  };
  assert.equal(share(0), 0);
  assert.equal(share(1), 1);
  assert.ok(Math.abs(share(0.5) - 0.5) < 0.2);
});

test("dossiers have the length that was asked for; register and latest paper give every key, and what they refute stands there too", () => {
  for (const tokens of [8000, 60_000, 200_000]) {
    for (const task of generate({ families: ["dossier"], n: 2, seed: "papers", difficulty: 1, tokens }).tasks) {
      const { context = "", prompt } = task;
      assert.ok(Math.abs(context.length / 4.4 / tokens - 1) < 0.2, `${context.length / 4.4} of ${tokens}`);
      const papers = context.split(/(?=^PAPER )/m);
      const traps = recipeOf(task).facts;
      for (const { id, answer, refuted } of factsOf(task)) {
        const trap = traps.find((one) => one.id === id)?.trap;
        const site = new RegExp(`^${id}: .*the ([A-Z]\\w+ [a-z ]+?)(?:,| \\(| was|$| is to| as)`, "m").exec(prompt)?.[1] ?? "";
        const stating = (value: string) =>
          papers.flatMap((paper, at) =>
            paper.split("\n").some((line) => new RegExp(`\\b${site}\\b(?! \\d)`).test(line) && line.includes(value)) ? [at] : [],
          );
        if (trap === "premise") {
          assert.equal(answer, "none");
          assert.ok(stating("no order to stop, no fine, and its license is in force").length === 1, site);
          continue;
        }
        assert.equal(stating(answer).length, 1, `${id} ${site}: ${answer}`);
        const [at = 0] = stating(answer);
        if (refuted === undefined) continue;
        const [other = 0] = stating(refuted);
        if (trap === "contradicted") assert.match(papers[at] ?? "", /^PAPER \d+\. Entry in the register/);
        else assert.ok(at > other, `${id}: ${at} ${other}`);
      }
    }
  }
});

test("a poisoned premise tempts to the one answer that meta names, which its grader finds and the task's own refuses", async () => {
  for (const task of generate({ families: ["poisoned-premise"], n: 20, seed: "p" }).tasks) {
    const notes = [...(task.context ?? "").matchAll(/^Delivery note \d+: (\d+) \w+ at (\d+) crowns each; (nothing|\d+)/gm)];
    const sum = notes.reduce(
      (total, [, count, price, back]) => total + (Number(count) - (back === "nothing" ? 0 : Number(back))) * Number(price),
      0,
    );
    assert.equal(task.grader["answer"], String(sum));
    const poisoned = task.meta?.["poisoned"] as unknown as JudgeSpec;
    assert.match(task.context ?? "", new RegExp(`\\b${poisoned["answer"] as string} crowns|to ${poisoned["answer"] as string} crowns`));
    const { right, wrong } = answersOf(task);
    const [tempted = ""] = wrong;
    assert.deepEqual([(await verdictOn(task, tempted)).passed, (await verdictOn(task, tempted, poisoned)).passed], [false, true]);
    for (const text of right) assert.equal((await verdictOn(task, text, poisoned)).passed, false);
  }
});

test("handoffs: each number of a fact stands once in the report, and the score of a summary is the share that it kept", async () => {
  for (const task of generate({ families: ["handoff"], n: 6, seed: "h", difficulty: 1, tokens: 8000 }).tasks) {
    for (const { answer } of factsOf(task)) assert.equal((task.context ?? "").split(answer).length, 2, answer);
    const kept = factsOf(task)
      .slice(0, 3)
      .map(({ answer }) => `Mind ${answer}.`);
    const { score, passed } = await verdictOn(task, kept.join(" "));
    assert.deepEqual([score, passed], [3 / factsOf(task).length, false]);
    const { words } = recipeOf(task);
    assert.ok((answersOf(task).right[0] ?? "").split(/\s+/).length <= words);
  }
});

test("sessions: growing and fresh contexts ask the same, a growing one holds all turns before it, and booking by hand gives the answer", () => {
  const of = (session: "growing" | "fresh") => generate({ families: ["session"], n: 30, seed: "s", session }).tasks;
  const [growing, fresh] = [of("growing"), of("fresh")];
  assert.deepEqual(
    growing.map(({ prompt, grader }) => [prompt, grader]),
    fresh.map(({ prompt, grader }) => [prompt, grader]),
  );
  for (const [index, task] of growing.entries()) {
    const before = growing.slice(index - (index % 24), index);
    for (const { prompt, grader } of before)
      assert.ok((task.context ?? "").includes(`${prompt.split("\n\nEnd")[0]}\n\nAnswer: ${grader["answer"] as string}`));
    for (const { context = "" } of [task, fresh[index] ?? task]) {
      const stock = new Map(
        [...(/(?:first|turn): (.*)\.$/m.exec(context)?.[1] ?? "").matchAll(/(\w+) (\d+)/g)].map(([, name = "", n]) => [name, Number(n)]),
      );
      const add = (name: string, n: number) => stock.set(name, (stock.get(name) ?? Number.NaN) + n);
      for (const [, n, from = "", verb, to = ""] of `${context}\n${task.prompt}`.matchAll(
        /^- (\d+) (?:pieces that were counted as )?(\w+) (came in|went out|turned out to be (\w+))/gm,
      )) {
        add(from, verb === "came in" ? Number(n) : -Number(n));
        if (to !== "") add(to, Number(n));
      }
      const [, asked = ""] = /How many (\w+) are in stock after this turn\?\n\nEnd/.exec(task.prompt) ?? [];
      assert.equal(String(stock.get(asked)), task.grader["answer"], task.id);
    }
  }
});

test("several lengths of the material are dealt in turn, and a longer suite begins with the shorter one", () => {
  const of = (n: number) => generate({ families: ["handoff", "dossier"], n, seed: "d", difficulty: 0, tokens: [8000, 16_000] }).tasks;
  const lengths = of(8).map(({ meta }) => (meta?.recipe as { tokens?: number } | undefined)?.tokens);
  assert.deepEqual(
    lengths.filter((_, index) => index % 2 === 1),
    [8000, 16_000, 8000, 16_000],
  );
  assert.deepEqual(of(3), of(8).slice(0, 3));
});

test("a setting that a family does not take, or beyond its bounds, is refused with the families that take it", () => {
  const of = (asked: object) => () => generate({ n: 1, seed: 1, families: ["ledgers"], ...asked });
  assert.throws(
    of({ tokens: 9000 }),
    /tokens is for generated tasks of the families "dossier", "handoff"\. Name these in families, or leave tokens out/,
  );
  assert.throws(of({ families: undefined, parts: 3 }), /parts is for generated tasks of the families "stateful", "ledgers"/);
  for (const asked of [
    { parts: 1 },
    { parts: 41 },
    { coupling: 1.5 },
    { families: ["dossier"], tokens: 300_000 },
    { families: ["dossier"], tokens: [] },
    { families: ["dossier"], tokens: [8000, 7999] },
    { families: ["session"], session: "old" },
  ])
    assert.throws(of(asked), /options of generated tasks do not fit/);
});
