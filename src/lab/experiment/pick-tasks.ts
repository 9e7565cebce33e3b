import type { Suite, Task } from "../../types.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";
import { shuffled, stream } from "../../util/random.ts";
import type { Experiment } from "./experiment.ts";

/** The tasks that an experiment runs: those it keeps by category, id and tag; of these the first `limit`; of these a `sample`. */
export function pickTasks(
  suite: Suite,
  { only, tags, limit, sample, seed }: Pick<Experiment, "only" | "tags" | "limit" | "sample" | "seed">,
): Suite {
  const kept = suite.tasks.filter(
    (task) =>
      (only === undefined || only.includes(task.id) || only.includes(task.category)) &&
      (tags === undefined || tags.some((tag) => task.tags?.includes(tag) === true)),
  );
  if (kept.length === 0) throw PartError.of([tags === undefined ? "only" : "tags"], noneOf(suite, only, tags));
  const first = limit === undefined ? kept : kept.slice(0, limit);
  return { ...suite, tasks: sample === undefined || sample >= first.length ? first : sampled(first, sample, seed) };
}

/** A seeded sample in suite order in which every category has its share, by largest remainders. */
function sampled(tasks: readonly Task[], size: number, seed: string): Task[] {
  const groups = [...Map.groupBy(tasks, (task) => task.category)];
  const shares = groups.map(([category, group]) => {
    const exact = (size * group.length) / tasks.length;
    return { category, group, exact, count: Math.floor(exact) };
  });
  const left = size - shares.reduce((sum, { count }) => sum + count, 0);
  // Equal remainders go by chance, so that small categories are not always the ones left out.
  const order = shuffled(shares, stream(`${seed}/sample`)).sort((a, b) => b.exact - b.count - (a.exact - a.count));
  const more = new Set(order.slice(0, left).map(({ category }) => category));
  const drawn = new Set(
    shares.flatMap(({ category, group, count }) =>
      shuffled(group, stream(`${seed}/sample/${category}`)).slice(0, count + (more.has(category) ? 1 : 0)),
    ),
  );
  return tasks.filter((task) => drawn.has(task));
}

function noneOf(suite: Suite, only: readonly string[] | undefined, tags: readonly string[] | undefined): string {
  const words = [...(only === undefined ? [] : [`in ${quoted(only)}`]), ...(tags === undefined ? [] : [`tagged ${quoted(tags)}`])];
  const known =
    tags === undefined ? suite.tasks.flatMap((task) => [task.category, task.id]) : suite.tasks.flatMap((task) => task.tags ?? []);
  return `No task of "${suite.name}" is ${words.join(" and ")}.${didYouMean((tags ?? only ?? [])[0] ?? "", [...new Set(known)])}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
