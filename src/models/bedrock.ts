import { createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import type { Model } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { mendedFrames } from "./mended-frames.ts";
import type { Opening } from "./opening.ts";
import { provider } from "./provider.ts";
import { defined } from "../util/defined.ts";

/** A model of Amazon Bedrock through its Converse API, by an API key or by signed requests (SigV4). */
export function open({ name, live, baseUrl, fetch, forcesShape, place, credentials, headers, body, needs }: Opening): Model {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = credentials;
  const signs = accessKeyId !== undefined && secretAccessKey !== undefined;
  const region = place.region;
  if (region === undefined && (signs || baseUrl === undefined))
    throw new UserError(`"${live.id}" needs the region that its models are in. ${needs}.`);
  const bedrock = createAmazonBedrock({
    // A key of an empty text keeps the SDK from looking for one in the process's own environment.
    ...(signs ? { apiKey: " ", accessKeyId, secretAccessKey, ...defined({ sessionToken }) } : { apiKey: live.key ?? " " }),
    ...defined({ region, baseURL: baseUrl }),
    headers: { ...headers },
    fetch: mendedFrames(fetch),
  });
  const language = bedrock(name);
  const breakpoint = (ttl: "5m" | "1h") => ({ bedrock: { cachePoint: { type: "default", ...(ttl === "1h" ? { ttl } : {}) } } });
  const caches = /claude|nova/.test(name);
  const manner = { merge: true, tellShape: !forcesShape, ...(caches ? { breakpoint } : {}) };
  const options = () => ({ bedrock: Object.keys(body).length === 0 ? {} : { additionalModelRequestFields: { ...body } } });
  return provider({ dialect: "bedrock", thinkingForm: "bedrock", manner, forcesShape, language: () => language, options }, live);
}
