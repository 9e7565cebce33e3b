import { javascriptCase, type SandboxCase } from "./cases.ts";

/** A megabyte is a list of so many bytes, filled; `limits.memoryMb` of these cases is 32, and 64 are the engine's. */
const fill =
  "const fill = (n) => { const all = []; for (let i = 0; i < n; i++) all.push(new Uint8Array(1 << 20).fill(1)); return all.length; };";

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
];
