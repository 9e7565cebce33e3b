import { check, openStore, startRun } from "../../src/lab/index.ts";
import { loadSet, type Outcome } from "../../src/models/recorded/index.ts";
import type { ReproducedFigure } from "./figure.ts";

const set = "strangeloopcanon";
const names = {
  mini: "openai:gpt-5-mini-2025-08-07",
  opus: "anthropic:claude-opus-4-5-20251101",
  sonnet: "anthropic:claude-sonnet-4-5-20250929",
  pro: "openai:gpt-5.2-pro-2025-12-11",
  gemini: "google:models/gemini-3-pro-preview",
  gpt: "openai:gpt-5.2-2025-12-11",
} as const;
type Name = keyof typeof names;

/** Solved of 30 and dollars, as derived from the recorded rows by hand. */
const singles: readonly (readonly [Name, string, number, number])[] = [
  ["mini", "always GPT-5-mini", 12, 1.17],
  ["opus", "always Opus 4.5", 13, 19.98],
  ["sonnet", "always Sonnet 4.5", 13, 15.48],
  ["pro", "always GPT-5.2-pro (proxy rows)", 15, 13.55],
  ["gemini", "always Gemini 3 Pro", 15, 13.98],
  ["gpt", "always GPT-5.2", 17, 7.25],
];
const ladders: readonly (readonly [readonly Name[], string, number, number])[] = [
  [["mini", "gpt"], "mini -> GPT-5.2, perfect check", 19, 6.33],
  [["mini", "gpt", "sonnet"], "mini -> GPT-5.2 -> Sonnet, perfect check", 21, 11.73],
  [["mini", "gpt", "pro", "gemini", "sonnet", "opus"], "all six, cheap first, perfect check", 22, 28.61],
];

/** Policies on the hard thirty: those that a topology is run through the recorded world, the others counted. */
export async function policyFigures(): Promise<ReproducedFigure[]> {
  const ran = await runPolicies();
  const rows = loadSet(set);
  const items = Map.groupBy(rows, (row) => row.item);
  const ours = (name: string) => ran.get(name) ?? { solved: Number.NaN, dollars: Number.NaN };
  return [
    ...singles.flatMap(([member, words, solved, dollars]) => lines(words, ours(`solo-${member}`), solved, dollars)),
    ...lines("highest stated p", chosen([...items.values()], mostConfident), 15, 13.91),
    ...lines(
      "leave-one-out pass rate",
      chosen([...items.values()], (choices) => bestElsewhere(choices, rows)),
      17,
      7.25,
    ),
    ...ladders.flatMap(([members, words, solved, dollars]) => lines(words, ours(`ladder-${members.join("-")}`), solved, dollars)),
    ...lines("oracle: the cheapest solver, unsolvable tasks skipped", chosen([...items.values()], cheapestSolver), 22, 3.23),
  ];
}

interface Policy {
  readonly solved: number;
  readonly dollars: number;
}

/** Solo and cascade as topologies, over the whole set, with an oracle as the perfect check. */
async function runPolicies(): Promise<Map<string, Policy>> {
  const order = (members: readonly Name[]) => ({ name: `ladder-${members.join("-")}`, members: [...members] });
  const experiment = check(
    {
      suite: `recorded/${set}`,
      members: Object.entries(names).map(([name, model]) => ({ name, model: `recorded/${set}/${model}` })),
      topologies: [
        ...singles.map(([name]) => ({ use: "solo", name: `solo-${name}`, members: [name], terms: { attempts: 1 } })),
        ...ladders.map(([members]) => ({
          ...order(members),
          use: "cascade",
          options: { order: [...members] },
          terms: { attempts: members.length },
        })),
      ],
      verifier: { kind: "oracle" },
      terms: { feedback: "none" },
    },
    "the policies",
  );
  const store = openStore(":memory:");
  const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
  const { summary } = await startRun({ ...experiment, name: "policies" }, surroundings);
  store.close();
  return new Map(summary.topologies.map((row) => [row.name, { solved: row.passed, dollars: row.cost.total }]));
}

function chosen(items: readonly (readonly Outcome[])[], choose: (choices: readonly Outcome[]) => Outcome | undefined): Policy {
  const picks = items.map(choose).filter((pick) => pick !== undefined);
  return { solved: picks.filter((pick) => pick.passed).length, dollars: picks.reduce((sum, pick) => sum + (pick.cost ?? 0), 0) };
}

const most = (choices: readonly Outcome[], value: (choice: Outcome) => number): Outcome | undefined =>
  choices.toSorted((a, b) => value(b) - value(a) || (a.cost ?? 0) - (b.cost ?? 0))[0];

function mostConfident(choices: readonly Outcome[]): Outcome | undefined {
  return most(choices, (choice) => choice.confidence ?? 0);
}

function bestElsewhere(choices: readonly Outcome[], rows: readonly Outcome[]): Outcome | undefined {
  return most(choices, ({ model, item }) => rows.filter((row) => row.model === model && row.item !== item && row.passed).length);
}

function cheapestSolver(choices: readonly Outcome[]): Outcome | undefined {
  return most(
    choices.filter((choice) => choice.passed),
    (choice) => -(choice.cost ?? 0),
  );
}

function lines(words: string, ours: Policy, solved: number, dollars: number): ReproducedFigure[] {
  const work = "Policies on MarketBench's hard thirty (derived from the same rows)";
  return [
    { work, figure: `${words}: solved of 30`, ours: ours.solved, digits: 0, theirs: solved },
    { work, figure: `${words}: dollars`, ours: ours.dollars, digits: 2, theirs: dollars },
  ];
}
