import { definePlugin } from "catallaxy";
import { defineKind } from "catallaxy/topologies";
import { judgeKind } from "catallaxy/judges";
import { z } from "zod";

/** Each member improves on the answer before it; the last one's counts. */
const relay = defineKind({
  name: "relay",
  gist: "each model improves on the answer before it",
  description: "The members work one after another: the first answers the task, each of the others sees the task and the latest answer.",
  options: z.strictObject({ rounds: z.int().min(1).max(8).default(1) }),
  formula: "n x rounds",
  sees: "Everyone: the task and the answer before.",
  ignores: ["attempts", "feedback", "visibility", "warmFirst", "closer"],
  calls: (members, _terms, { rounds }) => ({ least: 1, most: members * rounds }),
  make: ({ rounds }) => ({
    name: "relay",
    async solve(task, desk) {
      let answer: { text: string; by: string } | undefined;
      const turns = Array.from({ length: rounds }, () => desk.members).flat();
      for (const { name } of turns) {
        const before = answer === undefined ? "" : `\n\nThe answer so far:\n${answer.text}\n\nImprove on it, and give the whole answer.`;
        const reply = await desk.ask(name, {
          purpose: "attempt",
          messages: [{ role: "user", text: `${task.prompt}${before}` }],
          maxTokens: desk.terms.outputCap,
        });
        // Whoever fails is passed over; the failure counts where nobody answered.
        if (reply.ok && reply.text.trim() !== "") answer = { text: reply.text, by: name };
        else if (!reply.ok && answer === undefined && name === turns.at(-1)?.name) return { ok: false, failure: reply.failure };
      }
      if (answer === undefined) return { ok: false, failure: { code: "malformed", message: "No member gave an answer." } };
      return { ok: true, ...answer };
    },
  }),
});

/** Passes answers of at most so many words that hold a text. */
const brief = judgeKind({
  name: "brief",
  description: "passes an answer that holds a text in at most so many words",
  options: z.strictObject({ kind: z.literal("brief"), holds: z.string().min(1), words: z.int().positive().default(50) }),
  needs: [],
  cost: "no call",
  example: {
    settings: { holds: "Paris", words: 10 },
    task: { prompt: "Name the capital of France in a short sentence." },
    right: "The capital of France is Paris.",
    wrong: "It is Lyon.",
  },
  open: ({ holds, words }) => ({
    name: "brief",
    async judge(_task, answer) {
      const count = answer.text.split(/\s+/).filter((word) => word !== "").length;
      const passed = answer.text.includes(holds) && count <= words;
      return {
        ok: true,
        passed,
        score: passed ? 1 : 0,
        why: `${count} words, ${answer.text.includes(holds) ? "holds" : "lacks"} the text`,
      };
    },
  }),
});

/** A relay of members, a judge of short answers, a mechanism with one price for all, a family of sums, and a report in one line. */
export default definePlugin({
  name: "relay-and-more",
  topologies: [relay],
  judges: [brief],
  mechanisms: [
    {
      name: "flat",
      told: "Score = V * p - ask. The winner receives a tenth of V if its answer passes and nothing if not.",
      payment: ({ value }) => ({ onPass: value / 10, onFail: 0, deposit: 0 }),
    },
  ],
  families: [
    {
      name: "sums",
      category: "arithmetic",
      make(next, difficulty) {
        const terms = Array.from({ length: 3 + Math.round((difficulty + 1.5) * 2) }, () => 10 + Math.floor(next() * 90));
        const sum = terms.reduce((total, term) => total + term, 0);
        return {
          prompt: `Add up ${terms.join(", ")}. End with a line "Answer: <number>".`,
          grader: { kind: "exact", answer: String(sum) },
          right: [`Answer: ${sum}`],
          wrong: [`Answer: ${sum + 10}`, `Answer: ${sum - 1}`],
          parts: [],
          coupling: 0,
          recipe: { terms },
        };
      },
    },
  ],
  reports: [
    {
      name: "line",
      write: ({ topologies }) =>
        topologies
          .map(({ name, passRate }) => `${name.replaceAll(/[\p{Cc}\p{Cf}]/gu, "")} ${((passRate ?? 0) * 100).toFixed(1)}%`)
          .join(", "),
    },
  ],
});
