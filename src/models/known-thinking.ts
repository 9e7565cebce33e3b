import { own } from "../util/own.ts";
import table from "./thinking-table.json" with { type: "json" };

/** What is known of how a model can be told to think, since when and from where. */
export interface KnownThinking {
  readonly vendor: string;
  readonly models: readonly string[];
  readonly efforts: readonly string[];
  /** Hidden tokens of each effort, where the model is told tokens and no word. The ladder is ours. */
  readonly budgets?: { readonly [effort: string]: number };
  /** The least and the most hidden tokens that it can be allowed; of a model that is told a word, its whole output. */
  readonly least?: number;
  readonly most?: number;
  /** Whether a shape is forced by a tool, which cannot be while it thinks. */
  readonly forcedByTool?: boolean;
  readonly date: string;
  readonly page: string;
}
type Row = Omit<KnownThinking, "date" | "page">;
const rows: readonly Row[] = table.rows;

/** Models by one name at several hosts: the vendor and its own name for the model, without the date of a release. */
const hosts: readonly (readonly [RegExp, (found: readonly string[]) => readonly [vendor: string, name: string]])[] = [
  [/^(openai|anthropic|google)\/(.+)$/, ([, vendor = "", name = ""]) => [vendor, name]],
  [/^openrouter\/openai\/(gpt-oss-[^:]+)/, ([, name = ""]) => ["open", name]],
  // There versions are written with a point, and variants behind a colon.
  [/^openrouter\/anthropic\/([^:]+)/, ([, name = ""]) => ["anthropic", name.replaceAll(".", "-")]],
  [/^openrouter\/(openai|google)\/([^:]+)/, ([, vendor = "", name = ""]) => [vendor, name]],
  [/^vertex\/(gemini-.+)$/, ([, name = ""]) => ["google", name]],
  [/^vertex\/(claude-.+)$/, ([, name = ""]) => ["anthropic", name]],
  [/^bedrock\/(?:[a-z-]+\.)?anthropic\.(claude-.+?)(?:-v\d+(?::\d+)?)?$/, ([, name = ""]) => ["anthropic", name]],
  [/^bedrock\/openai\.(gpt-oss-\d+b)/, ([, name = ""]) => ["open", name]],
  [/^compatible\/(?:.*\/)?(gpt-oss)[:-](\d+b)/, ([, name = "", size = ""]) => ["open", `${name}-${size}`]],
];

/** What the table of a date knows of this model; undefined where it is not in it. A deployment at Azure may have any name, so none is. */
export function knownThinking(id: string): KnownThinking | undefined {
  for (const [host, named] of hosts) {
    const found = host.exec(id);
    if (found === null) continue;
    const [vendor, name] = named(found);
    const row = rows.find((each) => each.vendor === vendor && each.models.includes(name.replace(dated, "")));
    if (row === undefined) return undefined;
    const router = id.startsWith("openrouter/");
    // OpenRouter's highest word is `xhigh`.
    const efforts = router && row.budgets === undefined ? row.efforts.filter((effort) => effort !== "max") : row.efforts;
    return { ...row, efforts, date: table.date, page: own(table.pages, router ? "openrouter" : vendor) ?? "" };
  }
  return undefined;
}

const dated = /[-@](\d{8}|\d{4}-\d{2}-\d{2}|latest)$/;
