import { cohenKappa, crossTable, type Kappa, krippendorffAlpha } from "./agreement.ts";
import { correctedRate, trustOfPass } from "./fallible.ts";
import { errorCorrelation, errorShares, type JudgedCase, lengthSlope, type Share, selfPreference } from "./judge-quality.ts";
import type { Observation } from "./observations.ts";

/** What one judge is worth, where a grader gave the truth. Cost in nano-dollars. */
export interface JudgeFigures {
  readonly judge: string;
  readonly verdicts: number;
  readonly falsePositive: Share;
  readonly falseNegative: Share;
  readonly abstained: Share;
  /** Agreement with the grader, beside what it would be by chance. */
  readonly kappa: Kappa | null;
  /** Share of its passes that are right. */
  readonly trustOfPass: number | null;
  /** The pass rate that it reports, and the true one that its error rates make of it. */
  readonly reportedRate: number | null;
  readonly correctedRate: number | null;
  /** Points of score per doubling of the length at equal truth. */
  readonly perDoubling: { readonly slope: number; readonly standardError: number } | null;
  readonly ownFamily: { readonly own: Share; readonly others: Share; readonly difference: number | null };
  readonly costPerVerdict: number | null;
}
/** Figures of each judge, and of all of them together. */
export interface PanelFigures {
  readonly judges: readonly JudgeFigures[];
  /** Krippendorff's alpha over the judges: of pass or fail, and of the scores. Null for one judge. */
  readonly alpha: { readonly passed: number | null; readonly score: number | null };
  /** Pairs of judges with the correlation of their errors: near zero is what makes a panel worth its price. */
  readonly errorCorrelations: readonly { readonly a: string; readonly b: string; readonly phi: number | null }[];
}

/** Folds observations into figures, judges in order of name. Answers without a scored grade count for agreement among judges alone. */
export function judgeFigures(observations: readonly Observation[]): PanelFigures {
  const names = [...new Set(observations.map((one) => one.judge))].sort();
  const answers = [...new Set(observations.map((one) => one.answer))].sort();
  const cells = new Map(observations.map((one) => [`${one.judge}\n${one.answer}`, one]));
  const rows = names.map((judge) => answers.map((answer) => cells.get(`${judge}\n${answer}`)));
  const several = names.length > 1;
  const alpha = {
    passed: several
      ? krippendorffAlpha(
          rows.map((row) => row.map((one) => (one?.passed === undefined ? undefined : Number(one.passed)))),
          "nominal",
        )
      : null,
    score: several
      ? krippendorffAlpha(
          rows.map((row) => row.map((one) => one?.score)),
          "interval",
        )
      : null,
  };
  const judged = rows.map((row) => row.map(asJudged));
  const errorCorrelations = names.flatMap((a, i) =>
    names.slice(i + 1).map((b, offset) => ({ a, b, phi: errorCorrelation(judged[i] ?? [], judged[i + 1 + offset] ?? []) })),
  );
  return { judges: names.map((judge) => figuresOf(judge, observations)), alpha, errorCorrelations };
}

/** An unjudged or ungraded cell counts as an abstention, which the correlation of errors leaves out. */
function asJudged(one: Observation | undefined): JudgedCase {
  return { passed: one?.right === undefined ? undefined : one.passed, right: one?.right ?? false };
}

function figuresOf(judge: string, all: readonly Observation[]): JudgeFigures {
  const own = all.filter((one) => one.judge === judge);
  const graded = own.flatMap((one) => (one.right === undefined ? [] : [{ ...one, right: one.right }]));
  const { rates, ...shares } = errorShares(graded);
  const told = graded.filter((one) => one.passed !== undefined);
  const reported = told.length === 0 ? null : told.filter((one) => one.passed).length / told.length;
  const truth = told.length === 0 ? null : told.filter((one) => one.right).length / told.length;
  const table = crossTable(
    told.map((one) => one.passed),
    told.map((one) => one.right),
    [true, false],
  );
  const slope = lengthSlope(
    told.flatMap((one) =>
      one.score === undefined || one.length === undefined ? [] : [{ score: one.score, length: one.length, right: one.right }],
    ),
  );
  const families = all.flatMap(({ answer, judgeFamily, authorFamily, passed, judge: name }) =>
    judgeFamily === undefined || authorFamily === undefined || passed === undefined || (judgeFamily === authorFamily && name !== judge)
      ? []
      : [{ answer, judgeFamily, authorFamily, passed }],
  );
  return {
    judge,
    verdicts: own.length,
    ...shares,
    kappa: told.length === 0 ? null : cohenKappa(table),
    trustOfPass: rates === null || truth === null ? null : trustOfPass(truth, rates),
    reportedRate: reported,
    correctedRate: rates === null || reported === null ? null : (correctedRate(reported, rates)?.rate ?? null),
    perDoubling: slope === null ? null : { slope: slope.slope * Math.LN2, standardError: slope.standardError * Math.LN2 },
    ownFamily: selfPreference(families),
    costPerVerdict: own.length === 0 ? null : own.reduce((sum, one) => sum + one.cost, 0) / own.length,
  };
}
