import { test } from "node:test";
import { table } from "./reading-cases.ts";

/** Yes for one case and no for another, with the two keys that it is no answer for. */
const split = [
  ["yes", "no", "yes, but for even numbers the reply is no"],
  ["yes", "no", "Yes, but for even numbers it is no."],
  ["yes", "no", "Yes, except when n = 2."],
  ["yes", "no", "Yes, although for n = 2 the answer is no."],
  ["yes", "no", "No, but for n = 2 the answer is yes."],
  ["yes", "no", "No. For n = 2 the answer is yes."],
  ["yes", "no", "Yes for odd numbers, no for even numbers."],
  ["yes", "no", "Yes if n is odd, otherwise no."],
  ["yes", "no", "It is yes for odd n and no for even n."],
  ["yes", "no", "For odd n yes, for even n no."],
  ["ja", "nein", "Ja, aber für gerade Zahlen ist die Antwort nein."],
  ["ja", "nein", "Ja, aber bei geraden Zahlen nein."],
  ["oui", "non", "Oui, mais pour les nombres pairs la réponse est non."],
  ["oui", "non", "Oui, mais pas pour les nombres pairs."],
  ["sí", "no", "Sí, pero para números pares la respuesta es no."],
  ["sí", "no", "Sí, pero no para los pares."],
  ["是", "不是", "是，但对于偶数则不是。"],
  ["是", "不是", "是的，但是对于偶数，答案是否。"],
  ["yes", "no", "Yes and no."],
  ["yes", "no", "Yes, in some cases; no in others."],
  ["true", "false", "True for odd n, false for even n."],
  ["yes", "no", "Sometimes yes, sometimes no."],
  ["yes", "no", "Depends: yes if odd, no if even."],
  ["yes", "no", "Yes, but not for even numbers."],
  ["yes", "no", "Yes — unless n is even, in which case no."],
  ["yes", "no", "Yes. But for even numbers the reply is no."],
  ["yes", "no", "Yes, but when x is negative, the answer is no."],
] as const;

test("yes for one case and no for another is neither answer, whichever is the key", () =>
  table(split.flatMap(([one, other, text]) => [[one, text, "open"] as const, [other, text, "open"] as const])));

test("a verdict that is explained, or set against that of others, is one", () =>
  table([
    ["yes", "Yes, but it takes some work.", "pass"],
    ["false", "False. It's true only for n > 2.", "pass"],
    ["no", "Answer: no — yes only for n = 2.", "pass"],
    ["yes", "Is it a prime? Many say no, but the answer is yes.", "pass"],
    ["no", "Some would say yes, but no.", "pass"],
    ["yes", "Yes. It would be no if n were even.", "pass"],
    ["yes", "Yes, it is, although it is not obvious.", "pass"],
    ["no", "No, it is not, though 7 is.", "pass"],
    ["yes", "Yes, every even number is divisible by two.", "pass"],
    ["no", "No. While 2 is prime, 4 is not.", "pass"],
    ["yes", "You may think that the reply is no, but it is yes.", "pass"],
    ["yes", "Yes, but no one noticed.", "pass"],
    ["yes", "Yes, there is no remainder.", "pass"],
    ["ja", "Ja, aber es ist nicht offensichtlich.", "pass"],
    ["yes", "**Yes** — for n = 6 it works.", "pass"],
  ]));

test("and so it fails the other key", async () => {
  await table([
    ["no", "Yes, but it takes some work.", "fail"],
    ["no", "Is it a prime? Many say no, but the answer is yes.", "fail"],
    ["yes", "Some would say yes, but no.", "fail"],
    ["no", "Yes. It would be no if n were even.", "fail"],
    ["no", "Yes, it is, although it is not obvious.", "fail"],
    ["yes", "No, it is not, though 7 is.", "fail"],
    ["no", "Yes, every even number is divisible by two.", "fail"],
    ["yes", "No. While 2 is prime, 4 is not.", "fail"],
    ["no", "You may think that the reply is no, but it is yes.", "fail"],
    ["no", "Yes, but no one noticed.", "fail"],
    ["no", "Yes, there is no remainder.", "fail"],
    ["no", "**Yes** — for n = 6 it works.", "fail"],
  ]);
});
