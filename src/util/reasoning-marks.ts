/** A mark that opens or closes reasoning in a reply. */
export interface ReasoningMark {
  readonly at: number;
  /** Behind the mark, and behind its copies where it is repeated at once. */
  readonly end: number;
  readonly opens: boolean;
  /** The tag's own name: a closing of the same name is looked for before any other of the family. */
  readonly name: string;
  /** What an opening and its closing have in common. */
  readonly family: string;
  /** A tag that also names visible parts of answers: it counts only where an answer remains beside it. */
  readonly soft: boolean;
  /** A closing that ends reasoning even where its opening is not part of the reply, as when the template wrote it. */
  readonly lone: boolean;
  /** How many times it stands here in a row. */
  readonly times: number;
}
type Kind = Pick<ReasoningMark, "opens" | "name" | "family" | "soft" | "lone">;

const hardNames =
  "think thinking antthinking ant_thinking antml:thinking seed:think mm:think longcat_think think_slow thought thoughts thought_process " +
  "thinking_process reasoning reasoning_process reasoning_content chain_of_thought cot scratchpad scratch_pad inner_monologue " +
  "internal_monologue inner_thoughts internal_thoughts internal_reasoning ithink deepthink deep_think reasoning_trace";
const softNames = "analysis reflection reflections reflect deliberation monologue rationale reason planning";
/** Special tokens, one family a line: what opens, what closes. */
const pairs: readonly (readonly [family: string, opens: readonly string[], closes: readonly string[]])[] = [
  ["command", ["<|start_thinking|>"], ["<|end_thinking|>"]],
  ["sky", ["<|begin_of_thought|>"], ["<|end_of_thought|>"]],
  ["bars", ["<|think|>", "<|thinking|>", "<|thought|>"], ["<|/think|>", "<|/thinking|>", "<|/thought|>"]],
  ["working", ["<start_working_out>"], ["<end_working_out>"]],
  ["apertus", ["<|inner_prefix|>"], ["<|inner_suffix|>"]],
  ["medgemma", ["<unused94>"], ["<unused95>"]],
  ["gemma", ["<|channel>"], ["<channel|>"]],
  ["kimi", ["◁think▷"], ["◁/think▷"]],
  ["mistral", ["[THINK]"], ["[/THINK]"]],
];

const kinds = new Map<string, Kind>();
for (const [family, opens, closes] of pairs) {
  for (const token of opens) kinds.set(token, { opens: true, name: family, family, soft: false, lone: false });
  for (const token of closes) kinds.set(token, { opens: false, name: family, family, soft: false, lone: true });
}
for (const [soft, names] of [[false, hardNames] as const, [true, softNames] as const]) {
  for (const name of names.split(" ")) {
    kinds.set(`<${name}>`, { opens: true, name, family: "tag", soft, lone: false });
    kinds.set(`</${name}>`, { opens: false, name, family: "tag", soft, lone: !soft });
  }
}
const details: Kind = { opens: true, name: "details", family: "details", soft: false, lone: false };
kinds.set("</details>", { ...details, opens: false });
const reasoningDetails = '<details type="reasoning">';
kinds.set(reasoningDetails, details);
/** What a fold of the page is called that holds reasoning. */
const summary =
  /^\s{0,9}<summary>[^\p{L}<]{0,9}(?:(?:thinking|reasoning)(?: process)?|thoughts?(?: process| for [^<]{1,30})?|thought for [^<]{1,30}|chain of thought|(?:show|my|internal) (?:thinking|reasoning|thoughts?))[^\p{L}<]{0,9}<\/summary>/iu;

/** A tag is shorter than this, its attributes included. */
const longestTag = 240;

/** No model sets apart so many stretches: behind them only the marks at the text's end are read. */
const most = 5000;
const tail = 8192;

/** Every mark of reasoning in `text`, in order; linear in the text's length. Case counts for `[THINK]` alone. */
export function reasoningMarks(text: string): ReasoningMark[] {
  const marks: { -readonly [field in keyof ReasoningMark]: ReasoningMark[field] }[] = [];
  const starts = /<(?=[/|a-z \t])|\[(?=\/?THINK\])|◁/gi;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const at = match.index;
    const found = markAt(text, at);
    if (found === undefined) continue;
    const { opens, name, family, soft, lone } = found.kind;
    const end = found.end;
    starts.lastIndex = end;
    const last = marks.at(-1);
    if (last !== undefined && last.name === name && last.opens === opens && isGap(text, last.end, at)) {
      last.end = end;
      last.times++;
    } else if (marks.push({ at, end, opens, name, family, soft, lone, times: 1 }) === most)
      starts.lastIndex = Math.max(end, text.length - tail);
  }
  return marks;
}

/** Whether a mark that begins at `to` repeats the one that ends at `from`. */
function isGap(text: string, from: number, to: number): boolean {
  return to - from < 4 && (from === to || text.slice(from, to).trim() === "");
}

function markAt(text: string, at: number): { kind: Kind; end: number } | undefined {
  const first = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) === 91) {
    // "[T" or "[/"; JSON and Markdown have other brackets.
    return first === 84 || first === 47 ? known(text, at, text.indexOf("]", at) + 1, false) : undefined;
  }
  if (first === 124 && /^<\|(?:channel|start|end|open|close)\|>/.test(text.slice(at, at + 11))) return channelAt(text, at);
  let end = at + 1;
  for (const most = Math.min(text.length, at + longestTag); end < most; end++) {
    const code = text.charCodeAt(end);
    if (code === 62 || code === 9655) return known(text, at, end + 1, true);
    if (code === 60 || code === 10) return undefined;
  }
  return undefined;
}

function known(text: string, at: number, end: number, folded: boolean): { kind: Kind; end: number } | undefined {
  if (end <= at || end - at > longestTag) return undefined;
  const token = text.slice(at, end);
  const lower = folded ? token.toLowerCase() : token;
  const key = lower === "<details>" && summary.test(text.slice(end, end + 80)) ? reasoningDetails : lower;
  const kind = kinds.get(key) ?? (key.includes(" ") && !key.endsWith("/>") ? kinds.get(withoutAttributes(key)) : undefined);
  return kind === undefined ? undefined : { kind, end };
}

/** "<think effort=high>" and "< think >" as "<think>". */
function withoutAttributes(tag: string): string {
  if (tag.startsWith('<details type="reasoning"')) return reasoningDetails;
  const [word = "", next = ""] = tag.slice(1, -1).trim().split(/\s/, 2);
  return word === "/" ? `</${next}>` : `<${word}>`;
}

const analysis = /^(?:<\|start\|>assistant)?<\|channel\|>analysis[^<\n]{0,80}<\|message\|>/i;
const final =
  /^(?:<\|end\|>)?(?:<\|start\|>assistant)?<\|channel\|>(?:final|response)[^<\n]{0,80}(?:<\|constrain\|>[^<\n]{0,20})?<\|message\|>/i;
const kimiThink = /^<\|(open|close)\|>think<\|sep\|>/;

/** Channels: of gpt-oss, where a final channel ends all reasoning before it, and of Kimi K3. */
function channelAt(text: string, at: number): { kind: Kind; end: number } | undefined {
  const ahead = text.slice(at, at + longestTag);
  const kimi = kimiThink.exec(ahead);
  const opens = kimi === null ? analysis.exec(ahead) : null;
  const closes = kimi === null && opens === null ? final.exec(ahead) : null;
  const match = kimi ?? opens ?? closes;
  const family = kimi === null ? "channel" : "kimi-channel";
  if (match !== null) {
    const opening = kimi === null ? opens !== null : kimi[1] === "open";
    return { kind: { opens: opening, name: family, family, soft: false, lone: !opening }, end: at + match[0].length };
  }
  if (!ahead.startsWith("<|end|>")) return undefined;
  return { kind: { opens: false, name: family, family, soft: false, lone: false }, end: at + "<|end|>".length };
}
