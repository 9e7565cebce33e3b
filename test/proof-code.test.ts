import assert from "node:assert/strict";
import { after, test } from "node:test";
import { busyLoop } from "../bench/proof/busy-loop.ts";
import { grown } from "../bench/proof/grow.ts";
import { falseVerdicts, type JudgedProgram, written } from "../bench/proof/judged.ts";
import { sandbox } from "../src/sandbox/index.ts";
import type { Program } from "../src/types.ts";
import { shuffled, stream } from "../src/util/random.ts";

// The short form of `npm run bench -- proof`: another part of the corpus and of what is grown from it beside busy loops.
const here = sandbox({ processes: 2 });
const loops = Array.from({ length: 4 }, () => busyLoop());
after(async () => {
  for (const loop of loops) loop.kill("SIGKILL");
  await here.close();
});

const some = { javascript: 40, python: 3, sh: 6, sql: 6 } as const;

for (const { language, available } of here.kinds()) {
  const count = some[language];
  for (const kind of ["right", "wrong"] as const) {
    test(`beside busy loops, ${kind} programs in ${language} have the verdict that is known`, async () => {
      const programs = sample(language, kind, count);
      const found = await Promise.all(programs.map(async (one) => ({ one, report: await here.run(one.program) })));
      // Without its sandbox a language is refused, which is a verdict on no program.
      if (!available) return assert.ok(found.every(({ report }) => !report.ok));
      assert.deepEqual(
        found.filter(({ one, report }) => falseVerdicts(one, report) > 0).map(({ one, report }) => ({ name: one.name, report })),
        [],
      );
    });
  }
}

function sample(language: Program["language"], kind: "right" | "wrong", count: number): readonly JudgedProgram[] {
  const hand = written(language).filter((one) => (one.kind === "right") === (kind === "right"));
  // The ones that use up their work take long; they are cases of the sandbox's own tests.
  const short = hand.filter(({ name }) => !/endless|bomb|unfinished/.test(name));
  const some = shuffled(short, stream(`${language} ${kind}`)).slice(0, count);
  return language === "sh" || language === "sql" ? some : [...some, ...grown(language, kind, count, 7)];
}
