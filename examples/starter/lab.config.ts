import { defineConfig } from "catallaxy";

export default defineConfig({
  name: "my-work",
  // Your tasks: a .yaml, .jsonl or .csv file, a folder, or a bundled name (`catallaxy list suites`).
  suite: "./tasks.yaml",
  // Who may work. `embedded` stands in while the key of the live model is missing.
  members: [
    { name: "strong", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "cheap", model: "openai/gpt-5-mini", embedded: "simulated/small" },
    // A server of your own: { name: "local", model: "compatible/llama-3.3", baseUrl: "http://127.0.0.1:11434/v1", price: "free" },
  ],
  // Who may judge. No topology sees them, and no member judges its own work.
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  // How they may be organized (`catallaxy list topologies`). The first one is the baseline.
  topologies: [
    { use: "solo", options: { member: "strong" }, terms: { attempts: 1 } },
    { use: "solo", name: "solo+retry", options: { member: "strong" } },
    { use: "cascade" },
    { use: "market" },
  ],
  verifier: { kind: "rubric", member: "judge" },
  // The same for every topology: tries per task, what a failed try is told, output tokens per call.
  terms: { attempts: 2, feedback: "reason", outputCap: 4000 },
  // Dollars per trial and for the whole run.
  limits: { budget: 0.5, cap: 5 },
  repetitions: 2,
  seed: 1,
});
