import type { FencedBlock } from "../util/fenced-blocks.ts";
import { lastSentence } from "../util/last-sentence.ts";
import { grammar } from "../util/phrases.ts";
import { plainWords } from "../util/plain-words.ts";
import { wordClasses } from "../util/standing-words.ts";

const words = grammar({
  ...wordClasses,
  shown: "test|tests|sample|example|demo|dummy|mock|fake|toy|input",
  data: "file|files|data|input|inputs|directory|directories|folder|folders|table|tables|row|rows|database|schema|setup|fixture|fixtures|environment|log|logs",
});
/** Labels of what stands beside a script and is none: what it needs, how it is tried, what it prints, what other databases read. */
const aside = words.table(
  "anywhere",
  `
  <shown> _? <data>
  install|installation|installing|prerequisite|prerequisites|dependency|dependencies|requirements
  make it|them|this|the+script|the+file executable
  expected? output|result|results :
  preview|inspect|explore|verify|verification|double-check|sanity|dry+run|dry-run
  back up
  backup
  see|check|show|look+at|list which|what|the+current|the+raw|the+rows|the+data|the+plan|the+result|the+results
  assuming|given|suppose this|these|the|a|your|we|you
  mysql|mariadb|postgresql|postgres|oracle|t-sql|tsql|sql+server|mssql|snowflake|bigquery|redshift|db2
  powershell|windows|fish|cmd
  `,
);
const whole = words.table(
  "whole",
  "<aside>*2 usage|test|tests|testing|tests|example|examples|output|result|run|cleanup|clean+up|demo|setup|verification <open>*2",
);
/** What the label says of the script itself all the same. */
const own = words.table(
  "anywhere",
  "sqlite|sqlite3|standard|ansi|portable|posix|final|corrected|solution|answer\n<data> <be>? as|with|into|called|named\nscript|program|query|statement",
);

/** Whether the words before a block present it as what a script needs, how it is tried or what it gives, or as one for another database or shell. */
export function isAside({ lead }: Pick<FencedBlock, "lead">): boolean {
  const lines = lead.split("\n").filter((line) => line.trim() !== "");
  const said = plainWords(lastSentence(/^\s{0,3}(?:#{1,6} |\*\*)/.test(lines.at(-1) ?? "") ? (lines.at(-1) ?? "") : lead));
  if (said.length === 0) return false;
  const read = words.read(said);
  return whole.find(read) >= 0 || (aside.find(read) >= 0 && own.find(read) < 0);
}
