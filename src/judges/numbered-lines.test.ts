import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutLineNumbers } from "./numbered-lines.ts";

const code = ["def add(a, b):", "    if a:", "        return a", "", "    return a + b"];
const lines = (...all: readonly string[]): string => all.join("\n");

test("numbers of all lines are taken off, whatever stands behind them", () => {
  for (const form of [
    (line: string, number: number) => `${number} ${line}`.trimEnd(),
    (line: string, number: number) => `${number}  ${line}`.trimEnd(),
    (line: string, number: number) => `${number}: ${line}`.trimEnd(),
    (line: string, number: number) => `${number}:${line}`,
    (line: string, number: number) => `${number} | ${line}`.trimEnd(),
    (line: string, number: number) => `${number}│${line}`,
    (line: string, number: number) => `${number}. ${line}`.trimEnd(),
    (line: string, number: number) => `${number}) ${line}`.trimEnd(),
    (line: string, number: number) => `L${number}: ${line}`.trimEnd(),
    (line: string, number: number) => `  ${number} ${line}`.trimEnd(),
    (line: string, number: number) => `${number}\t${line}`,
    (line: string, number: number) => `${number + 40} ${line}`.trimEnd(),
  ])
    assert.equal(withoutLineNumbers(code.map((line, at) => form(line, at + 1)).join("\n")), lines(...code), form("x", 1));
});

test("code keeps its columns where longer numbers have less space behind them", () => {
  const plain = ["a:", "    b", "    c"].map((line, at) => `${at + 9} ${line}`);
  assert.equal(withoutLineNumbers(plain.join("\n")), lines("a:", "    b", "    c"));
  const over = ["a:", "  b", "  c", "d"].map((line, at) => `${String(at + 8).padEnd(3)}${line}`);
  assert.deepEqual(over, ["8  a:", "9    b", "10   c", "11 d"]);
  assert.equal(withoutLineNumbers(over.join("\n")), lines("a:", "  b", "  c", "d"));
});

test("a blank line between numbered ones stays blank", () => {
  assert.equal(withoutLineNumbers(lines("1 a", "", "2 b")), lines("a", "", "b"));
});

test("what is not numbered from line to line stays as it is", () => {
  for (const text of [
    lines("1 a"),
    "",
    lines("1 a", "3 b"),
    lines("1 a", "b"),
    lines("2 a", "1 b"),
    lines("1a", "2b"),
    lines("123456 a", "123457 b"),
    lines("x = 1", "y = 2"),
  ])
    assert.equal(withoutLineNumbers(text), text, JSON.stringify(text));
});
