import type { Ask, Model, Nano, Reply, Usage, Watch } from "../types.ts";
import { caught, fail } from "../util/failure.ts";
import { absentWords, keptFunction } from "../util/functions.ts";
import { noUsage, toNano } from "../util/money.ts";

/** What a member that is a function gets: the ask, and a signal by which the run calls it off. */
export type FunctionAsk = Pick<Ask, "messages" | "maxTokens" | "shape" | "temperature"> & { readonly signal?: AbortSignal };
/** What it gives back: a text, or a text with its tokens and its cost in dollars. Without a cost the call is free. */
export type FunctionReply = string | { readonly text: string; readonly usage?: Partial<Usage>; readonly cost?: number };
export type MemberFunction = (ask: FunctionAsk) => FunctionReply | Promise<FunctionReply>;

/**
 * A model that is a function of a configuration. Calls cost what the function says, which is known only afterwards: nothing is held
 * for them before. Contract: a function that throws, or gives back something else, is a failed call.
 */
export function functionModel(address: string, name: string): Model {
  return {
    id: address,
    family: name,
    world: "live",
    quote: () => 0,
    call: (ask, watch) => answered(address, ask, watch),
  };
}

async function answered(address: string, ask: Ask, watch: Watch): Promise<Reply> {
  const work = keptFunction(address) as MemberFunction | undefined;
  const from = performance.now();
  const lost = (failure: { readonly ok: false } & ReturnType<typeof fail>): Reply => ({
    ...failure,
    usage: noUsage,
    cost: 0,
    ms: performance.now() - from,
  });
  if (work === undefined) return lost(fail("unsupported", absentWords(address)));
  const { messages, maxTokens, shape, temperature } = ask;
  const given = {
    messages,
    maxTokens,
    ...(shape === undefined ? {} : { shape }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(watch.signal === undefined ? {} : { signal: watch.signal }),
  };
  const said = await caught("provider", async () => work(given));
  if (!said.ok) return lost(said);
  const reply = typeof said.value === "string" ? { text: said.value } : said.value;
  const usage = usageOf(reply?.usage ?? {});
  const cost = costOf(reply?.cost ?? 0);
  if (typeof reply?.text !== "string" || usage === undefined || cost === undefined)
    return lost(fail("provider", `${address} must give back a text, or { text, usage, cost } with whole tokens and a cost in dollars.`));
  return { ok: true, text: reply.text, stop: "end", usage, cost, ms: performance.now() - from };
}

function usageOf(usage: Partial<Usage>): Usage | undefined {
  const whole = { ...noUsage, ...usage };
  return Object.values(whole).every((tokens) => Number.isInteger(tokens) && tokens >= 0) ? whole : undefined;
}

function costOf(dollars: number): Nano | undefined {
  return Number.isFinite(dollars) && dollars >= 0 ? toNano(dollars) : undefined;
}
