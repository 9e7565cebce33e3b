import type { Json } from "../types.ts";
import { isRecord, oddUsage } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };
/** By what tier, at what speed and where a call is served; empty where that is the default, absent where nobody says. */
export interface ServedAs {
  readonly tier?: string;
  readonly speed?: string;
  readonly place?: string;
}

/** What providers call the default. */
const plain: ReadonlySet<string> = new Set(["", "standard", "default", "on_demand", "normal", "global", "not_available", "none"]);
/** What leaves it to the provider, or tells nothing. */
const open: ReadonlySet<string> = new Set(["auto", "traffic_type_unspecified", "unspecified", "service_tier_unspecified"]);

/**
 * Reads the fields of an answer, of one event of a stream, or of a request's body that tell of it: OpenAI's `service_tier`, Anthropic's
 * in its usage beside `speed` and `inference_geo`, Google's `serviceTier` and `trafficType`, Bedrock's `serviceTier.type`.
 */
export function servedAs(body: Json | undefined): ServedAs {
  if (!isRecord(body)) return {};
  const inner = [body["response"], body["message"]].filter(isRecord);
  const holders = [body, ...inner];
  const reports = holders.flatMap((one) => [one["usage"], one["usageMetadata"], one[oddUsage]]).filter(isRecord);
  return [...holders, ...reports].reduce<ServedAs>((known, fields) => ({ ...known, ...toldBy(fields) }), {});
}

function toldBy(fields: Fields): ServedAs {
  const { service_tier: snake, serviceTier: camel, trafficType: traffic, speed, inference_geo: geo } = fields;
  const tier = nameOf(snake) ?? nameOf(isRecord(camel) ? camel["type"] : camel) ?? nameOf(traffic);
  const [fast, place] = [nameOf(speed), nameOf(geo)];
  return {
    ...defined({ tier, speed: fast, place }),
  };
}

function nameOf(value: Json | undefined): string | undefined {
  if (typeof value !== "string" || value.length > 60) return undefined;
  const name = value
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_")
    .replace(/^on_demand_/, "");
  if (open.has(name)) return undefined;
  return plain.has(name) ? "" : name;
}

/** The names of what is not the default: what was `told` goes before what was `asked`. */
export function servedNames(asked: ServedAs, told: ServedAs = {}): string[] {
  const { tier = "", speed = "", place = "" } = { ...asked, ...told };
  return [tier, speed, place].filter((name) => name !== "");
}
