import { errorRates, loadSet, type Outcome } from "../../src/models/recorded/index.ts";
import { auc, calibrationError, overlap, phi } from "../../src/statistics/index.ts";
import { byModel, inOrder } from "./diversity.ts";
import type { ReproducedFigure } from "./figure.ts";
import { mean, rowsOf } from "./table.ts";

/** METR's repeated runs: what a second try is worth after a failure, by the same model and by another. */
export function retryFigures(): ReproducedFigure[] {
  const work = "Retry after a failure (METR runs)";
  const { same, other } = rescued(loadSet("metr_runs").filter((row) => row.model !== "human"));
  const note = "MarketBench, 32 second attempts each: other agents and tasks";
  return [
    { work, figure: "second try of the same model passes", ours: same, digits: 2, theirs: 0.19, other: note },
    { work, figure: "first try of another model passes", ours: other, digits: 2, theirs: 0.34, other: note },
  ];
}

/** P(pass | another try of the same model failed) and P(pass | a try of another model failed), every item and model counting alike. */
function rescued(rows: readonly Outcome[]): { same: number; other: number } {
  const sums = { failed: 0, same: 0, failedOther: 0, other: 0 };
  for (const tries of Map.groupBy(rows, (row) => row.item).values()) {
    const cells = [...Map.groupBy(tries, (row) => row.model).values()].map((own) => ({
      n: own.length,
      passed: own.filter((row) => row.passed).length,
    }));
    for (const [index, { n, passed }] of cells.entries()) {
      const failed = 1 - passed / n;
      if (n > 1) {
        sums.failed += failed;
        sums.same += (failed * passed) / (n - 1);
      }
      const others = cells.filter((_, at) => at !== index).map((cell) => cell.passed / cell.n);
      if (others.length === 0) continue;
      sums.failedOther += failed;
      sums.other += failed * mean(others);
    }
  }
  return { same: sums.same / sums.failed, other: sums.other / sums.failedOther };
}

/** LifeEval: how far stated confidence can be trusted, and models as checkers of answers that they are shown. */
export function confidenceFigures(): ReproducedFigure[] {
  const work = "LifeEval: stated confidence and checkers";
  const forecasts = loadSet("lifeeval_confidence").flatMap(({ confidence, passed }) =>
    confidence === undefined ? [] : [{ p: confidence, passed }],
  );
  const [pooled] = errorRates("lifeeval_confidence");
  const note = "the simulated world's source, read from these rows";
  return [
    { work, figure: "mean stated confidence", ours: mean(forecasts.map(({ p }) => p)), digits: 2, theirs: 0.9, other: note },
    {
      work,
      figure: "pass rate where confidence was stated",
      ours: mean(forecasts.map(({ passed }) => Number(passed))),
      digits: 2,
      theirs: 0.81,
      other: note,
    },
    { work, figure: "AUC of stated confidence", ours: auc(forecasts) ?? Number.NaN, digits: 2, theirs: 0.64, other: note },
    { work, figure: "ECE, 10 bins", ours: calibrationError(forecasts), digits: 3 },
    { work, figure: "checkers, nine models pooled: right answers accepted", ours: pooled?.hit ?? Number.NaN, digits: 3, theirs: 0.962 },
    { work, figure: "wrong answers accepted", ours: pooled?.falseAccept ?? Number.NaN, digits: 3, theirs: 0.352 },
  ];
}

const panel = ["gpt-4o-mini-2024-07-18", "Llama-3.1-405B-Inst@sambanova", "gpt-4o-2024-08-06"] as const;

/** ZeroEval: a majority of three models' final answers against its best member; two models' overlap on GSM8K beside RouteLLM's pair. */
export function voteFigures(): ReproducedFigure[] {
  const work = "Votes and overlap (ZeroEval)";
  const rows = loadSet("zeroeval").filter((row) => panel.some((name) => name === row.model));
  const categories = [...new Set(rows.map((row) => row.category))].toSorted();
  const votes = categories.flatMap((category): ReproducedFigure[] => {
    const own = rows.filter((row) => row.category === category);
    const best = Math.max(...panel.map((model) => mean(own.filter((row) => row.model === model).map((row) => Number(row.passed)))));
    const items = [...Map.groupBy(own, (row) => row.item).values()];
    return [
      { work, figure: `${category}: best of three models alone`, ours: best, digits: 3 },
      { work, figure: `${category}: majority of the three`, ours: mean(items.map(majorityPasses)), digits: 3 },
    ];
  });
  const gsm = inOrder(byModel(rows.filter((row) => row.category.startsWith("gsm") && row.model !== panel[1])));
  const [weak, strong] = gsm.toSorted((a, b) => a.filter(Boolean).length - b.filter(Boolean).length);
  if (weak === undefined || strong === undefined) return votes;
  const table = overlap(weak, strong);
  const n = weak.length;
  const note = "RouteLLM: Mixtral-8x7B and GPT-4 on 1,319 questions";
  const share = (figure: string, count: number, theirs: number): ReproducedFigure => ({
    work,
    figure,
    ours: count / n,
    digits: 3,
    theirs,
    other: note,
  });
  return [
    ...votes,
    share("GSM8K, weak and strong model: weak passes", table.both + table.onlyA, 0.638),
    share("strong passes", table.both + table.onlyB, 0.857),
    share("either passes", n - table.neither, 0.929),
    share("both pass", table.both, 0.566),
    { work, figure: "phi of their failures", ours: phi(table) ?? Number.NaN, digits: 3, theirs: 0.114, other: note },
  ];
}

/** The expected pass of a plurality vote, ties by lot. */
function majorityPasses(tries: readonly Outcome[]): number {
  const groups = [...Map.groupBy(tries, (row) => row.answer ?? `none-${row.model}`).values()];
  const most = Math.max(...groups.map((group) => group.length));
  const leading = groups.filter((group) => group.length === most);
  return mean(leading.map((group) => Number(group[0]?.passed ?? false)));
}

/** LiveCodeBench: one repair told the failing test, against the first answers of the same models on the same problems. */
export function repairFigures(): ReproducedFigure[] {
  const work = "One repair with the failing test (LiveCodeBench)";
  // The repaired runs of these two models are not the runs in the outcomes.
  const others = ["Mistral-Large", "O1-Mini"];
  const other = "counting O1-Mini in, whose two runs are different ones";
  const repairs = rowsOf("livecodebench", "repair.csv.gz").filter((row) => !others.some((name) => (row["model"] ?? "").startsWith(name)));
  const cells = new Map<string, { passed: number; n: number }>();
  for (const { item, model, passed } of loadSet("livecodebench")) {
    const cell = cells.get(`${item}\n${model}`) ?? { passed: 0, n: 0 };
    cells.set(`${item}\n${model}`, { passed: cell.passed + Number(passed), n: cell.n + 1 });
  }
  const pairs = repairs.flatMap((row) => {
    const first = cells.get(`${row["item"]}\n${row["model"]}`);
    return first === undefined
      ? []
      : [{ before: first.passed / first.n, after: Number(row["passes_after_one_repair_round"]) / Number(row["samples"]) }];
  });
  return [
    { work, figure: "before", ours: mean(pairs.map(({ before }) => before)), digits: 3, theirs: 0.465, other },
    { work, figure: "after one repair", ours: mean(pairs.map(({ after }) => after)), digits: 3, theirs: 0.495, other },
  ];
}
