import { readFileSync } from "node:fs";
import { type Sandbox, sandbox } from "../../src/sandbox/index.ts";
import type { Program } from "../../src/types.ts";
import { shuffled, stream } from "../../src/util/random.ts";
import type { Figure, Phase } from "../figure.ts";
import { busyLoop } from "./busy-loop.ts";
import { grown } from "./grow.ts";
import { falseVerdicts, type JudgedProgram, written } from "./judged.ts";

/** Programs per language and kind that the figures are wanted on, hand-written and grown together; scripts are written by hand alone. */
const wantedPrograms = { javascript: 200, python: 200, sh: 40, sql: 40 } as const;
const seed = 10;
/** Programs grown per language and kind: a Python program starts two sandboxes, which takes a hundred times as long. */
const grownPrograms = { javascript: { right: 400, wrong: 600 }, python: { right: 60, wrong: 40 } } as const;
/** Busy loops beside the sandbox, and how many programs of a language are then at work at once: more get more of the processors. */
const loops = 20;
const atOnce = { idle: 2, loaded: 12 } as const;
/** What is not judged by then is left out, and the figure says so. */
const mostMinutes = 25;

const languages = ["javascript", "python", "sh", "sql"] as const;

/** Right programs that fail and wrong or hostile ones that pass, without load and beside busy loops; the processor time of a program. */
export const codePhases: readonly Phase[] = [
  ...languages.map((language) => ({
    name: `${language} programs, no load`,
    flags: [`--${language}`, `--${language}-calm`],
    measure: () => verdictsBeside(language, 0),
  })),
  { name: "ten checks in a warm pool", flags: ["--javascript", "--checks"], measure: tenChecks },
  ...languages.map((language) => ({
    name: `${language} programs, beside ${loops} busy loops`,
    flags: [`--${language}`, `--${language}-loaded`],
    measure: () => verdictsBeside(language, loops),
  })),
];

async function verdictsBeside(language: Program["language"], load: number): Promise<Figure[]> {
  const busy = Array.from({ length: load }, () => busyLoop());
  const lanes = load === 0 ? atOnce.idle : atOnce.loaded;
  const here = sandbox({ processes: lanes });
  try {
    const kind = here.kinds().find((one) => one.language === language);
    if (kind?.available !== true) return [{ name: language, wanted: "a sandbox", measured: kind?.why ?? "none", met: false }];
    return await verdicts(here, language, load, lanes);
  } finally {
    await here.close();
    for (const loop of busy) loop.kill("SIGKILL");
  }
}

interface CorpusVerdict {
  readonly one: JudgedProgram;
  readonly wrong: number;
}

async function verdicts(here: Sandbox, language: Program["language"], load: number, lanes: number): Promise<Figure[]> {
  const hand = written(language);
  const all = [...hand, ...(language === "sh" || language === "sql" ? [] : grownIn(language))];
  // In an order of chance, so that what time cuts off is no kind of its own.
  const found = await judged(here, shuffled(all, stream(`${language} ${load}`)), lanes, (one, why) =>
    process.stderr.write(`${language}, ${one.kind}, load ${load}: ${one.name}: false: ${why}\n`),
  );
  return (["right", "wrong"] as const).map((kind) => {
    const fits = (one: JudgedProgram): boolean => (one.kind === "right") === (kind === "right");
    const of = found.filter(({ one }) => fits(one));
    const count = programsIn(of.map(({ one }) => one));
    const whole = programsIn(all.filter(fits));
    const byHand = programsIn(hand.filter((one) => fits(one) && of.some((each) => each.one === one)));
    const wrong = of.reduce((sum, each) => sum + each.wrong, 0);
    const cut = count < whole ? `; ${whole - count} not judged within ${mostMinutes} minutes` : "";
    return {
      name: `${language}: ${kind === "right" ? "false failures" : "false passes"}, ${load === 0 ? "no load" : `beside ${load} busy loops`}`,
      wanted: `0 of ${wantedPrograms[language]} or more`,
      measured: `${wrong} of ${count} (${byHand} by hand)${cut}`,
      met: wrong === 0 && count >= wantedPrograms[language],
    };
  });
}

/** Judges programs through the real pool, so many at once, until all are judged or the time is over. */
async function judged(
  here: Sandbox,
  all: readonly JudgedProgram[],
  lanes: number,
  tell: (one: JudgedProgram, why: string) => void,
): Promise<CorpusVerdict[]> {
  const until = performance.now() + mostMinutes * 60_000;
  const waiting = [...all];
  const found: CorpusVerdict[] = [];
  const work = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined && performance.now() < until; one = waiting.pop()) {
      const report = await here.run(one.program);
      const wrong = falseVerdicts(one, report);
      found.push({ one, wrong });
      if (wrong > 0)
        tell(one, report.ok ? report.checks.map(({ passed, why }) => (passed ? "passed" : why)).join("; ") : report.failure.message);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return found;
}

/** A hostile program is one for each of its checks. */
function programsIn(list: readonly JudgedProgram[]): number {
  return list.reduce((sum, { kind, program }) => sum + (kind === "hostile" ? program.checks.length : 1), 0);
}

function grownIn(language: keyof typeof grownPrograms): readonly JudgedProgram[] {
  const { right, wrong } = grownPrograms[language];
  return [...grown(language, "right", right, seed), ...grown(language, "wrong", wrong, seed)];
}

/** Processor time of the sandbox's children for one program, over many; from the kernel's accounts, so on Linux only. */
async function tenChecks(): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  const here = sandbox({ processes: 1 });
  const checks = Array.from({ length: 10 }, (_, i) => ({ name: String(i), code: `assertEqual(add(${i}, 1), ${i + 1});` }));
  const program: Program = { language: "javascript", code: "const add = (a, b) => a + b;", checks };
  const rounds = 100;
  for (let i = 0; i < rounds; i++) await here.run(program);
  const before = childrenMs();
  for (let i = 0; i < rounds; i++) await here.run(program);
  const ms = (childrenMs() - before) / rounds;
  await here.close();
  return [{ name: "javascript: ten checks in a warm pool", wanted: "at most 5 ms CPU", measured: `${ms.toFixed(1)} ms`, met: ms <= 5 }];
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
