import type { Json } from "../types.ts";
import type { Frame } from "./event-frame.ts";
import { oddFault, saidIn } from "./provider-words.ts";
import { textIn } from "./text-in.ts";
import { isRecord, oddUsage } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };
type Event = readonly [event: string, payload: Json];
interface MendedEvents {
  readonly events: readonly Event[];
  /** Whether the answer is complete, or known to have failed, once this has come. */
  readonly ends: boolean;
}

/**
 * One message of Bedrock's stream as the events that its SDK reads. What is odd beside the answer is left out; the usage report
 * goes to our own reader under a name of its own, and so does whatever says that the call failed, in any form and of any type.
 */
export function mendEvent(frame: Frame): MendedEvents {
  const type = frame.headers.get(":message-type") ?? "event";
  const event = frame.headers.get(":event-type") ?? "";
  const named = frame.headers.get(":exception-type") ?? frame.headers.get(":error-code");
  if (type !== "event" || named !== undefined || /(exception|error)$/i.test(event))
    return { events: [[oddFault, faultOf(named ?? event, frame)]], ends: true };
  const payload = parsed(frame.payload);
  // A piece of the answer is lost.
  if (payload === undefined && event === "contentBlockDelta")
    return { events: [[oddFault, { message: `a part of it cannot be read: ${frame.payload}` }]], ends: true };
  const fields = isRecord(payload) ? payload : {};
  if (event === "metadata") return { events: isRecord(fields["usage"]) ? [[oddUsage, fields["usage"]]] : [], ends: true };
  return { events: partOf(event, fields), ends: event === "messageStop" };
}

function partOf(event: string, fields: Fields): Event[] {
  const index = Number(fields["contentBlockIndex"] ?? 0);
  const contentBlockIndex = Number.isSafeInteger(index) ? index : 0;
  if (event === "messageStop") {
    const { stopReason } = fields;
    return [[event, { stopReason: typeof stopReason === "string" ? stopReason : "unknown" }]];
  }
  if (event === "contentBlockStop") return [[event, { contentBlockIndex }]];
  if (event === "contentBlockStart") {
    const start = fields["start"];
    const toolUse = isRecord(start) ? start["toolUse"] : undefined;
    return isCall(toolUse) ? [[event, { contentBlockIndex, start: { toolUse } }]] : [];
  }
  if (event !== "contentBlockDelta") return [];
  const delta = deltaIn(fields["delta"] ?? null);
  return delta === undefined ? [] : [[event, { contentBlockIndex, delta }]];
}

function isCall(toolUse: Json | undefined): toolUse is Fields {
  return isRecord(toolUse) && typeof toolUse["toolUseId"] === "string" && typeof toolUse["name"] === "string";
}

/** A piece of text, of reasoning or of a tool's input; undefined for what is none of them. */
function deltaIn(delta: Json): Json | undefined {
  const { reasoningContent: thought, toolUse } = isRecord(delta) ? delta : {};
  if (isRecord(toolUse)) {
    const input = toolUse["input"] ?? "";
    return { toolUse: { input: typeof input === "string" ? input : JSON.stringify(input) } };
  }
  if (thought !== undefined && thought !== null) {
    const told = isRecord(thought) ? (thought["reasoningText"] ?? thought) : { text: thought };
    const kept = isRecord(told) ? Object.entries(told).find(([name, value]) => thoughts.has(name) && typeof value === "string") : undefined;
    return kept === undefined ? undefined : { reasoningContent: Object.fromEntries([kept]) };
  }
  const text = textIn(delta);
  return text === null ? undefined : { text };
}

const thoughts: ReadonlySet<string> = new Set(["text", "signature", "data", "redactedContent"]);

/** The statuses that exceptions stand for in Converse, whose names do not all tell. */
const statuses: ReadonlyMap<string, number> = new Map([
  ["throttlingexception", 429],
  ["modelstreamerrorexception", 424],
  ["modelerrorexception", 424],
  ["modeltimeoutexception", 408],
  ["modelnotreadyexception", 503],
  ["validationexception", 400],
  ["accessdeniedexception", 403],
  ["resourcenotfoundexception", 404],
  ["serviceunavailableexception", 503],
  ["internalserverexception", 500],
]);
/** What the model behind the service may answer that is a limit or an overload of it, and no fault. */
const busy: ReadonlySet<unknown> = new Set([429, 503, 529]);

/** An exception in the form of providers' error bodies: its type, the words of it and of the model behind it, its status. */
function faultOf(named: string, { headers, payload }: Frame): Fields {
  // "com.amazon.coral.service#ThrottlingException:http://..." is one spelling of it.
  const type = named.replace(/^[^:]*#/, "").replace(/:.*$/, "");
  const body = parsed(payload) ?? payload;
  const fields = isRecord(body) ? body : {};
  const { originalMessage: behind, originalStatusCode: original } = fields;
  const said = [headers.get(":error-message"), saidIn(body)?.sentence, type].find((words) => words !== undefined && words.trim() !== "");
  const message =
    typeof behind === "string" && behind.trim() !== "" && behind !== said ? `${said} (${behind})` : (said ?? "no reason given");
  const known = busy.has(original)
    ? Number(original)
    : (statuses.get(type.toLowerCase()) ?? (/^\d{3}$/.test(type) ? Number(type) : undefined));
  return { ...fields, type, message, ...defined({ code: known }) };
}

function parsed(payload: string): Json | undefined {
  if (payload.trim() === "") return {};
  try {
    return JSON.parse(payload) as Json;
  } catch {
    return undefined;
  }
}
