import type { Advice } from "./failure-class.ts";
import { nearestPriced } from "./prices.ts";

interface AskedModel {
  /** The full id, provider first. */
  readonly model: string;
  /** The variable that holds the key, or the setting that names it. */
  readonly keyName: string;
  readonly url?: string;
  /** The output tokens that there is room for, where that is told. */
  readonly room?: number;
}

/** What to do about a failure, as one or two sentences; empty where there is nothing to do but to wait or to try again. */
export function adviceFor(advice: Advice, asked: AskedModel): string {
  return sentences[advice](asked);
}

const sentences: { readonly [advice in Advice]: (asked: AskedModel) => string } = {
  key: ({ keyName }) =>
    keyName === "apiKeyEnv"
      ? "Set apiKeyEnv of the member to the name of the variable that holds its key (sendKeyTo sends a provider's own key to another host); `catallaxy doctor` shows which keys are found."
      : `Check ${keyName}: it must hold a key that is valid there and may use this model; \`catallaxy doctor\` shows which keys are found.`,
  account: ({ keyName }) =>
    `Add credit or raise the quota of the account${keyName === "apiKeyEnv" ? "" : ` that ${keyName} belongs to`}, then resume.`,
  model: ({ model, url }) => `Check the model's name.${nearestPriced(model)}${listing(url)}`,
  route: ({ url = "the address" }) => `There is no such route at ${url}. Check baseUrl: it is the address before ${routeIn(url)}.`,
  settings: () => "Check the member's settings: this model does not take them.",
  cap: ({ room }) => `Lower the cap on output tokens (terms.outputCap)${room === undefined ? "" : ` to ${room} or less`}.`,
  pace: () =>
    "This one call asks for more than the account's limit lets through in all, so no wait helps: lower the cap on output tokens (terms.outputCap), shorten the task or its context, or raise the limit.",
  shorter: () => "Shorten the task or its context, or seat a model that takes more input.",
  page: ({ url = "the address" }) =>
    `A web page came from ${url} where an API was wanted. Check baseUrl, and whether a proxy or a sign-in page stands in between.`,
  gateway: ({ url }) => `A gateway${at(url)} said that in place of the model: check that the server behind it runs, or try again later.`,
  late: ({ url }) =>
    `The gateway or server${at(url)} gave up waiting: try again later. Where long answers end so, raise its time limit, or lower the cap on output tokens (terms.outputCap).`,
  region: () => "The provider does not serve this place; seat another model or ask from elsewhere.",
  proxy: () => "The proxy wants a sign-in: put user and password into HTTPS_PROXY.",
  access: ({ keyName }) =>
    `The key was read and this was refused to it. Besides the key${keyName === "apiKeyEnv" ? "" : ` (${keyName})`}, check what the provider's words point to: its organization or project, the access to this model, the region, billing.`,
  none: () => "",
};

function at(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? ` at ${new URL(url).host}` : "";
}

/** What a provider's interface puts behind its base address, with how that address often ends. */
function routeIn(url: string): string {
  const google = /\/models\/[^/]+:\w+/.exec(url)?.[0];
  if (google !== undefined) return `${google}, often ending in /v1beta`;
  return `${/\/(?:responses|messages)(?=$|\?)/.exec(url)?.[0] ?? "/chat/completions"}, often ending in /v1`;
}

/** Where a server that copies OpenAI's API lists what it has. */
function listing(url: string | undefined): string {
  const base = url === undefined ? null : /^(.*)\/chat\/completions/.exec(url);
  return base === null ? "" : ` The server lists its models at ${base[1] ?? ""}/models.`;
}
