// Loads a file of outcomes, as every command does.
import { loadOutcomes, openTable } from "../src/models/recorded/index.ts";

const outcomes = loadOutcomes(await openTable(process.argv[2] ?? ""));
process.stdout.write(`${outcomes.length}\n`);
