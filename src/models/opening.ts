import type { Json, Price } from "../types.ts";
import type { MemberSettings } from "./member-settings.ts";
import type { LiveModel } from "./provider.ts";

/** The world outside, so that tests can bring their own: variables, milliseconds since 1970, fetch. */
export interface ProviderEnvironment {
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: () => number;
  /** Instead of connections of our own. */
  readonly fetch: typeof globalThis.fetch;
  /** True where the model is only read about: no key, no file and no connection is wanted, and no call can be made. */
  readonly offline: boolean;
  /** Prices by model id that hold instead of the book's: a run keeps those that it began with. */
  readonly prices: { readonly [modelId: string]: Price };
  /** Every secret of the models that were opened with it; each adds its own, and strikes all, for two members may ask one server. */
  readonly secrets: Set<string>;
}
/** Where among a provider's many servers a model is: from the member's settings, else from the environment. */
export interface CloudLocation {
  readonly resource?: string;
  readonly region?: string;
  readonly project?: string;
}
/** What a provider's file gets to open a model. */
export interface Opening {
  /** The model's name at the provider. */
  readonly name: string;
  readonly live: LiveModel;
  readonly baseUrl?: string;
  /** Carries the member's headers, query and body fields already, except where requests are signed: then they are given here. */
  readonly fetch: typeof globalThis.fetch;
  /** The same without them, and unknown to the call's deadline: for what is asked of others than the model. */
  readonly plainFetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, Json>>;
  readonly forcesShape: boolean;
  /** Whether texts are sent with the marks of chat templates taken apart. */
  readonly neutralize: boolean;
  readonly settings: MemberSettings;
  readonly place: CloudLocation;
  /** The member's key by the names of its variables. */
  readonly credentials: { readonly [name: string]: string };
  readonly env: ProviderEnvironment["env"];
  /** What this provider needs, in words. */
  readonly needs: string;
}
