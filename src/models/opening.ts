import type { Price } from "../types.ts";
import type { LiveModel } from "./provider.ts";

/** The world outside, so that tests can bring their own: variables, milliseconds since 1970, fetch. */
export interface Surroundings {
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: () => number;
  readonly fetch: typeof globalThis.fetch;
  /** Prices by model id that hold instead of the book's: a run keeps those that it began with. */
  readonly prices: { readonly [modelId: string]: Price };
}
/** What a provider's file gets to open a model. */
export interface Opening {
  /** The model's name at the provider. */
  readonly name: string;
  readonly live: LiveModel;
  readonly baseUrl?: string;
  readonly fetch: typeof globalThis.fetch;
  readonly forcesShape: boolean;
}
