import { existsSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { decidedExperiments, type DecideSettings, recordedSets, type tableOf } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { makeFolder } from "../util/make-folder.ts";
import { memberWords } from "./member-words.ts";

interface WriteRequest {
  readonly folder: string;
  readonly member: readonly string[];
  readonly suite?: string;
  readonly judge?: string;
}

/** Providers whose models a table may name as they are called live. */
const liveName = /^(openai|anthropic|google|openrouter|azure|bedrock|vertex)\//;

/** Writes a decision as experiments and gives their paths, with what is to be known of each; a file that is there already is never overwritten. Throws a `UserError`. */
export function writeDecision(
  source: string,
  table: ReturnType<typeof tableOf>,
  settings: DecideSettings,
  { folder, member, suite, judge }: WriteRequest,
): { readonly path: string; readonly remarks: readonly string[] }[] {
  const said = member.map((text): [string, { model: string }] => {
    const { name, ...fields } = memberWords(text);
    return [String(name), fields as { model: string }];
  });
  const known = table.evidence.members
    .filter((model) => liveName.test(model))
    .map((model): [string, { model: string }] => [model, { model }]);
  const set = source.replace(/^recorded\//, "");
  const bundled = recordedSets().some(({ name }) => name === set);
  const live = new Map([...known, ...said]);
  if (suite !== undefined && live.size === 0)
    throw new UserError(
      `--suite names the tasks of live members, and no live member is known. Name them: --member ${JSON.stringify(`${table.evidence.members[0] ?? "small"}=provider/model`)}.`,
    );
  if (judge !== undefined && live.size === 0)
    throw new UserError(
      `--judge names who checks what live members answer, and no live member is known. Name them: --member ${JSON.stringify(`${table.evidence.members[0] ?? "small"}=provider/model`)}.`,
    );
  const { files, remarks } = decidedExperiments(table, settings, {
    suite: bundled ? `recorded/${set}` : { recorded: pathFrom(folder, source) },
    set: bundled ? set : basename(source).replace(/(\.(csv|tsv|jsonl|ndjson|gz))+$/i, ""),
    live,
    tasks: suite ?? "tasks.yaml",
    judge,
  });
  const there = [...files.keys()].filter((name) => existsSync(join(folder, name)));
  if (there.length > 0)
    throw new UserError(
      `Wanted to write ${there.join(" and ")} in ${folder}; it is there already. Move it away or choose another folder with --write.`,
    );
  makeFolder(folder, { instead: "choose another: `--write <folder>`" });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return [...files.keys()].map((name) => ({ path: join(folder, name), remarks: remarks.get(name) ?? [] }));
}

function pathFrom(folder: string, file: string): string {
  return relative(resolve(folder), resolve(file)).replaceAll("\\", "/");
}
