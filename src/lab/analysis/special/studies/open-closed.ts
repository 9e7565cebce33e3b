import { bookWeights } from "../../../../models/prices.ts";
import { type Arm, byTopology, figures, type HullFigures, hullFigures, taskMean, type TrialRow } from "../../../../statistics/index.ts";
import type { Seat } from "../../../../types.ts";
import { dollars } from "../../../../util/money.ts";
import type { PlannedTopology } from "../../../plan/plan.ts";
import type { NamedStudy } from "../named-figures.ts";
import type { TableSource } from "../table-source.ts";

/** Models with published weights against those without: passes, and what the same quality costs. */
export const openClosed: NamedStudy = {
  title: "Open against closed models",
  claims: [
    {
      a: "open-large",
      b: "closed-large",
      sign: -1,
      published:
        "DeepSeek v3.2 .829 and Claude Sonnet 4.6 .875 under the same sequential protocol, 95% of its quality at about 24 times lower price of the API (arXiv 2603.28990).",
    },
    {
      a: "open-large-3",
      b: "closed-large",
      sign: null,
      published: "of open models with further tries beside a closed one no figure was found.",
    },
  ],
  notes: (source) => [weightsWords(source), ...ratioWords(source)],
  construction:
    "skills of the simulated models are assumed, prices of the open ones are those of the models that they stand for; further tries gain by `errors.retry`, and the check is the same model for all. Where open and closed models have one skill, one luck and one price, the same quality costs the same.",
};

/** Open or closed, by what the model says of itself, else by the price book; undefined where neither knows. */
function weightsOf({ model }: Seat): string | undefined {
  return model.weights ?? bookWeights(model.price?.id ?? model.id)?.weights;
}

/** Who is open, closed or unknown, of the members of this run. */
function weightsWords({ plan }: TableSource): string {
  const seats = new Map(plan.topologies.flatMap(({ seats }) => seats.map((seat) => [seat.name, seat] as const)));
  const of = (wanted: string | undefined) => [...seats.values()].filter((seat) => weightsOf(seat) === wanted).map(({ name }) => name);
  const [open, closed, unknown] = [of("open"), of("closed"), of(undefined)];
  const named = (names: readonly string[]) => (names.length === 0 ? "nobody" : names.join(", "));
  const rest = unknown.length === 0 ? "" : ` Unknown, and in neither: ${unknown.join(", ")}.`;
  return `Weights published: ${named(open)}; not published: ${named(closed)}.${rest}`;
}

/** What the arms of open models cost at the quality of each single closed one: mixed by chance where none has just that quality. */
function ratioWords({ plan, rows }: TableSource): string[] {
  const tasks = byTopology(rows);
  const arms = plan.topologies.map((topology) => ({ topology, kind: kindOf(topology, tasks.get(topology.name)) }));
  const measured = ({ topology: { name } }: (typeof arms)[number]) => armOf(name, tasks);
  const open = arms.filter(({ kind }) => kind === "open").flatMap((arm) => measured(arm) ?? []);
  return arms
    .filter(({ kind }) => kind === "closed")
    .flatMap((arm) => {
      const equal = measured(arm);
      if (equal === undefined || open.length === 0) return [];
      return [ratioLine(equal, hullFigures(open, open, equal, `${plan.seed}/open/${equal.name}`))];
    });
}

/** Which models a topology's work is by: those that were asked in it, judges aside; undefined where they are mixed or unknown. */
function kindOf({ seats }: PlannedTopology, tasks: ReadonlyMap<string, readonly TrialRow[]> | undefined): string | undefined {
  const asked = new Set([...(tasks?.values() ?? [])].flatMap((trials) => trials.flatMap(({ wrote = {} }) => Object.keys(wrote))));
  const kinds = new Set(seats.filter(({ name }) => asked.has(name)).map(weightsOf));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function armOf(name: string, tasks: ReturnType<typeof byTopology>): Arm | undefined {
  const own = [...(tasks.get(name) ?? new Map<string, TrialRow[]>())].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const means = own.flatMap(([, trials]) => {
    const [quality, cost] = [taskMean(trials, figures.passed), taskMean(trials, figures.cost)];
    return quality === undefined || cost === undefined ? [] : [{ quality, cost }];
  });
  if (means.length === 0) return undefined;
  return { name, quality: Float64Array.from(means, ({ quality }) => quality), cost: Float64Array.from(means, ({ cost }) => cost) };
}

function ratioLine({ name, quality, cost }: Arm, { costAtEqual, shareAtEqual }: HullFigures): string {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const passes = `${name} passes ${(100 * mean(quality)).toFixed(1)}% at ${dollars(Math.round(mean(cost)))} a task`;
  if (costAtEqual === undefined || shareAtEqual === undefined) return `${passes}; no arm of open models reaches that.`;
  const { value, interval } = shareAtEqual;
  const times = (share: number) => (1 / share).toPrecision(3);
  const range =
    interval === undefined
      ? ", without an interval: in too many resamples of the tasks they do not reach it"
      : ` (${times(interval[1])} to ${times(interval[0])})`;
  return `${passes}; open models reach as many at ${dollars(Math.round(costAtEqual.value))}: ${times(value)} times cheaper${range}.`;
}
