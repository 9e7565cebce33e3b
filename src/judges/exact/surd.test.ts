import assert from "node:assert/strict";
import { test } from "node:test";
import {
  added,
  divided,
  fromDigits,
  imaginary,
  multiplied,
  negated,
  pi,
  rationalOf,
  root,
  type Surd,
  sameSurd,
  wholeRoot,
} from "./surd.ts";
import { rationalText } from "./rational.ts";

function number(digits: string): Surd {
  return fromDigits(digits) ?? [];
}

function rootOf(digits: string): Surd {
  return root(number(digits)) ?? [];
}

/** "3 + 2√5": each term by its real part, its imaginary part, its root and its power of pi. */
function said(value: Surd | undefined): string {
  if (value === undefined) return "none";
  const terms = value.map(({ re, im, radicand, pi: power }) => {
    const part = im.top === 0n ? rationalText(re) : `(${rationalText(re)}, ${rationalText(im)}i)`;
    return `${part}${radicand === 1n ? "" : `√${radicand}`}${power === 0 ? "" : `π^${power}`}`;
  });
  return terms.join(" + ") || "0";
}

test("a root is split into a whole part and a rest without square factors", () => {
  for (const [digits, wanted] of [
    ["0", "0"],
    ["1", "1"],
    ["2", "1√2"],
    ["4", "2"],
    ["8", "2√2"],
    ["12", "2√3"],
    ["72", "6√2"],
    ["16.2", "1.8√5"],
    ["0.5", "0.5√2"],
    ["2.25", "1.5"],
    ["-9", "(0, 3i)"],
    ["-0.5", "(0, 0.5i)√2"],
    ["20402", "101√2"],
    ["10403", "1√10403"],
    ["539", "7√11"],
    ["27", "3√3"],
    ["180", "6√5"],
    ["30030", "1√30030"],
    ["999999999999", "3√111111111111"],
    ["1000000000001", "none"],
    ["1000002000001", "1000001"],
  ] as const)
    assert.equal(said(root(number(digits))), wanted, digits);
  assert.equal(said(root(rootOf("2"))), "none");
  assert.equal(said(root(pi)), "none");
  assert.equal(said(root(imaginary)), "none");
});

test("whole roots of whole numbers are exact, however long", () => {
  for (const [value, degree, wanted] of [
    [0n, 2n, 0n],
    [1n, 3n, 1n],
    [-1n, 3n, undefined],
    [2n, 2n, undefined],
    [4n, 2n, 2n],
    [5n, 2n, undefined],
    [8n, 3n, 2n],
    [26n, 3n, undefined],
    [27n, 3n, 3n],
    [10n ** 30n, 2n, 10n ** 15n],
    [10n ** 30n + 1n, 2n, undefined],
    [3n ** 64n, 64n, 3n],
  ] as const)
    assert.equal(wholeRoot(value, degree), wanted, `${value}, ${degree}`);
});

test("sums, products and quotients of roots, of pi and of i keep one form", () => {
  const one = number("1");
  const [two, three, six, ten] = ["2", "3", "6", "10"].map(rootOf) as [Surd, Surd, Surd, Surd];
  const sum = (a: Surd, b: Surd): Surd => added(a, b) ?? [];
  const complex = (re: string, im: string): Surd => sum(number(re), multiplied(number(im), imaginary) ?? []);
  for (const [value, wanted] of [
    [added(two, two), "2√2"],
    [added(two, negated(two)), "0"],
    [added(one, two), "1 + 1√2"],
    [added(pi, one), "1 + 1π^1"],
    [multiplied(six, ten), "2√15"],
    [multiplied(two, two), "2"],
    [multiplied(pi, pi), "1π^2"],
    [multiplied(imaginary, imaginary), "-1"],
    [multiplied(complex("2", "3"), complex("1", "-1")), "(5, 1i)"],
    [multiplied(sum(one, two), sum(one, two)), "3 + 2√2"],
    [divided(one, two), "0.5√2"],
    [divided(one, pi), "1π^-1"],
    [divided(one, complex("0", "2")), "(0, -0.5i)"],
    [divided(one, complex("1", "1")), "(0.5, -0.5i)"],
    [divided(one, sum(one, two)), "-1 + 1√2"],
    [divided(one, sum(three, two)), "-1√2 + 1√3"],
    [divided(pi, sum(pi, multiplied(pi, two) ?? [])), "-1 + 1√2"],
    [divided(one, []), "none"],
    [divided(one, sum(pi, one)), "none"],
    [divided(one, sum(sum(one, two), three)), "none"],
  ] as const)
    assert.equal(said(value), wanted);
});

test("a number is rational only where neither a root, nor pi, nor i is left", () => {
  const one = number("1");
  assert.deepEqual(rationalOf([]), { top: 0n, bottom: 1n });
  assert.deepEqual(rationalOf(number("-0.75")), { top: -3n, bottom: 4n });
  for (const value of [pi, imaginary, rootOf("2"), added(one, rootOf("2")) ?? [], added(one, imaginary) ?? []])
    assert.equal(rationalOf(value), undefined, said(value));
  assert.equal(sameSurd(rootOf("8"), multiplied(number("2"), rootOf("2")) ?? []), true);
  assert.equal(sameSurd(rootOf("8"), rootOf("2")), false);
  assert.equal(fromDigits("two"), undefined);
});

test("a sum of more than thirty-two roots, and a number of more than twelve hundred digits, is none", () => {
  const primes = "2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79 83 89 97 101 103 107 109 113 127 131".split(" ");
  const sum = primes.reduce<Surd | undefined>((left, digits) => left && added(left, rootOf(digits)), []);
  assert.equal(sum?.length, 32);
  assert.equal(added(sum ?? [], number("1")), undefined);
  assert.equal(added(sum ?? [], rootOf("2"))?.length, 32);
  const large = number(`1${"0".repeat(399)}`);
  const cube = multiplied(large, multiplied(large, large) ?? []) ?? [];
  assert.equal(said(multiplied(cube, number("100"))), `1${"0".repeat(1199)}`);
  assert.equal(multiplied(cube, number("1000")), undefined);
  assert.equal(multiplied(cube, number("-1000")), undefined);
  assert.equal(divided(number("0.001"), cube), undefined);
  assert.equal(multiplied(multiplied(cube, imaginary) ?? [], number("1000")), undefined);
});
