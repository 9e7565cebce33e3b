import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Sandbox, sandbox } from "../../src/sandbox/index.ts";
import type { Program } from "../../src/types.ts";
import type { Figure } from "../figure.ts";
import { readCorpus } from "./read-corpus.ts";

/** Programs per language and kind that the figures are wanted on. */
const wantedPrograms = 200;

/** Right programs that fail and wrong or hostile ones that pass, without load and beside busy loops; the processor time of a program. */
export async function codeFigures(_flags: readonly string[]): Promise<Figure[]> {
  const here = sandbox();
  const languages = here.kinds().filter((kind) => kind.available);
  const figures: Figure[] = [];
  for (const load of [0, 20]) {
    const loops = Array.from({ length: load }, () => spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore" }));
    for (const { language } of languages) {
      figures.push(await falseVerdicts(here, language, "right", load), await falseVerdicts(here, language, "wrong", load));
    }
    for (const loop of loops) loop.kill("SIGKILL");
  }
  for (const { language } of languages) {
    const count = readCorpus(language, "right").length;
    const wrong = readCorpus(language, "wrong").reduce((sum, { program }) => sum + program.checks.length, 0);
    figures.push({
      name: `${language}: right programs, checks of wrong or hostile ones`,
      wanted: `${wantedPrograms}, ${wantedPrograms}`,
      measured: `${count}, ${wrong}`,
      met: count >= wantedPrograms && wrong >= wantedPrograms,
    });
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

async function falseVerdicts(here: Sandbox, language: Program["language"], kind: "right" | "wrong", load: number): Promise<Figure> {
  const corpus = readCorpus(language, kind);
  let found = 0;
  let checks = 0;
  for (const { program } of corpus) {
    const report = await here.run(program);
    checks += program.checks.length;
    found += report.ok ? report.checks.filter(({ passed }) => passed !== (kind === "right")).length : program.checks.length;
  }
  const where = load === 0 ? "no load" : `beside ${load} busy loops`;
  const what = kind === "right" ? "false failures" : "false passes";
  return { name: `${language}: ${what}, ${where}`, wanted: "0", measured: `${found} of ${checks} checks`, met: found === 0 };
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
