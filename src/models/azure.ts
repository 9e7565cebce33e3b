import { createAzure } from "@ai-sdk/azure";
import type { Ask, Model } from "../types.ts";
import { UserError } from "../util/bug.ts";
import type { Opening } from "./opening.ts";
import { prefixKey } from "./prefix-key.ts";
import { provider } from "./provider.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { isStrict } from "./strict-shape.ts";

/**
 * A deployment of Azure OpenAI: through the Responses API of its v1 address, or, with a dated API version, as a chat at the
 * deployment's own address. Nothing is stored there.
 */
export function open({ name, live, baseUrl, fetch, forcesShape, settings, place, credentials, needs }: Opening): Model {
  if (baseUrl === undefined && place.resource === undefined) throw new UserError(`"${live.id}" needs the name of its resource. ${needs}.`);
  const dated = settings.apiVersion !== undefined && /^\d{4}-/.test(settings.apiVersion);
  const token = credentials["AZURE_OPENAI_AD_TOKEN"];
  const azure = createAzure({
    ...(token === undefined ? { apiKey: live.key ?? "" } : { tokenProvider: async () => token }),
    ...(baseUrl === undefined ? { resourceName: place.resource ?? "" } : { baseURL: baseUrl }),
    ...(settings.apiVersion === undefined ? {} : { apiVersion: settings.apiVersion }),
    useDeploymentBasedUrls: dated,
    fetch: mendedAnswers("openai", fetch),
  });
  const chats = (settings.api ?? (dated ? "chat" : "responses")) === "chat";
  const language = chats ? azure.chat(name) : azure.responses(name);
  const effort = live.effort === undefined ? {} : { reasoningEffort: live.effort, reasoningSummary: null };
  const options = (ask: Ask) => {
    const key = prefixKey(ask);
    const strictJsonSchema = ask.shape !== undefined && isStrict(ask.shape);
    const own = { store: false, strictJsonSchema, ...effort, ...(key === undefined ? {} : { promptCacheKey: key }) };
    // The SDK reads chats' options under OpenAI's name.
    return chats ? { openai: own } : { azure: own };
  };
  return provider(
    {
      dialect: "openai",
      tellsEffort: true,
      manner: { merge: false, tellShape: !forcesShape },
      forcesShape,
      language: () => language,
      options,
    },
    live,
  );
}
