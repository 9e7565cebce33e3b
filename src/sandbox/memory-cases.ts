import { javascriptCase, type SandboxCase } from "./cases.ts";

/** A megabyte is a list of so many bytes, filled; `limits.memoryMb` of these cases is 32, and 64 are the engine's. */
const fill =
  "const fill = (n) => { const all = []; for (let i = 0; i < n; i++) all.push(new Uint8Array(1 << 20).fill(1)); return all.length; };";

const heavy = [
  "class Ring { constructor(mb) { this.bytes = new Uint8Array(mb << 20); this.self = this; } size() { return this.bytes.length >> 20; } }",
  "const listed = (mb) => { const memo = new Array(mb << 16).fill(0); const go = (i) => (i === 0 ? 1 : (memo[i] = go(i - 1) + 1)); return go(50); };",
  "const rings = (n, mb) => { let sum = 0; for (let i = 0; i < n; i++) sum += new Ring(mb).size(); return sum; };",
].join("\n");
/** Of lists and objects that refer to themselves the engine learns only when it looks for them. */
const garbage: readonly (readonly [string, boolean | RegExp])[] = [
  ["assertEqual(fill(85), 85);", true],
  ["assertEqual(rings(20, 24), 480);", true],
  ["assertEqual(rings(4, 60), 240);", true],
  ["for (let i = 0; i < 20; i++) assertEqual(listed(30), 51);", true],
  ["const kept = []; for (let i = 0; i < 12; i++) kept.push(new Ring(10)); assertEqual(kept.length, 12);", /too much memory/],
  ["globalThis.kept = []; for (let i = 0; i < 5; i++) kept.push(new Ring(20)); assertEqual(rings(9, 8), 72);", /too much memory/],
  ["globalThis.kept = new Ring(60); assertEqual(rings(12, 16), 192);", true],
];

/** That what a program holds is bounded by its bytes, and that what it only leaves behind is no fault. */
export const memoryCases: readonly SandboxCase[] = [
  javascriptCase("bytes are bounded, however few lists hold them, and whoever catches the error", fill, {
    "assertEqual(fill(32), 32);": true,
    "assertEqual(fill(100), 100);": /too much memory: the program may hold 32 MB/,
    "try { fill(1e6); } catch {} assert(true);": /too much memory/,
    "const all = []; for (let i = 0; i < 100; i++) all.push(new ArrayBuffer(1 << 20)); assertEqual(all.length, 100);": /too much memory/,
    "const all = []; for (let i = 0; i < 100; i++) all.push('x'.repeat(1 << 20) + i); assertEqual(all.length, 100);": /too much memory/,
    "assertEqual(fill(31), 31);": true,
  }),
  javascriptCase(
    "lists that refer to themselves are collected before memory is refused",
    "const solve = (n) => { const memo = new Float64Array(n); const go = (i) => (i === 0 ? 1 : (memo[i] = go(i - 1) + 1)); return go(50); };",
    { "let sum = 0; for (let i = 0; i < 400; i++) sum += solve(100_000); assertEqual(sum, 20_400);": true },
  ),
  ...[garbage, [...garbage].reverse()].map((checks) =>
    javascriptCase(`what is garbage is not held, whatever ran before: ${checks[0]?.[0]}`, `${fill} ${heavy}`, Object.fromEntries(checks)),
  ),
];
