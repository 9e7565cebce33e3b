// Writes the outputs that the docs show (docs/figures/*.txt) anew, without ids and times that differ from run to run: `node scripts/shown.ts [name ...]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Shown {
  readonly words: readonly string[];
  /** What is typed after that, where its output is the one that is shown. */
  readonly after?: readonly string[];
  /** What of the output is shown. */
  readonly shown: (out: string) => string;
}
const upTo = (mark: string) => (out: string) => out.slice(0, out.indexOf(mark));
/** The first table, which a terminal of 120 columns shows whole, under the command that prints it; `ends` is the first line that is no part of it. */
const table =
  (name: string, ends = /^\s*$/) =>
  (out: string) => {
    const lines = out.replaceAll("\r", "").split("\n");
    const start = lines.findIndex((line) => line.trim() !== "");
    const end = lines.findIndex((line, at) => at > start + 2 && ends.test(line));
    return `$ catallaxy run ${name}\n\n${lines.slice(start, end).join("\n").trimEnd()}\n`;
  };
/** The steps from one try to the market and to the hub, in all and, where `categories` are wanted, in points by category, under the commands that print them. */
const waterfall = (name: string, { more = [], categories = true }: { more?: readonly string[]; categories?: boolean } = {}): Shown => ({
  words: ["run", name, ...more, "--quiet"],
  after: ["report", "last"],
  shown: (out) => {
    const blocks = out.split(/\n\n(?= ?\S| \S)/).filter((block) => /^ (Where the market's advantage|What the hub's stages)/.test(block));
    const told = blocks
      .filter((block) => !(categories ? /^.*\$\/task by category/ : /^.* by category/).test(block))
      .map((block) => block.replaceAll(/ +$/gm, ""));
    return `$ catallaxy run ${[name, ...more].join(" ")}\n$ catallaxy report last\n\n${told.join("\n\n")}\n`;
  },
});
const decided = ["decide", "examples/outcomes.csv", "--checker", "none", "--checker", "checked@0.0002"];
const figures: { readonly [name: string]: Shown } = {
  "first-run": { words: ["run"], shown: (out) => `${upTo("\n Everything else")(out).trimEnd()}\n` },
  "search-example": { words: ["search", "examples/search.yaml", "--budget", "3", "--baselines"], shown: upTo("   Everything else") },
  "edges-example": {
    words: ["edges", "examples/edges.yaml"],
    shown: (out) => `${out.replaceAll(/ {3}Everything else:[\s\S]*?\n(?=\n|$)/g, "").trimEnd()}\n`,
  },
  "decide-example": { words: decided, shown: (out) => out },
  bidding: { words: ["run", "bidding"], shown: table("bidding") },
  caching: { words: ["run", "caching"], shown: table("caching", /^ \S/) },
  "why-ablation": waterfall("ablation"),
  "why-metr": waterfall("recorded/metr_runs"),
  "why-lifeeval": waterfall("examples/steps.yaml", { categories: false }),
  "why-fifteen": waterfall("ablation", { more: ["--suite", "coase-hayek"], categories: false }),
  scarcity: { words: ["run", "scarcity"], shown: table("scarcity", /^ \S/) },
  judges: { words: ["run", "judges"], shown: table("judges") },
};

for (const [name, { words, after, shown }] of Object.entries(figures)) {
  if (process.argv.length > 2 && !process.argv.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-"));
  const ledger = words[0] === "decide" ? [] : ["--ledger", join(folder, "ledger.sqlite")];
  const program = [process.execPath, "--conditions=catallaxy-source", "src/cli/main.ts"];
  const command = [...program, ...words, ...ledger];
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, NO_COLOR: "1" };
  const wide = words[0] === "run" && words.length > 1 && after === undefined;
  const ran = wide
    ? spawnSync("script", ["-qec", `stty cols 120; ${command.join(" ")} 2>/dev/null`, "/dev/null"], { encoding: "utf8", env })
    : spawnSync(command[0] as string, command.slice(1), { encoding: "utf8", env });
  const { status, stdout, stderr } =
    after === undefined || ran.status !== 0
      ? ran
      : spawnSync(process.execPath, [...program.slice(1), ...after, ...ledger], { encoding: "utf8", env });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) {
    process.stderr.write(`${name}: ${stderr}\n`);
    process.exit(1);
  }
  writeFileSync(`docs/figures/${name}.txt`, shown(stdout));
}
