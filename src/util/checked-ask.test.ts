import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedAsk } from "./checked-ask.ts";

const messages = [{ role: "user", text: "What?" }];

test("a topology's ask may not be called the house's own: it would stand in no topology's cost", () => {
  for (const purpose of ["grade", "shadow", "preflight"]) {
    const found = checkedAsk({ messages, purpose }, 100, "topology");
    assert.match(found.ok ? "taken" : found.failure.message, new RegExp(`with the purpose "?${purpose}"?`));
    assert.ok(!found.ok && !/one of .*(?:grade|shadow|preflight)/.test(found.failure.message));
    assert.equal(checkedAsk({ messages, purpose }, 100).ok, true);
  }
  assert.equal(checkedAsk({ messages, purpose: "vote" }, 100, "topology").ok, true);
});
