import { createGoogle } from "@ai-sdk/google";
import type { Model } from "../types.ts";
import { provider } from "./provider.ts";
import type { Opening } from "./opening.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { defined } from "../util/defined.ts";

/** Google's Gemini API; its caching is implicit and needs no breakpoints. */
export function open({ name, live, baseUrl, fetch, forcesShape }: Opening): Model {
  const google = createGoogle({
    apiKey: live.key ?? "",
    fetch: mendedAnswers("google", fetch),
    ...defined({ baseURL: baseUrl }),
  });
  const language = google(name);
  const manner = { merge: false, tellShape: !forcesShape };
  return provider({ dialect: "google", thinkingForm: "google", manner, forcesShape, language: () => language }, live);
}
