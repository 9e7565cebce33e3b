import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutSelfReport } from "./self-report.ts";

test("what a reply reports of itself behind its answer is left out, up to three lines of it", () => {
  for (const [text, wanted] of [
    ["18\nConfidence: 95%", "18"],
    ["18\n\nWord count: 1", "18"],
    ["18\nConfidence: 95%\nWord count: 1", "18"],
    ["18\nConfidence: 95%\n\n", "18"],
    ["18\n\n", "18\n\n"],
    ["18", "18"],
    ["Confidence: 95%", "Confidence: 95%"],
    ["\nConfidence: 95%", "\nConfidence: 95%"],
    ["---\nConfidence: 95%", "---\nConfidence: 95%"],
    ["Confidence: 95%\n18", "Confidence: 95%\n18"],
    [`${"She sold them. ".repeat(100)}\nConfidence: 95%`, "She sold them. ".repeat(100).trim()],
  ] as const)
    assert.equal(withoutSelfReport(text), wanted, JSON.stringify(text.slice(-80)));
});
