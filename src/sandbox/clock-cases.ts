import { javascriptCase, type SandboxCase } from "./cases.ts";

const spins = [
  "const spin = (ms) => { const start = Date.now(); while (Date.now() - start < ms) {} return Date.now() - start; };",
  "const spinDates = (ms) => { const start = new Date(); while (new Date() - start < ms); return new Date() - start; };",
  "const spinFine = (ms) => { const start = performance.now(); let n = 0; do { n++; } while (performance.now() < start + ms); return n; };",
  "const spinProcess = () => { const [s] = process.hrtime(); let n = 0; while (process.hrtime()[0] === s) n++; return n; };",
  "const spinAsync = async (ms) => { const start = Date.now(); while (Date.now() - start < ms) await null; return Date.now() - start; };",
  "const work = (turns) => { let n = 0; for (let i = 0; i < turns; i++) n ^= i; return n; };",
  "const sleep = (ms) => new Promise((done) => setTimeout(done, ms));",
].join("\n");

const waits = {
  "assertEqual(spin(50), 50);": true,
  "assertEqual([spinDates(20), spin(3), spin(0)], [20, 3, 0]);": true,
  "assert(spinFine(20) > 1000);": true,
  "assert(spinProcess() > 1000);": true,
  "assertEqual(await spinAsync(20), 20);": true,
  "let late = 0; setTimeout(() => { late = Date.now(); }, 5); const start = Date.now(); spin(20); assertEqual(late, 0); await sleep(1); assertEqual(late - start, 20);": true,
  "const seen = []; setTimeout(() => seen.push('a'), 30); spin(25); setTimeout(() => seen.push('b'), 10); await sleep(40); assertEqual(seen, ['a', 'b']);": true,
} as const;
const checks = Object.keys(waits).map((code) => ({ name: code, code }));

/** That a loop which waits for the clock ends, that work takes time, and that timers keep their order and their times. */
export const clockCases: readonly SandboxCase[] = [
  {
    name: "a loop that waits for the clock ends when its time has come, and timers see the time that it took",
    program: { language: "javascript", code: spins, checks, limits: { ms: 4000, memoryMb: 32 } },
    checks: Object.values(waits),
  },
  javascriptCase("work takes a millisecond for each 20,000 turns of a loop, whatever the machine does besides", spins, {
    "const start = performance.now(); work(400_000); const took = performance.now() - start; assert(took >= 19 && took <= 21, took);": true,
    "const start = Date.now(); work(1000); assertEqual(Date.now() - start, 0);": true,
    "assertEqual([Date.now(), performance.now()], [1767225600000, 0]);": true,
  }),
  javascriptCase(
    "a timer takes its time whatever is worked meanwhile, and work changes the order of none that does not look at the clock",
    spins,
    {
      "const start = Date.now(); const done = sleep(50); work(400_000); await done; assertEqual(Date.now() - start, 50);": true,
      "const seen = []; setTimeout(() => { work(400_000); setTimeout(() => seen.push('b'), 5); }, 10); setTimeout(() => seen.push('c'), 16); await sleep(30); assertEqual(seen, ['b', 'c']);": true,
      "const seen = []; work(200_000); setTimeout(() => seen.push('a'), 10); work(200_000); setTimeout(() => seen.push('b'), 9); await sleep(20); assertEqual(seen, ['b', 'a']);": true,
    },
  ),
  javascriptCase("a loop that waits for ever has done its work, and is stopped", "const forever = () => { while (Date.now() > 0) {} };", {
    "forever();": /ran too long/,
  }),
];
