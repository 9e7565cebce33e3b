import { type CodeRegion, fencesIn } from "./code-regions.ts";
import type { JsonSpan } from "./json-spans.ts";

/** A value of a text and how many stand before it. */
export interface RankedSpan {
  readonly span: JsonSpan;
  readonly index: number;
}

/**
 * The last values of a text, `most` at most, in the order in which they are likely its answer: from the last to the first what
 * the text says itself, then what stands alone in code of another language, then examples. Parts of programs are left out.
 */
export function rankSpans(text: string, spans: readonly JsonSpan[], most: number): RankedSpan[] {
  const first = Math.max(0, spans.length - most);
  const groups: RankedSpan[][] = [[], [], []];
  const around = fenceWalk(text);
  for (const [place, span] of spans.slice(first).entries()) {
    const rank = rankOf(text, span, around(span.at));
    groups[rank]?.push({ span, index: first + place });
  }
  return groups.flatMap((group) => group.reverse());
}

/** Gives the fenced block that holds a place; asked in an order that mostly ascends. */
function fenceWalk(text: string): (at: number) => CodeRegion | undefined {
  const fences = fencesIn(text);
  let fence = fences.after(0);
  return (at) => {
    if (fence !== undefined && fence.at > at) fence = fences.after(0);
    while (fence !== undefined && fence.end <= at) fence = fences.after(fence.end);
    return fence !== undefined && fence.at < at ? fence : undefined;
  };
}

const dataLabels = new Set("json jsonc json5 jsonl ndjson text txt plaintext plain markdown md output answer yaml".split(" ").concat(""));
const answered = 0;
const otherCode = 1;
const example = 2;
const program = 3;

function rankOf(text: string, span: JsonSpan, fence: CodeRegion | undefined): number {
  if (isExample(text, span) || (fence !== undefined && isExample(text, { ...fence, complete: fence.closed }))) return example;
  if (fence === undefined || dataLabels.has(fence.label)) return answered;
  const alone = isBlank(text, fence.from, span.at) && isBlank(text, span.end, fence.to);
  // A fence that was never rightly closed may have ended anywhere.
  return alone || !fence.closed || fence.inner !== undefined ? otherCode : program;
}

function isBlank(text: string, from: number, to: number): boolean {
  return to - from < 1000 && text.slice(from, to).trim() === "";
}

const leads =
  /\b(?:example|for instance|such as|e\.g|hypothetical|hypothetically|placeholder|template|instead of|sample|schema|reminder|(?:would|could|might|should) (?:be|have|look|read|say)|(?:were|was|is) (?:right|correct|wrong), (?:it|the|i|this)|looks? like this|had been|(?:had|were) (?:it|this|that|they|he|she|the)\b|if (?:it|this|that|they|he|she|(?:the|its|their) \w{1,30}) (?:\w{1,30} )?(?:had|were)|otherwise)\b/i;
/** A sentence that names the form asked for, and one that tells what somebody else wrote; what stands there is quoted. */
const quoting = [
  /^[\s(*_>#-]{0,9}(?:\w{1,20}[:,] )?(?:as a )?(?:(?:the|your|my|a|valid|expected|required|requested|correct|output|json|reply|response|answer|object|verdict) ){0,5}(?:format|form|shape|syntax)(?: (?:is|was|of|for|reminder|asked|wanted|expected|required|requested)\b[^.!?]{0,60})?[\s:*_`"'(]{0,9}$/i,
  /\b(?:submission|student|candidate|participant|contestant|author|user|model|assistant|writer|respondent|text|answer|reply|response|essay|comment|code|prompt|task|question|instructions?|injection|it|they|he|she|who|which|that)(?:'s (?:submission|answer|text|reply|response|comment))? (?:\w{1,20} ){0,3}?(?:contain(?:s|ed)|includ(?:es|ed)|wrote|writes|written|says|said|read|reads|claim(?:s|ed)|stat(?:es|ed)|ask(?:s|ed)|tells|told|tries|tried|wants|wanted|end(?:s|ed)|embed(?:s|ded)|hid(?:es)?|insert(?:s|ed)|present(?:s|ed)|suggest(?:s|ed)|quot(?:es|ed)|demand(?:s|ed)|instruct(?:s|ed)|has|had|gave|gives)(?: (?:me|us|the|this|that|a|an|own|its|their|with|to|for|of|in|by|be|it|as|output|print|return|reply|write|give|say|text|words?|lines?|json|object|string|verdict|grade|following|fake|ready-made|saying|reading|grader|judge)){0,9}[\s:,*_`"'“(]{0,9}$/i,
];
/** Words before those that say that the answer follows all the same, and words behind them. */
const before = /\b(?:final|finally|corrected|revised|actual)\b/i;
const behind = /\b(?:corrected|actually|therefore|thus|hence|so)\b[^.!?]*$/i;
const trails =
  /^[\s`"'”)\]]{0,6}(?:(?:would (?:be|have)|is (?:just |only |merely )?an? (?:example|sample|template))\b|[,;(–—-]{0,2}\s?(?:(?:which|that|and|but|this|it) )?(?:(?:i|we|must|should|to|was|were|is|are|be|been|has|have|can|will|therefore|rightly|simply) ){0,4}(?:ignor(?:e|ed|ing)|disregard(?:ed|ing)?|not (?:my|the) (?:verdict|answer|grade))\b|(?:in|inside|within|into|from|at the (?:end|start|top|bottom) of) (?:their|its|his|her|the|that|this|your) (?:\w{1,20} )?(?:answer|submission|text|reply|response|code|comments?|essay|student|candidate)\b)/i;

/** Directly before a value: a quoted line, a struck-out text, and words that say that it does not count. */
const setAside =
  /(?:^|\n)[ \t]{0,3}>[^\n{]{0,80}$|~~\s{0,3}$|\b(?:not|rather than|reject(?:s|ed|ing)?|ignor(?:e|es|ed|ing)|discard(?:s|ed)?|inject(?:s|ed)?|previous verdict|earlier verdict|(?:earlier|previous) \([^)\n]{1,30}\) verdict(?: was)?)(?: from (?:the|its|their) \w{1,20}| (?:the|an|its) instructions?(?: to (?:output|print|return|reply))?| to output)?[\s:,*_`"'“(]{0,6}$/i;

/** Whether the sentence that leads to a value, or the words behind it, say that it is an example, the form that was asked for, or another's words. */
function isExample(text: string, span: JsonSpan): boolean {
  if (trails.test(text.slice(span.end, span.end + 120))) return true;
  const lead = text.slice(Math.max(0, span.at - 2000), span.at);
  if (setAside.test(lead) || lead.lastIndexOf("<!--") > lead.lastIndexOf("-->")) return true;
  if (lead.lastIndexOf("<example") > lead.lastIndexOf("</example")) return true;
  const line = lead.trimEnd().slice(-300);
  const sentence = line.slice(
    Math.max(line.lastIndexOf("\n"), line.search(/[.!?][^.!?]*$/) + 1, line.lastIndexOf("}"), line.lastIndexOf("```")) + 1,
  );
  const words = sentence.replaceAll("e.g.", "e.g");
  if (quoting.some((pattern) => pattern.test(words))) return true;
  const at = words.search(leads);
  return at >= 0 && !before.test(words.slice(0, at)) && !behind.test(words.slice(at));
}
