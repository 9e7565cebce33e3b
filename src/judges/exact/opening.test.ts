import { test } from "node:test";
import { checkRows } from "./rows.ts";

test("an answer that opens a reply is read where the rest explains it", () =>
  checkRows([
    ["Paris", "Paris\n\nExplanation: Paris has been the capital since 987.", "pass"],
    ["Paris", "Paris\n\nExplanation: the seat of government since 987.", "pass"],
    ["Paris", "**Paris**\n\nIt is the capital of France.", "pass"],
    ["Paris", "Paris\nReason: it has been the capital since 987.", "pass"],
    ["yes", "**Yes**, 17 is prime.\n\nThis follows from trial division.", "pass"],
    ["yes", "Yes.\n\n17 has no divisors.", "pass"],
    ["yes", "Yes — 17 is prime.\n\nIt has no divisors.", "pass"],
    ["no", "No.\n\n15 = 3 × 5.", "pass"],
    ["no", "**No.** 15 is not prime.\n\nIt is 3 × 5.", "pass"],
    ["false", "False.\n\nReasoning: the Earth is round.", "pass"],
    ["18", "18\n\nExplanation: multiply nine by two.", "pass"],
    ["18", "**18**\n\nExplanation: 9 eggs at $2 each.", "pass"],
    ["18", "18\n\n16 - 3 - 4 = 9 eggs are left and each is sold for $2.", "pass"],
    ["5 km", "5 km\n\nThe road is straight.", "pass"],
    ["March 4, 2025", "March 4, 2025\n\nThat was a Tuesday.", "pass"],
  ]));

test("an opening is no answer where the rest says another one, or where it is none by itself", () =>
  checkRows([
    ["Paris", "Paris\n\nThe capital of France is Lyon.", "fail"],
    ["Paris", "Paris\n\nLyon", "fail"],
    ["Paris", "Paris\n\nActually, it's Lyon.", "fail"],
    ["Paris", "Paris\n\nSo it must be Lyon.", "fail"],
    ["Paris", "Paris\n\nTherefore, Lyon.", "fail"],
    ["Paris", "Paris\n\nExplanation: it is Lyon.", "fail"],
    ["Paris", "Paris\n\nExplanation: Lyon", "fail"],
    ["Paris", "Paris\n\nNo, Lyon.", "fail"],
    ["Paris", "Paris\n\nNote: the correct city is Lyon.", "fail"],
    ["Paris", "Paris?\n\nHard to say.", "fail"],
    ["Paris", "Is it Paris?\n\nLyon has always been the capital.", "fail"],
    ["Paris", "Paris or Lyon\n\nBoth are cities.", "fail"],
    ["Paris", "Paris\n\n**Lyon** is the capital of France.", "fail"],
    ["Paris", "Paris\n\nI'd go with Lyon.", "fail"],
    ["Paris", "Paris\n\nThanks, but it's Lyon.", "fail"],
    ["Paris", "Paris\n\nI hope this helps, but the right city is Lyon.", "fail"],
    ["March 4, 2025", "March 4, 2025\n\nIt was moved to March 5, 2025.", "fail"],
    ["yes", "Yes.\n\nIn fact it is not.", "fail"],
    ["yes", "Yes\n\nNo", "fail"],
    ["yes", "Yes.\n\nOn reflection, no.", "fail"],
    ["yes", "Yes, at first sight.\n\nBut no, it is not.", "fail"],
    ["yes", "Yes.\n\n15 has divisors. Therefore, no.", "fail"],
    ["yes", "Yes, one would think.\n\nHowever, 15 is not prime.", "fail"],
    ["yes", "No.\n\n15 = 3 × 5.", "fail"],
    ["no", "No.\n\n17 has no divisors. So 17 is prime.", "fail"],
    ["18", "18\n\nSo she makes 27.", "fail"],
    ["18", "18\n\nExplanation: 9 × 3 = 27.", "fail"],
    ["18", "18\n\nTherefore the total is 27.", "fail"],
    ["18", "18\n\nIt should be 27.", "fail"],
    ["18", "20\n\nExplanation: multiply ten by two.", "fail"],
    ["18", "Step 18\n\nWe multiply.", "fail"],
    ["18", "1. 18\n\nWe begin.", "fail"],
    ["18", "18 eggs are laid.\n\nShe sells them.", "fail"],
  ]));

test("sentences that close a reply are no answer", () =>
  checkRows([
    ["Paris", "Paris.\n\nWould you like me to explain further?", "pass"],
    ["Paris", "Paris\n\nIs there anything else I can help you with?", "pass"],
    ["Paris", "The capital of France is **Paris**. Let me know if you have other questions.", "pass"],
    ["18", "18\n\n*Note: eggs are sold by the piece.*", "pass"],
    ["18", "18\n\nI hope this helps!", "pass"],
    ["18", "She makes 18.\n\nIf you want, I can show the steps.", "pass"],
    ["18", "18\n\nNote: it is actually 27.", "fail"],
    ["18", "18\n\nNote: it should be 27.", "fail"],
  ]));

test("a sentence that calls a statement true or false gives that verdict", () =>
  checkRows([
    ["false", "The statement is false.", "pass"],
    ["false", "The hypothesis is false.", "pass"],
    ["false", "The claim is **false**.", "pass"],
    ["false", "Answer: The statement is false.", "pass"],
    ["false", "Therefore, the proposition is false.", "pass"],
    ["true", "The claim is true.", "pass"],
    ["wrong", "The statement is wrong.", "pass"],
    ["incorrect", "The statement is incorrect.", "pass"],
    ["no", "No, that's wrong.", "pass"],
    ["no", "Answer: No, that is incorrect.", "pass"],
    ["no", "No. That's not true.", "pass"],
    ["true", "The statement is false.", "fail"],
    ["false", "The statement is true.", "fail"],
    ["false", "The statement is not false.", "fail"],
    ["false", "It is not the case that the statement is false.", "fail"],
    ["false", "Some say the statement is false.", "fail"],
    ["false", "If so, the statement is false.", "fail"],
    ["true", "The opposite is true.", "fail"],
    ["true", "The converse is true.", "fail"],
    ["true", "They claim it is true.", "fail"],
  ]));
