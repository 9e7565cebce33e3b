// Solved and dollars of coding agents on half of SWE-bench Verified, alone and as ladders. Their licence lets nobody pass them on:
// node --conditions=catallaxy-source bench/swebench.ts [folder with outcomes.csv.gz]
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadOutcomes, type Outcome } from "../src/models/recorded/index.ts";
import { table } from "../src/report/table.ts";

const folder = process.argv[2] ?? "../shared/recorded/swebench_bash_only_half";
const file = join(folder, "outcomes.csv.gz");
if (!existsSync(file)) {
  process.stdout.write(
    `The recorded runs of SWE-bench's bash-only agents are not at ${folder}: they may not be bundled (CC BY-NC 4.0). Name the folder that holds outcomes.csv.gz.\n`,
  );
} else report(loadOutcomes(file));

function report(outcomes: readonly Outcome[]): void {
  const models = [...Map.groupBy(outcomes, (row) => row.model)].map(([model, rows]) => ({
    model,
    rows: new Map(rows.map((row) => [row.item, row])),
    solved: rows.filter((row) => row.passed).length,
    dollars: rows.reduce((sum, row) => sum + (row.cost ?? 0), 0),
  }));
  const priced = models.filter(({ dollars }) => dollars > 0);
  const frontier = priced.filter((one) =>
    priced.every((other) => other === one || other.dollars >= one.dollars || other.solved < one.solved),
  );
  const ladder = frontier.toSorted((a, b) => a.dollars - b.dollars);
  const lines = ladder.map(({ model, solved, dollars }) => [
    model,
    String(solved),
    `$${dollars.toFixed(2)}`,
    `$${(dollars / solved).toFixed(3)}`,
  ]);
  const pairs = ladder.flatMap((cheap, at) => ladder.slice(at + 1).map((dear) => [cheap, dear] as const));
  const climbs = pairs.map(([cheap, dear]) => {
    let solved = 0;
    let dollars = 0;
    for (const [item, first] of cheap.rows) {
      const second = first.passed ? undefined : dear.rows.get(item);
      dollars += (first.cost ?? 0) + (second?.cost ?? 0);
      if (first.passed || second?.passed === true) solved++;
    }
    return { name: `${cheap.model} -> ${dear.model}, perfect check`, solved, dollars };
  });
  const best = climbs.toSorted((a, b) => b.solved - a.solved || a.dollars - b.dollars).slice(0, 5);
  const more = best.map(({ name, solved, dollars }) => [
    name,
    String(solved),
    `$${dollars.toFixed(2)}`,
    `$${(dollars / solved).toFixed(3)}`,
  ]);
  const items = new Set(outcomes.map((row) => row.item)).size;
  const columns = [
    { title: `nobody solves more for less (${items} issues)` },
    { title: "solved" },
    { title: "dollars" },
    { title: "per solve" },
  ];
  process.stdout.write(`${table(columns, [...lines, ...more], 160).join("\n")}\n`);
}
