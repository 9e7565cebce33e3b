// Puts one request to a cascade of two models, and reads answer and bill as values. Without keys the embedded stand-ins show how.
import { solve } from "catallaxy";

const result = await solve("Which is larger, 9.11 or 9.9? Answer with the number alone.", {
  topology: { use: "cascade", options: { order: ["cheap", "strong"] } },
  members: [
    { name: "cheap", model: "openai/gpt-5-mini", embedded: "simulated/small" },
    { name: "strong", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  verifier: { kind: "rubric", member: "judge" },
  limits: { budget: 0.5 },
  environment: {},
  embedded: true,
});
if (result.ok) console.log(result.answer, `by ${result.by},`, result.verdict?.passed === true ? "accepted" : "not accepted");
else console.log(result.failure.message);
console.log(`$${result.cost.toFixed(4)} in ${result.calls} calls:`, result.byMember);
