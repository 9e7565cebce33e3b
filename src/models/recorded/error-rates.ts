import { existsSync } from "node:fs";
import { UserError } from "../../util/bug.ts";
import { bundledPath } from "./load-set.ts";
import { readTable } from "./read-table.ts";

/** A checker's rates: hit = P(accepts | right), falseAccept = P(accepts | wrong), over so many right and wrong answers shown. */
export interface ErrorRates {
  readonly model: string;
  readonly hit: number;
  readonly falseAccept: number;
  readonly right: number;
  readonly wrong: number;
}

/** Rates of a set's recorded checkers at `threshold` on their stated probability, pooled first. Throws a `UserError` where none was recorded. */
export function errorRates(set: string, threshold = 0.5): ErrorRates[] {
  const path = bundledPath(set, "verify.csv.gz");
  if (!existsSync(path)) throw new UserError(`Recorded checkers were wanted; ${set} has none. lifeeval_confidence has.`);
  const table = readTable(path);
  const [model, truth, stated] = ["model", "shown_answer_is_right", "stated_confidence"].map((name) => table.columns.indexOf(name));
  const counts = new Map<string, { hits: number; right: number; accepts: number; wrong: number }>([
    ["pooled", { hits: 0, right: 0, accepts: 0, wrong: 0 }],
  ]);
  for (const row of table.rows) {
    const said = row[stated ?? -1] ?? "";
    if (said === "") continue;
    for (const name of ["pooled", row[model ?? -1] ?? ""]) {
      const count = counts.get(name) ?? { hits: 0, right: 0, accepts: 0, wrong: 0 };
      const accepts = Number(said) >= threshold ? 1 : 0;
      if (row[truth ?? -1] === "1") {
        count.right++;
        count.hits += accepts;
      } else {
        count.wrong++;
        count.accepts += accepts;
      }
      counts.set(name, count);
    }
  }
  return [...counts].map(([name, count]) => ({
    model: name,
    hit: count.hits / count.right,
    falseAccept: count.accepts / count.wrong,
    right: count.right,
    wrong: count.wrong,
  }));
}
