import { addressOf } from "../util/hash.ts";
import type { Json } from "../types.ts";

/** What shapes a live model's replies or their price, beside the ask. Keys and other secrets are no part of it. */
export interface IdentityParts {
  readonly id: string;
  /** The address that is asked; undefined where it is the provider's own. */
  readonly baseUrl: string | undefined;
  readonly forcesShape: boolean;
  readonly price: Json;
  /** Settings that reach the provider. */
  readonly sent: { readonly [name: string]: Json };
}

/** The digest by which the calls of two members count as those of one model. */
export function identityOf({ baseUrl, ...parts }: IdentityParts): string {
  return addressOf({ ...parts, endpoint: baseUrl === undefined ? "" : endpointOf(baseUrl) });
}

/** An address without what makes no difference, and without the secrets that people put into addresses. */
function endpointOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}${url.search}`;
}
