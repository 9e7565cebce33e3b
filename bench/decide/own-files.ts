import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { stream } from "../../src/util/random.ts";
import type { Figure } from "../figure.ts";

const columns = [
  "item",
  "category",
  "model",
  "passed",
  "input_tokens",
  "output_tokens",
  "cost_usd",
  "stated_confidence",
  "latency_ms",
  "answer",
] as const;
const texts: ReadonlySet<string> = new Set(["item", "category", "model", "answer"]);
type Row = readonly (string | number)[];

/** Processor time and memory of whole processes that load many rows of one's own, in each format. */
export function loadFigures(): Figure[] {
  return within((folder) => {
    const many = [...rowsOf(20_000, 20)];
    const files = ["csv", "jsonl", "parquet"].map((format) => ({ format, path: join(folder, `many.${format}`) }));
    for (const { format, path } of files) write(path, format, many);
    return files.map(({ format, path }) =>
      figureOf(`loading 400,000 rows of ten columns, ${format}`, [5, 500], measured(folder, ["bench/decide-load.ts", path])),
    );
  });
}

/** The same of commands that replay six policies on many items, and that decide on them. */
export function manyItemFigures(): Figure[] {
  return within((folder) => {
    const items = join(folder, "items.csv");
    write(items, "csv", [...rowsOf(12_000, 6)]);
    writeFileSync(join(folder, "six.yaml"), six);
    const main = "src/cli/main.ts";
    const ledger = ["--ledger", join(folder, "ledger.sqlite"), "--json", "--quiet"];
    return [
      figureOf("run: six policies on 12,000 items", [60, 500], measured(folder, [main, "run", join(folder, "six.yaml"), ...ledger])),
      figureOf(
        "decide: every policy on 12,000 items of six models, ten splits",
        [60, 500],
        measured(folder, [main, "decide", items, "--json", "--quiet"]),
      ),
    ];
  });
}

function within(work: (folder: string) => Figure[]): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const six = `suite: { recorded: items.csv }
members:
${[0, 1, 2, 3, 4, 5].map((model) => `  - { name: m${model}, model: "recorded/provider/model-0${model}" }`).join("\n")}
topologies:
  - { use: solo, name: cheapest, options: { member: m0 }, terms: { attempts: 1 } }
  - { use: solo, name: dearest, options: { member: m5 }, terms: { attempts: 1 } }
  - { use: cascade, options: { order: [m0, m2, m5] }, terms: { attempts: 3, feedback: none } }
  - { use: best-of, options: { n: 3, spread: true, choose: majority }, terms: { attempts: 1 } }
  - { use: agreement, terms: { attempts: 1 } }
  - { use: index, options: { value: 0.1 }, terms: { attempts: 3, feedback: none } }
verifier: { kind: oracle }
repetitions: 1
`;

/** Outcomes of models that are the better the dearer they are, at items that some find harder; item by item. */
function* rowsOf(items: number, models: number): Generator<Row> {
  const next = stream(`own files ${items} ${models}`);
  for (let i = 0; i < items; i++) {
    const ease = next() - 0.5;
    for (let m = 0; m < models; m++) {
      const passed = next() < 0.35 + (0.45 * m) / models + ease / 2;
      yield [
        `item-${String(i).padStart(5, "0")}`,
        `category-${i % 12}`,
        `provider/model-${String(m).padStart(2, "0")}`,
        Number(passed),
        Math.round(100 + 3000 * next()),
        Math.round(10 + 2000 * next()),
        Number((0.001 * (m + 1) * (0.5 + next())).toFixed(6)),
        Number((passed ? 1 - next() / 2 : 1 - next() / 1.2).toFixed(2)),
        Math.round(200 + 60_000 * next()),
        passed ? "right" : `wrong ${Math.floor(4 * next())}`,
      ];
    }
  }
}

function write(path: string, format: string, rows: readonly Row[]): void {
  if (format === "parquet") {
    const columnData = columns.map((name, at) => ({
      name,
      data: rows.map((row) => row[at]),
      type: texts.has(name) ? ("STRING" as const) : ("DOUBLE" as const),
    }));
    writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })));
    return;
  }
  const line = (row: Row): string =>
    format === "csv" ? row.join(",") : JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, row[at]])));
  const file = openSync(path, "w");
  if (format === "csv") writeSync(file, `${columns.join(",")}\n`);
  for (let from = 0; from < rows.length; from += 10_000)
    writeSync(
      file,
      `${rows
        .slice(from, from + 10_000)
        .map(line)
        .join("\n")}\n`,
    );
  closeSync(file);
}

interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

/** A process of its own, from its start to its end. */
function measured(folder: string, words: readonly string[]): Usage {
  const usage = join(folder, "usage.json");
  const child = spawnSync(process.execPath, ["--conditions=catallaxy-source", "--import", "./bench/decide-usage.ts", ...words], {
    cwd: join(import.meta.dirname, "..", ".."),
    env: { ...process.env, BENCH_USAGE: usage },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (child.status !== 0) throw new Error(`${words.join(" ")}: ${child.stderr.slice(-400)}`);
  return JSON.parse(readFileSync(usage, "utf8")) as Usage;
}

function figureOf(name: string, [most, room]: readonly [number, number], { seconds, megabytes }: Usage): Figure {
  return {
    name,
    wanted: `under ${most} s of processor time, under ${room} MB`,
    measured: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at most, the start of the program included`,
    met: seconds < most && megabytes < room,
  };
}
