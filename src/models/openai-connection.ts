import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Ask } from "../types.ts";
import { sha256Parts } from "../util/hash.ts";
import type { Opening } from "./opening.ts";
import type { Connection } from "./provider.ts";
import { isStrict } from "./strict-shape.ts";
import { defined } from "../util/defined.ts";

/** How a model of OpenAI's is asked, at OpenAI or on Azure: nothing is stored there. `under` is the name that its SDK reads options by. */
export function openaiConnection(language: LanguageModelV4, under: "openai" | "azure", { forcesShape }: Opening): Connection {
  return {
    dialect: "openai",
    thinkingForm: under,
    manner: { merge: false, tellShape: !forcesShape },
    forcesShape,
    language: () => language,
    options: (ask) => {
      const key = prefixKey(ask);
      const strictJsonSchema = ask.shape !== undefined && isStrict(ask.shape);
      return { [under]: { store: false, strictJsonSchema, ...defined({ promptCacheKey: key }) } };
    },
  };
}

/** A routing key for calls that share a prefix: the hash of all messages up to the last breakpoint; undefined without one. */
function prefixKey(ask: Ask): string | undefined {
  const last = ask.messages.findLastIndex((message) => message.cache !== undefined);
  if (last < 0) return undefined;
  return sha256Parts(...ask.messages.slice(0, last + 1).flatMap((message) => [message.role, message.text])).slice(0, 32);
}
