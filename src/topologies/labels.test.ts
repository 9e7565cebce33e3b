import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Terms } from "../types.ts";
import { retryAsk } from "./asks.ts";
import { contrary, furtherOptions, obliging } from "./fixtures.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { labelFor, nameFor, roll } from "./labels.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** Names and models that carry rank, and that no prompt holds by chance. */
const crew = ["grand-opus", "tiny-haiku", "mid-sonnet"];
const idOf = (name: string) => `vendor/${name}-9`;

function teamOf(answer: typeof obliging, terms: Partial<Terms>, seed = "seed") {
  const texts: string[] = [];
  const member = (name: string) =>
    fake(
      (ask) => {
        texts.push([...ask.messages.map(({ text }) => text), JSON.stringify(ask.shape ?? {})].join("\n"));
        return answer(ask);
      },
      { id: idOf(name) },
    );
  const members = Object.fromEntries(crew.map((name) => [name, member(name)]));
  const verifier = () => ({ ok: true, passed: false, score: 0.2, why: "the unit is missing" }) as const;
  const room = fakeDesk({ members, verifier, terms: { attempts: 2, ...terms }, seed });
  return { ...room, texts };
}

/** All that members are asked in a topology, by these options and by members of either kind. */
async function textsOf(name: string, terms: Partial<Terms>): Promise<string[]> {
  const out: string[] = [];
  for (const chosen of [{}, ...(furtherOptions.get(name) ?? [])])
    for (const answer of [obliging, contrary]) {
      const { desk, task, texts, events } = teamOf(answer, terms);
      await openTopology(name, chosen).solve(task, desk);
      // A second task of the session is told what the first one taught.
      const later = fakeDesk({
        members: Object.fromEntries(
          crew.map((member) => [member, fake((ask) => (texts.push(JSON.stringify(ask)), answer(ask)), { id: idOf(member) })]),
        ),
        verifier: () => ({ ok: true, passed: true, score: 1, why: "" }),
        earlier: events(),
        trial: "test/t2/0",
      });
      if (terms.showNames !== true) await openTopology(name, chosen).solve({ ...task, id: "t2" }, later.desk);
      out.push(...texts);
    }
  return out;
}

const naming: string[] = [];
for (const { name } of topologyKinds)
  test(`${name}: no prompt and no shape names a member or a model`, async () => {
    for (const text of await textsOf(name, {}))
      for (const word of [...crew, ...crew.map(idOf)]) assert.ok(!text.includes(word), `${word} in: ${text}`);
    const shown = await textsOf(name, { showNames: true });
    if (shown.some((text) => crew.some((word) => text.includes(word)))) naming.push(name);
  });

test("with showNames the topologies that call members by anything call them by their names", () => {
  const wanted = [
    "router",
    "conductor",
    "sequential",
    "coordinator",
    "broadcast",
    "ripple",
    "debate",
    "decentralised",
    "centralised",
    "hybrid",
    "blackboard",
    "independent",
    "solo",
  ];
  assert.deepEqual(
    wanted.filter((name) => !naming.includes(name)),
    [],
  );
});

const deskAt = (seed: string, terms: Partial<Terms> = {}, trial = "one/t1/0") =>
  fakeDesk({ members: Object.fromEntries(crew.map((name) => [name, fake(["x"])])), seed, trial, terms }).desk;

test("labels are drawn for each task, the same in every topology, and each member has each label as often", () => {
  assert.deepEqual(
    roll(deskAt("1")).map(({ label }) => label),
    ["member A", "member B", "member C"],
  );
  assert.deepEqual(roll(deskAt("1", {}, "other/t1/0")), roll(deskAt("1")));
  const first = new Map<string, number>();
  for (let seed = 0; seed < 300; seed++) {
    const name = roll(deskAt(`${seed}`))[0]?.member.name ?? "";
    first.set(name, (first.get(name) ?? 0) + 1);
  }
  // 100 each is expected; five standard deviations of a binomial with n = 300, p = 1/3 are 41.
  assert.equal(first.size, 3);
  for (const [name, count] of first) assert.ok(Math.abs(count - 100) < 41, `${name}: ${count}`);
});

test("a label in a reply is turned back into the name, and a real name is nobody's label", () => {
  const desk = deskAt("1");
  for (const name of crew) assert.equal(nameFor(desk, labelFor(desk, name)), name);
  assert.equal(nameFor(desk, "grand-opus"), undefined);
  const shown = deskAt("1", { showNames: true });
  assert.equal(labelFor(shown, "grand-opus"), "grand-opus");
  assert.equal(nameFor(shown, "grand-opus"), "grand-opus");
});

test("a member chosen by its label does the work, and the ledger has its name", async () => {
  for (let seed = 0; seed < 8; seed++) {
    const { desk, task, events } = teamOf(
      (ask) => (wantedOf(ask) === undefined ? "4" : { object: { why: "cheap", member: "member B" } }),
      {},
      `${seed}`,
    );
    const result = await openTopology("router").solve(task, desk);
    const route = events().flatMap(({ fact }) => (fact.type === "route" ? [fact.member] : []));
    assert.equal(route[0], nameFor(desk, "member B"));
    assert.ok(result.ok && crew.includes(result.by));
  }
});

test("whose a failed answer was is told as yours or another's, in the same bytes in every topology", () => {
  const past = [{ answer: { text: "5", by: "tiny-haiku" }, why: "" }];
  const task = { id: "t", category: "c", prompt: "What?" };
  const textAt = (member: string, terms: Partial<Terms>, trial: string) =>
    retryAsk({ task, desk: deskAt("1", terms, trial), past }, member).messages[0]?.text ?? "";
  assert.match(textAt("tiny-haiku", {}, "one/t1/0"), /<answer-\w+ by="you">/);
  assert.match(textAt("grand-opus", {}, "one/t1/0"), /<answer-\w+ by="another member">/);
  assert.equal(textAt("grand-opus", {}, "one/t1/0"), textAt("mid-sonnet", {}, "other/t9/0"));
  assert.match(textAt("grand-opus", { showNames: true }, "one/t1/0"), /<answer-\w+ by="tiny-haiku">/);
});
