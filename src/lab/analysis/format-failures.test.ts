import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { fake } from "../../models/fake.ts";
import { callEnds } from "../record/call-ends.ts";
import { failureNotes } from "./failure-notes.ts";
import { folded } from "../trials/fold.ts";
import { formatFailures, formatNotes } from "./format-failures.ts";

const shape = { type: "object", properties: { p: { type: "number" } }, required: ["p"] };

test("replies that do not fit are counted per member, repairs that do not apart, and are no failed calls", async () => {
  const { desk, events, ledger } = fakeDesk({
    members: {
      tidy: fake([{ object: { p: 0.1 } }], { id: "tidy" }),
      mended: fake(["Perhaps.", { object: { p: 0.2 } }], { id: "mended" }),
      hopeless: fake(["Perhaps."], { id: "hopeless" }),
    },
  });
  for (const { name } of desk.members)
    await desk.ask(name, { purpose: "vote", messages: [{ role: "user", text: "How sure?" }], maxTokens: 50, shape });
  const found = formatFailures(folded(callEnds(), events()), ledger);
  const why = "Wanted JSON that fits the schema; there is no JSON in the reply.";
  assert.deepEqual(found, [
    { member: "hopeless", replies: 1, misfits: 1, unrepaired: 1, why },
    { member: "mended", replies: 1, misfits: 1, unrepaired: 0, why },
  ]);
  assert.match(
    formatNotes(found)[0] ?? "",
    /hopeless 1 of 1 \(none fixed\), mended 1 of 1 \(all fixed by one repair\)\. For example: Wanted JSON/,
  );
  assert.deepEqual(failureNotes(folded(callEnds(), events())), []);
  assert.deepEqual(formatNotes([]), []);
});

test("an empty answer in free form is asked for once and was mended by nothing", async () => {
  const empty = { failure: { code: "malformed", message: "e answered with no text." } } as const;
  const { desk, events, ledger } = fakeDesk({
    members: { e: fake([empty], { id: "e" }), s: fake(["Perhaps.", { object: { p: 0.2 } }, "No."], { id: "s" }) },
  });
  const messages = [{ role: "user", text: "How sure?" }] as const;
  await desk.ask("e", { purpose: "attempt", messages, maxTokens: 50 });
  for (const maxTokens of [50, 51]) await desk.ask("s", { purpose: "vote", messages, maxTokens, shape });
  const found = formatFailures(folded(callEnds(), events()), ledger);
  assert.deepEqual(
    found.map(({ member, replies, misfits, unrepaired }) => [member, replies, misfits, unrepaired]),
    [
      ["e", 1, 1, 1],
      ["s", 2, 2, 1],
    ],
  );
  assert.match(formatNotes(found)[0] ?? "", /e 1 of 1 \(none fixed\), s 2 of 2 \(1 fixed by one repair, 1 not\)/);
});

test("calls without an answer that share a key count each, and one that two topologies share counts once", () => {
  const failure = { code: "unknown", message: "The connection broke." } as const;
  const fact = (more: object) => ({
    fact: { type: "call", purpose: "attempt", member: "m", key: "k", ok: false, failure, ask: "a", cost: 0, ...more },
  });
  const events = [fact({ ms: 5 }), fact({ ms: 7 }), fact({ ms: 7 }), fact({ ms: 3, ok: true, failure: undefined })];
  for (const order of [events, events.toReversed()])
    assert.match(
      failureNotes(folded(callEnds(), order as unknown as Parameters<typeof folded>[1]))[0] ?? "",
      /^2 of the 3 calls of ended trials failed\./,
    );
});
