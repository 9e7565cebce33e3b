import { createAzure } from "@ai-sdk/azure";
import type { Model } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { openaiConnection } from "./openai-connection.ts";
import type { Opening } from "./opening.ts";
import { provider } from "./provider.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { defined } from "../util/defined.ts";

/**
 * A deployment of Azure OpenAI: through the Responses API of its v1 address, or, with a dated API version, as a chat at the
 * deployment's own address.
 */
export function open(opening: Opening): Model {
  const { name, live, baseUrl, fetch, settings, place, credentials, needs } = opening;
  if (baseUrl === undefined && place.resource === undefined) throw new UserError(`"${live.id}" needs the name of its resource. ${needs}.`);
  const dated = settings.apiVersion !== undefined && /^\d{4}-/.test(settings.apiVersion);
  const token = credentials["AZURE_OPENAI_AD_TOKEN"];
  const azure = createAzure({
    ...(token === undefined ? { apiKey: live.key ?? "" } : { tokenProvider: async () => token }),
    ...(baseUrl === undefined ? { resourceName: place.resource ?? "" } : { baseURL: baseUrl }),
    ...defined({ apiVersion: settings.apiVersion }),
    useDeploymentBasedUrls: dated,
    fetch: mendedAnswers("openai", fetch),
  });
  const chats = (settings.api ?? (dated ? "chat" : "responses")) === "chat";
  const language = chats ? azure.chat(name) : azure.responses(name);
  // The SDK reads chats' options under OpenAI's name.
  return provider(openaiConnection(language, chats ? "openai" : "azure", opening), live);
}
