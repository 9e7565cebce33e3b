import type { LanguageModelV4Message, LanguageModelV4Prompt, SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { Ask, Message } from "../types.ts";
import { neutralized } from "./template-tokens.ts";
import { capWords, shapeWords } from "../util/shape-words.ts";

/** How a provider wants its messages. */
export interface Manner {
  /** Chat templates of many local models refuse two messages of one role in a row: they become one. */
  readonly merge: boolean;
  /** The provider's option for a cache breakpoint after a message; absent where caching needs none. */
  readonly breakpoint?: (cache: "5m" | "1h") => SharedV4ProviderOptions;
  /** Whether the schema is also told in words, for models that nothing forces to follow it. */
  readonly tellShape: boolean;
  /** Whether the marks of chat templates in texts are taken apart, because the server would read them as its own. */
  readonly neutralize?: boolean;
}

/** Anthropic refuses a fifth one. */
const mostBreakpoints = 4;

/**
 * An ask as a provider's prompt. System texts at the head stay system texts; later ones become user texts, because moving
 * them to the head would break the prefix that members share, and some providers refuse them in between.
 */
export function layMessages(ask: Ask, manner: Manner): LanguageModelV4Prompt {
  const spoken = ask.messages.filter((message) => message.text !== "");
  const told = [...spoken, ...formText(ask, manner)];
  const other = told.findIndex((message) => message.role !== "system");
  // Providers want something said by the user: a lone system text, if there is nothing else, is that.
  const firstOther = other < 0 ? told.length - 2 : other;
  const placed = told.map((message, i): Message => {
    return message.role === "system" && i > firstOther ? { ...message, role: "user" } : message;
  });
  const plain = manner.neutralize === true ? placed.map((message) => ({ ...message, text: neutralized(message.text) })) : placed;
  const whole = manner.merge ? merged(plain) : plain;
  const marked = whole.flatMap((message, i) => (message.cache === undefined ? [] : [i])).slice(-mostBreakpoints);
  return whole.map((message, i) => laid(message, marked.includes(i) ? manner.breakpoint : undefined));
}

/** The form that is wanted, last: in words where nothing forces it, or where a reply did not keep to it; its cap always. */
function formText(ask: Ask, manner: Manner): Message[] {
  const words = manner.tellShape || ask.example !== undefined ? shapeWords(ask) : capWords(ask);
  return ask.shape === undefined || words === undefined ? [] : [{ role: "user", text: words }];
}

/** A breakpoint inside merged messages would move, so a marked message ends its run. */
function merged(messages: readonly Message[]): Message[] {
  const out: Message[] = [];
  for (const message of messages) {
    const last = out.at(-1);
    if (last?.role === message.role && last.cache === undefined)
      out[out.length - 1] = { ...message, text: `${last.text}\n\n${message.text}` };
    else out.push(message);
  }
  return out;
}

function laid(message: Message, breakpoint: Manner["breakpoint"]): LanguageModelV4Message {
  const options = message.cache === undefined ? undefined : breakpoint?.(message.cache);
  const extra = options === undefined ? {} : { providerOptions: options };
  if (message.role === "system") return { role: "system", content: message.text, ...extra };
  return { role: message.role, content: [{ type: "text", text: message.text }], ...extra };
}
