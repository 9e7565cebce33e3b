import { javascriptCase, type SandboxCase } from "./cases.ts";

/** What becomes of timers and promises that are still under way when a check's text has come to its end. */
export const lateCases: readonly SandboxCase[] = [
  javascriptCase(
    "what a check began and did not wait for counts, and what never ends is left",
    [
      "const later = (value, ms) => new Promise((done) => setTimeout(() => done(value), ms));",
      "const debounce = (call, ms) => { let id; return (x) => { clearTimeout(id); id = setTimeout(() => call(x + 1), ms); }; };",
      "const poll = (call) => setInterval(call, 10);",
      "const game = (call) => { const step = () => { call(); setTimeout(step, 16); }; step(); };",
    ].join("\n"),
    {
      "later(4, 10).then((v) => assertEqual(v, 5));": /got 4, wanted 5/,
      "const test = async () => { assertEqual(await later(await later(4, 1e6), 10), 5); }; test();": /got 4, wanted 5/,
      "debounce((x) => assertEqual(x, 2), 50)(2);": /got 3, wanted 2/,
      "let n = 0; poll(() => assert(++n < 50, 'the fiftieth'));": /the fiftieth/,
      "later(4, 10).then((v) => assertEqual(v, 4)); debounce((x) => assertEqual(x, 3), 50)(2);": true,
      "let n = 0; poll(() => { n++; for (let i = 0; i < 1000; i++); }); game(() => { n++; }); assertEqual(n, 1);": true,
    },
  ),
];
