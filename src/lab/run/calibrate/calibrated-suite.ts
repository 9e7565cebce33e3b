import type { Suite } from "../../../types.ts";
import { count } from "../../../util/count.ts";
import { jsonText } from "../../../util/json-text.ts";
import { yamlText } from "../../../util/yaml-text.ts";
import type { CalibratedTask } from "./calibrate-tasks.ts";

/** Where a suite comes from: in words, and for every task the same as data. */
export interface CalibratedFrom {
  readonly run: string;
  readonly date: string;
  /** In percent, as in "20-80". */
  readonly band: string;
  readonly match: "any" | "all";
  readonly world: string;
}

/** The file of a suite with the tasks that are kept, by the ending of its name; each says in its `meta` where it comes from and how often who passed it. */
export function calibratedSuite(file: string, suite: Suite, found: readonly CalibratedTask[], from: CalibratedFrom): string {
  const kept = new Map(found.filter((one) => one.kept).map((one) => [one.task, one]));
  const tasks = suite.tasks.flatMap((task) => {
    const one = kept.get(task.id);
    if (one === undefined) return [];
    const { value, ...fields } = task;
    const passed = one.members.map(({ member, passed: times, tries }) => ({ member, passed: times, of: tries }));
    const meta = { ...task.meta, calibration: { ...from, members: passed } };
    return [{ ...fields, ...(value === undefined ? {} : { worth: value / 1e9 }), meta }];
  });
  if (/\.(jsonl|ndjson)$/i.test(file)) return `${tasks.map((task) => jsonText(task)).join("\n")}\n`;
  const words = provenance(suite, found, from);
  const description = [suite.description, words].filter((text) => text !== undefined).join(" ");
  const whole = { name: `${suite.name}-${from.band}`, description, tasks };
  if (/\.json$/i.test(file)) return `${jsonText(whole, 2)}\n`;
  return yamlText(JSON.parse(JSON.stringify(whole)), [words]);
}

function provenance({ name, tasks }: Suite, found: readonly CalibratedTask[], { run, date, band, match, world }: CalibratedFrom): string {
  const members = found[0]?.members.map(({ member }) => member) ?? [];
  const who = members.length === 1 ? `${members[0]} passes` : `${match} of ${members.join(", ")} ${match === "any" ? "passes" : "pass"}`;
  const whose = world === "live" ? "" : ` (models: ${world})`;
  return `Of ${count(tasks.length, "task")} of ${name} those that ${who} ${band}% of the time, by run ${run} of ${date}${whose}.`;
}
