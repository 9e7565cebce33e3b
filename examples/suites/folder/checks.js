// check: inside
assertEqual(clamp(5, 0, 10), 5);
// check: below and above
assertEqual(clamp(-5, 0, 10), 0);
assertEqual(clamp(15, 0, 10), 10);
// check: a range that is none is refused
let refused = false;
try {
  clamp(1, 3, 2);
} catch (thrown) {
  refused = thrown instanceof RangeError;
}
assert(refused, "a RangeError was wanted");
