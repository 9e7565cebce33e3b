import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Task } from "../types.ts";
import { openJudge } from "./open-judge.ts";

const noDesk = {} as unknown as Desk;

async function verdict(grader: Record<string, unknown> & { kind: string }, text: string): Promise<string> {
  const task: Task = { id: "t", category: "c", prompt: "", grader: grader as unknown as Task["grader"] };
  const given = await openJudge(task.grader, "grade").judge(task, { text, by: "a" }, noDesk);
  return given.ok ? `${given.passed ? "pass" : "fail"} ${given.score}: ${given.why}` : `${given.failure.code}: ${given.failure.message}`;
}

const holds = "pass 1: the answer holds what it must";

test("contains wants each text or one of them, and none that must not stand there", async () => {
  const rows: readonly (readonly [more: Record<string, unknown>, text: string, wanted: string])[] = [
    [{ answer: "cat" }, "A cat sat.", holds],
    [{ answer: "cat" }, "A CAT sat.", holds],
    [{ answer: "cat" }, "A dog sat.", 'fail 0: the answer lacks "cat"'],
    [{ answer: "cat", caseSensitive: true }, "A CAT sat.", 'fail 0: the answer lacks "cat"'],
    [{ answer: "a  cat" }, "A\ncat sat.", holds],
    [{ answer: ["cat", "dog"] }, "A cat and a dog", holds],
    [{ answer: ["cat", "dog"] }, "A cat", 'fail 0: the answer lacks "dog"'],
    [{ answer: ["cat", "dog"], match: "any" }, "A cat", holds],
    [{ answer: ["cat", "dog"], match: "any" }, "A cow", 'fail 0: the answer lacks "cat", "dog"'],
    [{ answer: "cat", not: "dog" }, "A cat and a dog", 'fail 0: it holds "dog", which it must not'],
    [{ answer: "cat", not: ["cow", "dog"] }, "A dog", 'fail 0: the answer lacks "cat"; it holds "dog", which it must not'],
    [{ answer: "cat", not: "dog" }, "A cat", holds],
    [{ answer: ["a1", "b1", "c1", "d1", "e1", "f1"] }, "none", 'fail 0: the answer lacks "a1", "b1", "c1", "d1", "e1"'],
    [{ answer: "x".repeat(90) }, "none", `fail 0: the answer lacks "${"x".repeat(80)}"`],
    [{ answer: "cat", words: true }, "concatenate", 'fail 0: the answer lacks "cat"'],
    [{ answer: "cat", words: true }, "a cat", holds],
    [{ answer: "cat", words: true }, "cat_1 and cat", holds],
    [{ answer: "cat", words: true }, "cat_1", 'fail 0: the answer lacks "cat"'],
    [{ answer: "cat", words: true }, "(cat)", holds],
    [{ answer: "cat", words: true }, "tomcat, cats", 'fail 0: the answer lacks "cat"'],
    [{ answer: "cat" }, `cat${" ".repeat(200_000)}`, `${holds}; only its first 200000 characters were read`],
    [{ answer: "cat" }, `${" ".repeat(199_997)}cat`, holds],
    [{ answer: "cat" }, `${" ".repeat(199_998)}cat`, 'fail 0: the answer lacks "cat"; only its first 200000 characters were read'],
  ];
  for (const [more, text, wanted] of rows) assert.equal(await verdict({ kind: "contains", ...more }, text), wanted, JSON.stringify(more));
});

test("a pattern matches anywhere, or the whole of an answer", async () => {
  const rows: readonly (readonly [more: Record<string, unknown>, text: string, wanted: string])[] = [
    [{ pattern: "c.t" }, "A cat sat.", "pass 1: the pattern matches"],
    [{ pattern: "c.t" }, "A dog sat.", "fail 0: the pattern does not match"],
    [{ pattern: "C.T" }, "A cat sat.", "fail 0: the pattern does not match"],
    [{ pattern: "C.T", flags: "i" }, "A cat sat.", "pass 1: the pattern matches"],
    [{ pattern: "c.t", whole: true }, "A cat sat.", "fail 0: the pattern does not match"],
    [{ pattern: "c.t", whole: true }, " cat\n", "pass 1: the pattern matches"],
    [{ pattern: "cat|dog", whole: true }, "dog", "pass 1: the pattern matches"],
    [{ pattern: "cat|dog", whole: true }, "a dog", "fail 0: the pattern does not match"],
    [{ pattern: "^\\s" }, " cat", "pass 1: the pattern matches"],
    [{ pattern: "." }, " \n", "fail 0: the answer is empty"],
    [
      { pattern: "c.t" },
      `cat${"x".repeat(200_000)}`,
      "pass 1: the pattern matches; only the first 200000 characters of the answer were read",
    ],
    [{ pattern: "c.t" }, `${"x".repeat(199_997)}cat`, "pass 1: the pattern matches"],
    [
      { pattern: "c.t" },
      `${"x".repeat(199_998)}cat`,
      "fail 0: the pattern does not match; only the first 200000 characters of the answer were read",
    ],
  ];
  for (const [more, text, wanted] of rows) assert.equal(await verdict({ kind: "regex", ...more }, text), wanted, JSON.stringify(more));
  for (const [pattern, message] of [
    ["/c.t/i", /without slashes/],
    ["/^c.t/", /without slashes/],
    ["/c.t$/", /without slashes/],
    ["(", /Unterminated group|Invalid regular/],
  ] as const)
    assert.throws(() => openJudge({ kind: "regex", pattern }, "grade"), message);
  for (const pattern of ["/", "a/b", "/usr/bin"]) assert.equal(openJudge({ kind: "regex", pattern }, "grade").name, "regex");
});
