// Writes docs/reproduction.md: published figures beside ours, from the bundled recordings alone. node --conditions=catallaxy-source scripts/reproduce.ts
import { writeFileSync } from "node:fs";
import { allFigures } from "../bench/reproduction/all-figures.ts";
import { reproductionPage, tallyOf } from "../bench/reproduction/page.ts";

const figures = await allFigures();
writeFileSync("docs/reproduction.md", reproductionPage(figures));
process.stdout.write(`docs/reproduction.md:\n${tallyOf(figures).join("\n")}\n`);
