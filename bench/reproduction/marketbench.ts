import { directScore } from "../../src/market/index.ts";
import { loadSet } from "../../src/models/recorded/index.ts";
import { auc, brier, calibrationError, type Forecast, mcNemar } from "../../src/statistics/index.ts";
import type { ReproducedFigure } from "./figure.ts";
import { mean, rowsOf } from "./table.ts";
import { defined } from "../../src/util/defined.ts";

const work = "MarketBench";
const set = "strangeloopcanon";

/** Published for the first 30 tasks: pass rate, Brier, ECE in ten bins, AUC. */
const firstThirty: { readonly [model: string]: readonly [string, number, number, number, number] } = {
  "anthropic:claude-opus-4-5-20251101": ["Opus 4.5", 0.433, 0.349, 0.361, 0.54],
  "anthropic:claude-sonnet-4-5-20250929": ["Sonnet 4.5", 0.433, 0.321, 0.345, 0.58],
  "openai:gpt-5.2-pro-2025-12-11": ["GPT-5.2-pro (proxy)", 0.5, 0.272, 0.199, 0.57],
  "google:models/gemini-3-pro-preview": ["Gemini 3 Pro", 0.5, 0.456, 0.46, 0.48],
  "openai:gpt-5.2-2025-12-11": ["GPT-5.2", 0.567, 0.265, 0.143, 0.5],
  "openai:gpt-5-mini-2025-08-07": ["GPT-5-mini", 0.4, 0.266, 0.159, 0.61],
};

/** Stated probabilities of six models on the hard thirty, each and pooled. */
export function calibrationFigures(): ReproducedFigure[] {
  const rows = loadSet(set);
  const forecasts = (model?: string): Forecast[] =>
    rows.filter((row) => model === undefined || row.model === model).map((row) => ({ p: row.confidence ?? 0, passed: row.passed }));
  const line = (name: string, of: readonly Forecast[], [pass, score, gap, area]: readonly (number | undefined)[]): ReproducedFigure[] => [
    origin(name, figure(`${name}: pass rate, first 30`, mean(of.map(({ passed }) => Number(passed))), 3, pass)),
    origin(name, figure(`${name}: Brier`, brier(of), 3, score)),
    origin(name, figure(`${name}: ECE, 10 bins`, calibrationError(of), 3, gap)),
    ...(area === undefined ? [] : [figure(`${name}: AUC`, auc(of) ?? Number.NaN, 2, area)]),
  ];
  return [
    ...Object.entries(firstThirty).flatMap(([model, [name, ...published]]) => line(name, forecasts(model), published)),
    ...line("pooled", forecasts(), [0.472, 0.321, 0.249]),
  ];
}

/** The authors' summary has each model's figures; those of all models together, and AUC, are computed from their rows. */
function origin(name: string, own: ReproducedFigure): ReproducedFigure {
  return name === "pooled" ? own : published(own);
}

/** The recorded clearings by the published scoring rule, and what bidding took. */
export function clearingFigures(): ReproducedFigure[] {
  const rows = rowsOf(set, "marketbench_phase2_market_clearing_30.csv");
  const number = (row: (typeof rows)[number], name: string) => Number(row[name]);
  const same = rows.filter((row) => {
    const offer = {
      value: number(row, "bounty"),
      p: number(row, "winner_stated_p"),
      ask: number(row, "winner_ask"),
      cost: number(row, "expected_cost_units"),
    };
    return Math.abs(directScore(offer) - number(row, "winner_score")) < 1e-3;
  });
  const total = (name: string) => rows.reduce((sum, row) => sum + number(row, name), 0);
  return [
    figure("clearing scores that come out of the rule, of 30", same.length, 0, 30),
    figure("bid tokens over all tokens on 30 observed tasks", total("bid_tokens") / total("total_tokens"), 3, 0.112),
  ];
}

/** Who solved what live on fifty tasks: paired comparisons, and second attempts after a failure. */
export function liveFigures(): ReproducedFigure[] {
  const pairs = rowsOf(set, "marketbench_phase2_market_vs_solo_50.csv").map((row) => [
    row["market_pass"] === "1",
    row["solo_gpt52_pass"] === "1",
  ]);
  const attempts = rowsOf(set, "marketbench_phase2_attempts.csv");
  const solved = (segment: string): Set<string> =>
    new Set(attempts.filter((row) => row["segment_inferred"] === segment && row["pass"] === "1").map((row) => row["task_id"] ?? ""));
  const [router, rerun] = [solved("phase2b_central_router_50"), solved("phase2b_market_rerun_50")];
  const tasks = pairs.length;
  const onlyRouter = [...router].filter((task) => !rerun.has(task)).length;
  const onlyRerun = [...rerun].filter((task) => !router.has(task)).length;
  const count = (market: boolean, solo: boolean) => pairs.filter(([a, b]) => a === market && b === solo).length;
  return [
    published(figure("market solved, of 50", count(true, true) + count(true, false), 0, 29)),
    published(figure("solo GPT-5.2 solved, of 50", count(true, true) + count(false, true), 0, 24)),
    figure("both / only market (11 only solo 6): both", count(true, true), 0, 18),
    figure("only market", count(true, false), 0, 11),
    figure("only solo", count(false, true), 0, 6),
    figure("neither", count(false, false), 0, 15),
    figure("McNemar, exact, market v solo: p", mcNemar(count(true, false), count(false, true)), 3, 0.332),
    published(figure("central router solved, of 50", router.size, 0, 27)),
    published(figure("market with full text solved, of 50", rerun.size, 0, 23)),
    figure("McNemar, exact, router v market with full text: p", mcNemar(onlyRouter, onlyRerun), 3, 0.289),
    figure("solved by neither of the two", tasks - new Set([...router, ...rerun]).size, 0, 21),
    ...secondAttempts(attempts),
  ];
}

/** Counted in the authors' table of attempts: solo 6 of 32, router 8 of 31, market with full text 9 of 36. */
const again: readonly (readonly [string, string, number, number])[] = [
  ["phase2_solo_gpt52_50", "solo GPT-5.2, always the same model", 32, 6],
  ["phase2b_central_router_50", "central router", 31, 8],
  ["phase2b_market_rerun_50", "market with full text", 36, 9],
];
function secondAttempts(attempts: ReturnType<typeof rowsOf>): ReproducedFigure[] {
  return again.flatMap(([segment, name, tried, passed]) => {
    const seconds = attempts.filter((row) => row["segment_inferred"] === segment && row["attempt_in_segment"] === "2");
    return [
      figure(`second attempts: ${name}`, seconds.length, 0, tried),
      figure(`of them passed: ${name}`, seconds.filter((row) => row["pass"] === "1").length, 0, passed),
    ];
  });
}

function published(own: ReproducedFigure): ReproducedFigure {
  return { ...own, published: true };
}

function figure(name: string, ours: number, digits: number, theirs?: number): ReproducedFigure {
  return { work, figure: name, ours, digits, ...defined({ theirs }) };
}
