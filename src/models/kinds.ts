import type { ModelSubject } from "./cases.ts";
import type { Opening } from "./opening.ts";
import type { Model } from "../types.ts";
import { openRegistry } from "../util/registry.ts";
import type { MemberSettings } from "./member-settings.ts";
import type { PriceSetting } from "./prices.ts";

/** One provider: where its keys and its address are found, and what a member of it may be told. */
export interface Kind {
  /**
   * The hosts that its keys may go to without being told, and none below them, which others may hold; the usual one first. In them
   * `<region>` stands for a place such as us-east-1, `<area>` for two letters, `<resource>` for one part of a name.
   */
  readonly homes: readonly string[];
  /** Sets of variables that together are a key, the usual one first; none where a server needs no key. */
  readonly keys: readonly (readonly string[])[];
  /** Variables that go with a key of several parts, where they are set. */
  readonly besideKey?: readonly string[];
  /** Variables that hold its address instead of the provider's own. */
  readonly addresses?: readonly string[];
  /** What stands for a setting that the member leaves out: variables by setting. */
  readonly variables?: Partial<Record<"resource" | "region" | "project", readonly string[]>>;
  readonly load: () => Promise<{ open: (opening: Opening) => Model }>;
  readonly forcesShape: boolean;
  /** Whether requests are signed, so that nothing may be added to them afterwards. */
  readonly signs?: boolean;
  /** Settings that only some providers take, of those that this one takes. */
  readonly takes: readonly (keyof MemberSettings)[];
  /** What its models cost, by their names without the prefix, where the experiment does not say: in dollars per million tokens. Left out, or undefined, where it does not know. */
  readonly price?: (name: string) => PriceSetting | undefined;
  /** What it needs, for whoever names it without. */
  readonly needs?: string;
  /** Opens its models on a server that behaves so: `catallaxy conformance` tries a provider of others by it. */
  readonly example?: ModelSubject["open"];
}

const own: { readonly [prefix: string]: Kind } = {
  openai: {
    homes: ["api.openai.com", "<area>.api.openai.com"],
    keys: [["OPENAI_API_KEY"]],
    addresses: ["OPENAI_BASE_URL"],
    load: () => import("./openai.ts"),
    forcesShape: true,
    takes: ["organization", "project", "query", "body"],
  },
  anthropic: {
    homes: ["api.anthropic.com"],
    keys: [["ANTHROPIC_API_KEY"]],
    addresses: ["ANTHROPIC_BASE_URL"],
    load: () => import("./anthropic.ts"),
    forcesShape: true,
    takes: ["query", "body"],
  },
  google: {
    homes: ["generativelanguage.googleapis.com"],
    keys: [["GOOGLE_GENERATIVE_AI_API_KEY"], ["GEMINI_API_KEY"], ["GOOGLE_API_KEY"]],
    load: () => import("./google.ts"),
    forcesShape: true,
    takes: ["query", "body"],
  },
  openrouter: {
    homes: ["openrouter.ai", "<area>.openrouter.ai"],
    keys: [["OPENROUTER_API_KEY"]],
    load: () => import("./openrouter.ts"),
    forcesShape: true,
    takes: ["query", "body"],
  },
  azure: {
    homes: ["<resource>.openai.azure.com", "<resource>.cognitiveservices.azure.com", "<resource>.services.ai.azure.com"],
    keys: [["AZURE_API_KEY"], ["AZURE_OPENAI_API_KEY"], ["AZURE_OPENAI_AD_TOKEN"]],
    addresses: ["AZURE_OPENAI_ENDPOINT"],
    variables: { resource: ["AZURE_RESOURCE_NAME"] },
    load: () => import("./azure.ts"),
    forcesShape: true,
    takes: ["resource", "apiVersion", "api", "maxTokensField", "query", "body"],
    needs:
      'azure/<deployment> needs AZURE_API_KEY (or AZURE_OPENAI_AD_TOKEN), the resource (AZURE_RESOURCE_NAME or settings: { resource: <the name before .openai.azure.com> }, or baseUrl: "https://<resource>.openai.azure.com/openai"), and a price, since a deployment may have any name',
  },
  bedrock: {
    homes: ["amazonaws.com", "amazonaws.com.cn", "api.aws"].flatMap((end) =>
      ["bedrock-runtime", "bedrock-runtime-fips"].map((service) => `${service}.<region>.${end}`),
    ),
    keys: [["AWS_BEARER_TOKEN_BEDROCK"], ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]],
    besideKey: ["AWS_SESSION_TOKEN"],
    addresses: ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL"],
    variables: { region: ["AWS_REGION", "AWS_DEFAULT_REGION"] },
    load: () => import("./bedrock.ts"),
    forcesShape: true,
    signs: true,
    takes: ["region", "body"],
    needs:
      "bedrock/<model id> needs AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN where they are temporary), and the region (AWS_REGION or settings: { region: us-east-1 }); profiles are not read: `aws configure export-credentials --format env` writes their variables",
  },
  vertex: {
    homes: ["aiplatform.googleapis.com", "<region>-aiplatform.googleapis.com", "aiplatform.<area>.rep.googleapis.com"],
    keys: [["GOOGLE_VERTEX_API_KEY"], ["GOOGLE_APPLICATION_CREDENTIALS"]],
    variables: {
      project: ["GOOGLE_VERTEX_PROJECT", "GOOGLE_CLOUD_PROJECT"],
      region: ["GOOGLE_VERTEX_LOCATION", "GOOGLE_CLOUD_LOCATION"],
    },
    load: () => import("./vertex.ts"),
    forcesShape: true,
    takes: ["region", "project", "query", "body"],
    needs:
      "vertex/<model> needs GOOGLE_VERTEX_API_KEY, or GOOGLE_APPLICATION_CREDENTIALS (the file of a service account) with the project (GOOGLE_VERTEX_PROJECT or settings: { project }) and the location (GOOGLE_VERTEX_LOCATION or settings: { region: global })",
  },
  compatible: {
    homes: [],
    keys: [],
    load: () => import("./compatible.ts"),
    forcesShape: false,
    takes: ["templateTokens", "organization", "project", "maxTokensField", "query", "body"],
  },
};

/** Providers of live models by the prefix of their models' ids. */
export const providerRegistry = openRegistry<Kind & { readonly name: string }>(
  "provider",
  Object.entries(own).map(([name, kind]) => ({ name, ...kind })),
  // Members of these are opened before any provider is looked for.
  ["simulated", "recorded"],
);

/** The provider of this prefix; undefined where there is none. */
export function providerOf(prefix: string): Kind | undefined {
  return providerRegistry.all.find(({ name }) => name === prefix);
}

/** Settings that not every provider takes. */
export const particular: readonly (keyof MemberSettings)[] = [
  "organization",
  "templateTokens",
  "project",
  "region",
  "resource",
  "apiVersion",
  "api",
  "maxTokensField",
  "query",
  "body",
];
