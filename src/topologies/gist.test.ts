import assert from "node:assert/strict";
import { test } from "node:test";
import { bestOfKind } from "./best-of.ts";
import { hubSpokeKind } from "./hub-spoke.ts";
import { marketKind } from "./market.ts";

test("what is said of a market says who bids only where somebody is asked, and who does the task by its rule", () => {
  const of = (options: unknown): string | undefined => marketKind.make(options).gist;
  assert.equal(of({}), marketKind.gist);
  assert.equal(of({ reputation: "none" }), marketKind.gist);
  assert.equal(of({ bidding: "learned", learned: { asked: true } }), marketKind.gist);
  assert.equal(of({ bidding: "track-record" }), "no bid is asked for, the record makes the offers; the best offer does it");
  assert.equal(of({ bidding: "learned" }), "no bid is asked for, the record makes the offers; the best offer does it");
  assert.equal(of({ bidding: "posted" }), "no bid is asked for, the category's record makes the offers; the best offer does it");
  assert.equal(of({ mechanism: "lottery", bidding: "random" }), "no bid is asked for; who does it is drawn by lot");
  assert.equal(of({ mechanism: "lottery" }), "models bid for the task; who does it is drawn by lot");
  assert.equal(of({ house: { awards: 2 } }), "models bid for the task; the 2 best offers do it");
  assert.equal(of({ clearing: { batch: "vcg" } }), "models bid for the task; tasks that come together go out at once");
  assert.equal(of({ clearing: { batch: "lot" } }), "models bid for the task; tasks that come together are dealt by lot");
});

test("what is said of a hub has the stages that are on, and no other", () => {
  const of = (...stages: string[]): string | undefined => hubSpokeKind.make({ stages }).gist;
  assert.equal(hubSpokeKind.make().gist, hubSpokeKind.gist);
  assert.equal(of(), "a hub hands the whole task to one worker");
  assert.equal(of("recompose", "revise"), "a hub hands the whole task to one worker");
  assert.equal(of("critique", "revise"), "a hub hands the whole task to one worker, the hub revises");
  assert.equal(of("split"), "a hub splits the task, workers do the parts, joined as they are");
  assert.equal(of("split", "recompose"), "a hub splits the task, workers do the parts, the hub merges");
  assert.equal(of("split", "critique"), "a hub splits the task, workers do the parts, joined as they are, a critic reads it");
  assert.equal(of("split", "critique", "revise"), "a hub splits the task, workers do the parts, the hub revises");
});

test("what is said of several tries names the one way in which one is picked", () => {
  const of = (choose: string): string | undefined => bestOfKind.make({ choose }).gist;
  assert.equal(of("verifier"), "several independent tries; the verifier picks one");
  assert.equal(of("majority"), "several independent tries; a vote picks one");
  assert.equal(of("tournament"), "several independent tries; a knock-out picks one");
});
