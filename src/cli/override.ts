import { check, type Experiment, type NamedExperiment, sourceOf, untilEntry, withReplaced, withSource } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import type { RunOptions } from "./options.ts";
import { saidMembers } from "./said-members.ts";
import { defined } from "../util/defined.ts";

/** The experiment with what the command line says instead, checked again as a whole. Throws `UserError`. */
export function override(experiment: NamedExperiment, options: RunOptions): NamedExperiment {
  const said = options.member.length === 0 ? undefined : saidMembers(options.member, experiment.members);
  const changed = {
    ...experiment,
    ...(options.plugin === undefined ? {} : { plugins: [...new Set([...(experiment.plugins ?? []), ...options.plugin])] }),
    ...defined({ suite: options.suite }),
    ...generated(experiment, options),
    ...(options.tag.length === 0 ? {} : { tags: options.tag }),
    ...defined({ limit: options.limit, sample: options.sample }),
    ...(options.topology.length === 0 ? {} : { topologies: topologies(experiment, options.topology), baseline: undefined }),
    ...(said === undefined ? {} : { members: said.members }),
    ...(options.verifier === undefined ? {} : { verifier: verifier(options.verifier) }),
    ...defined({ repetitions: options.repetitions, seed: options.seed }),
    ...until(experiment, options),
    ...defined({ margin: options.margin, deadline: options.deadline, draws: options.draws }),
    limits: {
      ...experiment.limits,
      ...defined({ budget: options.budget, cap: options.cap }),
    },
    terms: { ...experiment.terms, ...defined({ attempts: options.attempts }) },
  };
  const plain = JSON.parse(JSON.stringify(changed)) as unknown;
  const source = sourceOf(experiment);
  const from = source === undefined ? undefined : { ...source, otherVerifier: options.verifier !== undefined };
  const whole = withSource({ ...check(plain, experiment.name), name: experiment.name }, from);
  return said?.replaced === true
    ? withReplaced(
        whole,
        experiment.members.map(({ name }) => name),
      )
    : whole;
}

/** What is said of generated tasks; refused where the tasks are others. */
function generated(experiment: NamedExperiment, options: RunOptions): Partial<Experiment> {
  const { suite = experiment.suite, n, families, difficulty, parts, coupling, tokens, session } = options;
  const said = Object.fromEntries(
    Object.entries({ n, families, difficulty, parts, coupling, tokens, session }).filter(([, value]) => value !== undefined),
  );
  const [first] = Object.keys(said);
  if (first === undefined) return {};
  if (suite === "generated") return { generate: { ...experiment.generate, ...said } };
  throw new UserError(`--${first} is for generated tasks; the suite is "${suite}". Add --suite generated, or drop --${first}.`);
}

/** The experiment's own question where it has one; the worth of a right answer is that of the question where there is one. */
function until({ until: own }: NamedExperiment, { until: stops, value }: RunOptions): Partial<Experiment> {
  if (stops === undefined && own === undefined) return value === undefined ? {} : { value };
  const asked = typeof own === "object" ? own : untilEntry.parse({});
  if (stops === undefined && value === undefined) return {};
  return { until: { ...asked, ...defined({ value }) } };
}

/** Names pick from the experiment's topologies; a name it does not have is taken as a kind. */
function topologies(experiment: NamedExperiment, wanted: readonly string[]): Experiment["topologies"] {
  const nameOf = (entry: Experiment["topologies"][number]): string => (typeof entry === "string" ? entry : (entry.name ?? entry.use));
  return wanted.map((name) => experiment.topologies.find((entry) => nameOf(entry) === name) ?? name);
}

function verifier(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return text === "none" ? "none" : { kind: text };
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw new UserError(`Wanted the verifier as a kind or as JSON; the JSON does not parse: ${wordsOf(thrown)}`);
  }
}
