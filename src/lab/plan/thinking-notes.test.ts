import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import { thinkingOf } from "../../models/thinking-of.ts";
import type { Seat } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { thinkingNotes } from "./thinking-notes.ts";

/** The notes of members and judges who sit on the live models that they name. */
function notesOf(members: readonly MemberEntry[], judges: readonly MemberEntry[] = [], world: "live" | "simulated" = "live"): string[] {
  const seat = ({ name, model: id = "", settings = {}, firm }: MemberEntry): Seat => {
    const { thinking } = world === "live" && firm === undefined ? thinkingOf(id, settings) : {};
    return { name, model: { ...fake(["x"], { id, world }), ...defined({ thinking, composite: firm !== undefined || undefined }) } };
  };
  return thinkingNotes({ members, judges } as unknown as Experiment, members.map(seat), judges.map(seat));
}

test("a plan says how much each member and judge thinks, by what a call is for", () => {
  const notes = notesOf(
    [
      { name: "a", model: "openai/gpt-5.6-sol", settings: { effort: { default: "medium", plan: "high" } } },
      { name: "b", model: "anthropic/claude-haiku-4-5", settings: { maxThinking: 3000 } },
      { name: "c", model: "google/gemini-3-pro-preview" },
      { name: "f", firm: { topology: "solo", members: [{ name: "g", model: "openai/gpt-5", settings: { effort: "minimal" } }] } },
    ],
    [{ name: "j", model: "google/gemini-2.5-pro" }],
  );
  assert.deepEqual(notes, [
    "Thinking, by what a call is for: " +
      "a medium (bid, route: low; plan: high); " +
      "b at most 3000 hidden tokens (bid, route: low, at most 1024 hidden tokens); " +
      "c as its provider does by default (bid, route: low); " +
      "g of f minimal; " +
      "j high, at most 16384 hidden tokens.",
  ]);
});

test("of a model that is not in the table a plan says so, and what is sent", () => {
  assert.deepEqual(notesOf([{ name: "a", model: "compatible/m" }]), [
    "Nothing is known of how compatible/m can be told to think: nothing is sent of it, for bids and verdicts neither.",
  ]);
  assert.deepEqual(notesOf([{ name: "a", model: "compatible/m", settings: { effort: "high", maxThinking: 9 } }]), [
    "Thinking, by what a call is for: a high, at most 9 hidden tokens.",
    'Nothing is known of how compatible/m ("a") can be told to think: its effort is sent as it is written (reasoning_effort); its maxThinking is ' +
      "added to the cap on output, and no bound on hidden tokens alone is sent. Bids and verdicts have no effort of their own.",
  ]);
});

test("of a model that takes no effort a plan says what it does instead", () => {
  assert.deepEqual(notesOf([{ name: "a", model: "simulated/large", settings: { effort: "high", maxThinking: 9 } }], [], "simulated"), [
    'settings.effort of "a" changes nothing: a simulated model draws its hidden tokens from its own pace, whatever it is told.',
    'settings.maxThinking of "a" changes nothing: a simulated model draws its hidden tokens from its own pace, whatever it is told.',
  ]);
  // A stand-in has the settings of the live model that it stands for.
  const standIn = { name: "a", model: "openai/gpt-5", embedded: "simulated/large", settings: { effort: "high" } } as const;
  assert.deepEqual(notesOf([standIn], [], "simulated"), []);
});
