import { createGoogleVertex } from "@ai-sdk/google-vertex";
import { createGoogleVertexAnthropic } from "@ai-sdk/google-vertex/anthropic";
import { type AuthClient, JWT, UserRefreshClient } from "google-auth-library";
import type { Model } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { readBytes } from "../util/read-file.ts";
import { deadlineOfCall } from "./deadline.ts";
import { mendedAnswers } from "./mended-answers.ts";
import type { Opening } from "./opening.ts";
import { provider } from "./provider.ts";
import { defined } from "../util/defined.ts";

/** A model on Google Vertex: Gemini by an API key (express mode) or a service account, Claude by a service account. */
export function open(opening: Opening): Model {
  const { name, live, baseUrl, fetch, plainFetch, forcesShape, place, credentials, needs } = opening;
  const keyFile = credentials["GOOGLE_APPLICATION_CREDENTIALS"];
  const claude = name.startsWith("claude");
  if (keyFile === undefined && claude) throw new UserError(`"${live.id}": Claude on Vertex takes no API key. ${needs}.`);
  if (keyFile !== undefined && baseUrl === undefined && (place.project === undefined || place.region === undefined))
    throw new UserError(`"${live.id}" needs the project and the location that it is billed and served in. ${needs}.`);
  const common = {
    fetch: mendedAnswers(claude ? "anthropic" : "google", fetch),
    ...defined({ baseURL: baseUrl, project: place.project, location: place.region }),
  };
  const signed = keyFile === undefined ? {} : { googleAuthOptions: { authClient: signIn(keyFile, plainFetch) } };
  if (claude) {
    const language = createGoogleVertexAnthropic({ ...common, ...signed })(name);
    const breakpoint = (ttl: "5m" | "1h") => ({
      anthropic: { cacheControl: ttl === "1h" ? { type: "ephemeral" as const, ttl } : { type: "ephemeral" as const } },
    });
    return provider(
      {
        dialect: "anthropic",
        thinkingForm: "anthropic",
        manner: { merge: false, tellShape: !forcesShape, breakpoint },
        forcesShape,
        language: () => language,
      },
      live,
    );
  }
  // An empty key keeps the SDK from looking for one in the process's own environment.
  const language = createGoogleVertex({
    ...common,
    ...(keyFile === undefined ? { apiKey: live.key ?? "" } : { apiKey: "", ...signed }),
  })(name);
  const manner = { merge: false, tellShape: !forcesShape };
  return provider({ dialect: "google", thinkingForm: "google", manner, forcesShape, language: () => language }, live);
}

/** Where Google's library asks for tokens, whatever the file of the account says. */
const googleTokens = "https://oauth2.googleapis.com/token";
const scopes = ["https://www.googleapis.com/auth/cloud-platform"];
interface Account {
  readonly type?: string;
  readonly token_uri?: string;
}

/** Signs in as the account in the file: a service account, or a person as `gcloud auth application-default login` leaves one. */
function signIn(file: string, fetch: typeof globalThis.fetch): AuthClient {
  const account = accountIn(file);
  const transporterOptions = { fetchImplementation: tokenFetch(fetch, account.token_uri ?? googleTokens) };
  const client = {
    service_account: new JWT({ scopes, transporterOptions }),
    authorized_user: new UserRefreshClient({ transporterOptions }),
  };
  try {
    const known = account.type === "authorized_user" ? client.authorized_user : client.service_account;
    known.fromJSON({ ...account });
    return known;
  } catch (thrown) {
    throw new UserError(`The Google account in ${file} cannot be used: ${wordsOf(thrown)}`);
  }
}

/** Asks for tokens where the account itself says, within the time of the call that needs one. */
function tokenFetch(fetch: typeof globalThis.fetch, told: string): typeof globalThis.fetch {
  return (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input);
    const signal = deadlineOfCall.getStore()?.signal;
    return fetch(address === googleTokens ? told : address, { ...init, ...defined({ signal }) });
  };
}

function accountIn(file: string): Account {
  try {
    return JSON.parse(readBytes(file, 1_000_000).toString("utf8")) as Account;
  } catch (thrown) {
    throw new UserError(`Wanted the JSON file of a Google account in GOOGLE_APPLICATION_CREDENTIALS, ${file}: ${wordsOf(thrown)}`);
  }
}
