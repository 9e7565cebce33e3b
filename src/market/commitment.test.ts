import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { bidBox, commit, counted, reveal } from "./bid-box.ts";
import { commitment, nonceFrom, opens } from "./commitment.ts";

const bid = { member: "a", p: 0.8, ask: 20 };
const nonce = nonceFrom(stream("nonce"));
const sealed = { run: "r", task: "t", nonce, bid };

test("a commitment opens only with the same run, task, bidder, nonce and bid", () => {
  const digest = commitment(sealed);
  assert.ok(opens(digest, sealed));
  const others = [
    { ...sealed, run: "s" },
    { ...sealed, task: "u" },
    { ...sealed, nonce: nonceFrom(stream("other")) },
    { ...sealed, bid: { ...bid, p: 0.81 } },
    { ...sealed, bid: { ...bid, member: "b" } },
  ];
  for (const other of others) assert.ok(!opens(digest, other));
});

test("equal bids give different commitments, since nonces differ and hold more than 128 bits", () => {
  const next = stream("two");
  assert.notEqual(commitment({ ...sealed, nonce: nonceFrom(next) }), commitment({ ...sealed, nonce: nonceFrom(next) }));
  assert.equal(nonce.length, 42);
});

const open = () => bidBox("r", "t", 100, 200);
const boxOf = (result: ReturnType<typeof commit>) => {
  assert.ok(result.ok, result.ok ? "" : result.failure.message);
  return result.box;
};

test("a bid that was committed in time and opened unchanged counts", () => {
  const box = boxOf(reveal(boxOf(commit(open(), "a", commitment(sealed), 90)), bid, nonce, 150));
  assert.deepEqual(counted(box).bids, [bid]);
});

test("a changed bid after commitment is void", () => {
  const box = boxOf(reveal(boxOf(commit(open(), "a", commitment(sealed), 90)), { ...bid, ask: 1 }, nonce, 150));
  assert.deepEqual([counted(box).bids.length, counted(box).voided.get("a")], [0, "it differs from its commitment"]);
});

test("a bid after the deadline is refused, and nothing opens before it", () => {
  assert.equal(commit(open(), "a", "d", 101).ok, false);
  assert.equal(reveal(boxOf(commit(open(), "a", commitment(sealed), 90)), bid, nonce, 95).ok, false);
  assert.equal(reveal(open(), bid, nonce, 150).ok, false);
});

test("a second bid from one member voids both", () => {
  const box = boxOf(commit(boxOf(commit(open(), "a", "d1", 10)), "a", "d2", 20));
  assert.deepEqual([counted(box).bids.length, counted(box).voided.get("a")], [0, "it bid twice"]);
  assert.deepEqual(counted(boxOf(commit(box, "a", "d3", 30))).voided.get("a"), "it bid twice");
});

test("bids opened too late, or never, are void", () => {
  const committed = boxOf(commit(open(), "a", commitment(sealed), 90));
  assert.equal(counted(committed).voided.get("a"), "it was never opened");
  assert.equal(counted(boxOf(reveal(committed, bid, nonce, 201))).voided.get("a"), "it was opened too late");
});

test("a nonce is three whole numbers below 2^53 in hex, fourteen digits each", () => {
  assert.equal(
    nonceFrom(() => 0.5),
    "10000000000000".repeat(3),
  );
  assert.equal(
    nonceFrom(() => 1.5 / 2 ** 53),
    "00000000000001".repeat(3),
  );
  assert.equal(
    nonceFrom(() => 1 - 2 ** -53),
    "1fffffffffffff".repeat(3),
  );
});
