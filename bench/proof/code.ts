import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Sandbox, sandbox } from "../../src/sandbox/index.ts";
import type { Program } from "../../src/types.ts";
import type { Figure } from "../figure.ts";
import { grown } from "./grow.ts";
import { falseVerdicts, type JudgedProgram, written } from "./judged.ts";

/** Programs per language and kind that the figures are wanted on, hand-written and grown together; scripts are written by hand alone. */
const wantedPrograms = { javascript: 200, python: 200, sh: 40, sql: 40 } as const;
const seed = 10;
/** Programs grown per language and kind: a Python program starts two sandboxes, which takes a hundred times as long. */
const grownPrograms = { javascript: { right: 400, wrong: 600 }, python: { right: 60, wrong: 40 } } as const;

/**
 * Right programs that fail and wrong or hostile ones that pass, without load and beside busy loops; the processor time of a program.
 * `--javascript`, `--python`, `--sh` and `--sql` measure one language alone.
 */
export async function codeFigures(flags: readonly string[]): Promise<Figure[]> {
  const here = sandbox();
  const chosen = here.kinds().filter(({ language }) => flags.includes(`--${language}`));
  const languages = (chosen.length > 0 ? chosen : here.kinds()).filter((kind) => kind.available);
  const figures: Figure[] = [];
  for (const load of [0, 20]) {
    const loops = Array.from({ length: load }, () => spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore" }));
    for (const { language } of languages) figures.push(...(await verdicts(here, language, load)));
    for (const loop of loops) loop.kill("SIGKILL");
  }
  await here.close();
  const ms = await processorMs();
  if (ms !== undefined)
    figures.push({
      name: "javascript: ten checks in a warm pool",
      wanted: "at most 5 ms CPU",
      measured: `${ms.toFixed(1)} ms`,
      met: ms <= 5,
    });
  return figures;
}

async function verdicts(here: Sandbox, language: Program["language"], load: number): Promise<Figure[]> {
  const hand = written(language);
  const all = [...hand, ...(language === "sh" || language === "sql" ? [] : grownIn(language))];
  const found = await Promise.all(
    all.map(async (one) => {
      const report = await here.run(one.program);
      const wrong = falseVerdicts(one, report);
      if (wrong > 0) {
        const why = report.ok ? report.checks.map(({ passed, why }) => (passed ? "passed" : why)).join("; ") : report.failure.message;
        process.stderr.write(`${language}, ${one.kind}, load ${load}: ${one.name}: ${wrong} false: ${why}\n`);
      }
      return { one, wrong };
    }),
  );
  const where = load === 0 ? "no load" : `beside ${load} busy loops`;
  return (["right", "wrong"] as const).map((kind) => {
    const of = found.filter(({ one }) => (one.kind === "right") === (kind === "right"));
    const programs = (list: readonly JudgedProgram[]) =>
      list.reduce((sum, { kind, program }) => sum + (kind === "hostile" ? program.checks.length : 1), 0);
    const [count, byHand] = [
      programs(of.map(({ one }) => one)),
      programs(hand.filter((one) => (one.kind === "right") === (kind === "right"))),
    ];
    const wrong = of.reduce((sum, each) => sum + each.wrong, 0);
    const what = kind === "right" ? "false failures" : "false passes";
    return {
      name: `${language}: ${what}, ${where}`,
      wanted: `0 of ${wantedPrograms[language]} or more`,
      measured: `${wrong} of ${count} (${byHand} by hand)`,
      met: wrong === 0 && count >= wantedPrograms[language],
    };
  });
}

function grownIn(language: keyof typeof grownPrograms): readonly JudgedProgram[] {
  const { right, wrong } = grownPrograms[language];
  return [...grown(language, "right", right, seed), ...grown(language, "wrong", wrong, seed)];
}

/** Processor time of this process's children for one program, over many; from the kernel's accounts, so on Linux only. */
async function processorMs(): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  const here = sandbox({ processes: 1 });
  const checks = Array.from({ length: 10 }, (_, i) => ({ name: String(i), code: `assertEqual(add(${i}, 1), ${i + 1});` }));
  const program: Program = { language: "javascript", code: "const add = (a, b) => a + b;", checks };
  const rounds = 100;
  for (let i = 0; i < rounds; i++) await here.run(program);
  const before = childrenMs();
  for (let i = 0; i < rounds; i++) await here.run(program);
  const used = childrenMs() - before;
  await here.close();
  return used / rounds;
}

function childrenMs(): number {
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  const ticks = pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}
