import type {
  LanguageModelV4,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { Json, Nano } from "../types.ts";
import { type Ending, endingOf } from "./endings.ts";
import { oddFault, saysFault } from "./provider-words.ts";
import { refusalIn } from "./refusal-words.ts";
import { type ServedAs, servedAs } from "./served-as.ts";
import { fuller, type SeenUsage, seenUsage } from "./seen-usage.ts";
import { isContradicted, isUnread, statedCost } from "./stated-cost.ts";
import { wordsIn } from "./thrown.ts";
import { isRecord, usageIn } from "./usage.ts";
import { defined } from "../util/defined.ts";

/** One whole answer, however it came. `why` is the provider's own word for how it ended. */
export interface CollectedReply {
  readonly text: string;
  readonly ending: Ending;
  readonly why?: string;
  /** What the model said in refusing, where the provider sets it apart from an answer. */
  readonly refusal?: string;
  readonly usage?: Json;
  /** What the provider states that it charged, beside the usage or in a header. */
  readonly stated?: Nano;
  /** Whether it states a cost that cannot be read. */
  readonly unread?: boolean;
  /** Whether it states a cost of zero in one place and a positive one, which is `stated`, in another. */
  readonly contradicted?: boolean;
  /** By what tier, at what speed and where it was served, as far as the provider says. */
  readonly served?: ServedAs;
  readonly model?: string;
  readonly response?: string;
  readonly flags: readonly string[];
  /** What broke the stream off, whether the answer had begun by then, and what had been told of its cost. */
  readonly broken?: { readonly thrown: unknown; readonly begun: boolean; readonly usage?: Json; readonly stated?: Nano };
}
type Options = Parameters<LanguageModelV4["doGenerate"]>[0];

/** Answers are cut here; nothing that people or programs read is longer. In UTF-16 units. */
export const longestText = 1_000_000;

/** Asks once and gathers the answer; streams only when someone waits for the first token. Throws what the SDK throws. */
export async function collect(language: LanguageModelV4, options: Options, onFirst?: () => void): Promise<CollectedReply> {
  return onFirst === undefined ? generated(await language.doGenerate(options)) : streamed(language, options, onFirst);
}

function generated(result: Awaited<ReturnType<LanguageModelV4["doGenerate"]>>): CollectedReply {
  const whole = result.structuredOutputText ?? result.content.map(textIn).join("");
  const fault = faultBeside(result.response?.body as Json | undefined);
  const { oddities, ...ending } = ended(result.finishReason);
  return {
    ...(fault === undefined ? {} : { broken: brokenBy(fault, whole.trim() !== "", seenIn({}, result.response?.body as Json)) }),
    ...cut(whole, [...warned(result.warnings), ...oddities]),
    ...ending,
    ...refused(refusalIn(result.response?.body as Json | undefined)),
    ...billed(result.usage.raw as Json | undefined, result.response?.body as Json | undefined, result.response?.headers),
    ...identity(result.response ?? {}),
    served: servedAs(result.response?.body as Json | undefined),
  };
}

/** An error that a body holds beside its choices, or inside the first: the answer broke off, whatever else came. */
function faultBeside(body: Json | undefined): Json | undefined {
  if (!isRecord(body) || !Array.isArray(body["choices"])) return undefined;
  const choice = (body["choices"] as readonly Json[])[0];
  const faults = [body["error"], isRecord(choice) ? choice["error"] : undefined];
  return faults.find((fault) => (isRecord(fault) || typeof fault === "string") && saysFault(fault));
}

/** The usage as the provider wrote it, in the body where the SDK passed on none, and what it states that it charged. */
function billed(
  own: Json | undefined,
  body: Json | undefined,
  headers: Record<string, string> | undefined,
): Pick<CollectedReply, "usage" | "stated" | "unread" | "contradicted"> {
  const usage = usageIn(body) ?? usageIn({ usage: own ?? null });
  const stated = statedCost(usage, body, headers);
  const unread = isUnread(usage, body, headers) ? { unread: true } : {};
  const contradicted = isContradicted(usage, body, headers) ? { contradicted: true } : {};
  return { ...defined({ usage, stated }), ...unread, ...contradicted };
}

async function streamed(language: LanguageModelV4, options: Options, onFirst: () => void): Promise<CollectedReply> {
  const { stream, response } = await language.doStream({ ...options, includeRawChunks: true });
  const pieces: string[] = [];
  let length = 0;
  let started = false;
  let out: Ended = ended(noReason);
  let flags: readonly string[] = [];
  let own: Json | undefined;
  let unsaid = false;
  let seen: StreamRemarks = {};
  let broken: Pick<NonNullable<CollectedReply["broken"]>, "thrown" | "begun"> | undefined;
  try {
    for await (const part of stream) {
      const fault = faultIn(part);
      if (fault !== undefined && started && endsUnsaid.test(wordsIn(fault.thrown))) unsaid = true;
      // What it used may be told behind the error.
      else if (fault !== undefined) broken ??= { thrown: fault.thrown, begun: started };
      if (!started && (part.type === "text-delta" || part.type === "reasoning-delta")) {
        started = true;
        onFirst();
      }
      if (part.type === "text-delta" && length <= longestText) {
        pieces.push(part.delta);
        length += part.delta.length;
      } else if (part.type === "stream-start") flags = warned(part.warnings);
      else if (part.type === "raw") seen = keptAfter(broken, seen, part.rawValue as Json);
      else if (part.type === "response-metadata") out = { ...out, ...identity(part) };
      else if (part.type === "finish") {
        out = { ...out, ...ended(part.finishReason) };
        own = part.usage.raw as Json | undefined;
      }
    }
  } catch (thrown) {
    // Cut: who answered is kept, so that the provider can be asked what it cost.
    const cause = broken ?? { thrown, begun: started };
    return {
      ...out,
      text: pieces.join(""),
      flags,
      broken: brokenBy(cause.thrown, cause.begun, broken === undefined ? { ...seen, last: null } : seen),
    };
  }
  if (broken !== undefined) return { ...out, text: pieces.join(""), flags, broken: brokenBy(broken.thrown, broken.begun, seen) };
  const said = billed(fuller(seen.usage, own), undefined, response?.headers);
  return wholeStream(unsaid ? { ...out, ...ended(noReason) } : out, said, seen, cut(pieces.join(""), flags));
}

type Ended = Omit<CollectedReply, "text" | "flags"> & { readonly oddities?: readonly string[] };

/** A stream that came to its end, with what its chunks told of its cost where its last report does not. */
function wholeStream(
  { oddities = [], ...ending }: Ended,
  usage: ReturnType<typeof billed>,
  seen: StreamRemarks,
  { text, flags }: ReturnType<typeof cut>,
): CollectedReply {
  const stated = (usage.stated || seen.stated) ?? usage.stated;
  const contradicted = usage.contradicted === true || seen.contradicted === true || (usage.stated === 0 && stated !== 0);
  return {
    ...ending,
    ...usage,
    ...refused(seen),
    ...defined({ served: seen.served, stated }),
    unread: stated === undefined && (usage.unread === true || seen.unread === true),
    contradicted,
    ...ending,
    text,
    flags: [...flags, ...oddities],
  };
}

/** The error that a part of a stream is: as the SDK tells it, or as it came where the SDK would not read it. */
function faultIn(part: LanguageModelV4StreamPart): { readonly thrown: unknown } | undefined {
  if (part.type === "error") return { thrown: part.error };
  const raw = part.type === "raw" ? (part.rawValue as Json) : null;
  return isRecord(raw) && raw[oddFault] !== undefined ? { thrown: raw[oddFault] } : undefined;
}

/** What the SDK says of a chat that was closed by `[DONE]`, without a reason: what came stands, and is flagged. */
const endsUnsaid = /ended without a finish reason/i;

/** What the chunks of a stream told beside the answer. */
interface StreamRemarks extends SeenUsage {
  readonly last?: Json;
  readonly served?: ServedAs;
  readonly piece?: string;
  readonly whole?: string;
}
function seenIn(seen: StreamRemarks, chunk: Json): StreamRemarks {
  const { piece, whole } = refusalIn(chunk);
  return {
    ...seen,
    ...seenUsage(seen, chunk),
    ...(piece === undefined || (seen.piece?.length ?? 0) > longestText ? {} : { piece: (seen.piece ?? "") + piece }),
    ...defined({ whole }),
    last: chunk,
    served: { ...seen.served, ...servedAs(chunk) },
  };
}

/** What a chunk told; behind an error it is looked at for usage alone, and that is of the whole answer. */
function keptAfter(broken: object | undefined, seen: StreamRemarks, chunk: Json): StreamRemarks {
  if (broken === undefined) return seenIn(seen, chunk);
  const { last = null } = seen;
  const later = seenIn({ ...seen, ended: true }, chunk);
  return { ...later, last: usageIn(last) === undefined ? chunk : last };
}

function refused({ piece, whole }: Pick<StreamRemarks, "piece" | "whole">): Pick<CollectedReply, "refusal"> {
  const words = piece ?? whole ?? "";
  return words.trim() === "" ? {} : { refusal: words };
}

/** An error event may carry the usage it is billed by; of what came before it a report of the whole answer and a stated cost count. */
function brokenBy(
  thrown: unknown,
  begun: boolean,
  { last, usage: seen, final, stated }: StreamRemarks,
): NonNullable<CollectedReply["broken"]> {
  const usage = final === true ? seen : usageIn(last);
  return { thrown, begun, ...defined({ usage }), ...(stated ? { stated } : {}) };
}

function textIn(content: LanguageModelV4Content): string {
  return content.type === "text" ? content.text : "";
}

function cut(text: string, flags: readonly string[]): { text: string; flags: readonly string[] } {
  return text.length <= longestText ? { text, flags } : { text: text.slice(0, longestText), flags: [...flags, "cut"] };
}

/** A setting that the model ignored is an oddity of the comparison, so it is kept with the call. */
function warned(warnings: readonly SharedV4Warning[]): string[] {
  return [
    ...new Set(
      warnings.flatMap((warning) => (warning.type === "unsupported" ? [`ignored-${named[warning.feature] ?? warning.feature}`] : [])),
    ),
  ];
}

/** The SDK's names of settings that we call otherwise. */
const named: { readonly [feature: string]: string } = Object.assign(Object.create(null), {
  stopSequences: "stop",
  reasoning: "effort",
  reasoningEffort: "effort",
});

const noReason: LanguageModelV4FinishReason = { unified: "other", raw: undefined };
/** A reason that is not known, and none at all, are oddities that stand with the call, however good the answer looks. */
function ended(reason: LanguageModelV4FinishReason): Pick<CollectedReply, "ending" | "why"> & { readonly oddities: readonly string[] } {
  const { raw } = reason;
  const { ending, unsaid } = endingOf(reason);
  const word = (raw ?? "").replace(/[^\w.-]+/g, "_").slice(0, 40);
  const oddities = unsaid ? ["no-end"] : ending === "odd" ? [`odd-end=${word}`] : [];
  return { ending, ...defined({ why: raw }), oddities };
}

function identity(metadata: { id?: string | undefined; modelId?: string | undefined }): Pick<CollectedReply, "model" | "response"> {
  return {
    ...defined({ model: metadata.modelId, response: metadata.id }),
  };
}
