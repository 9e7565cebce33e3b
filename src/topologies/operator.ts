import type { Ask, Json, JsonSchema, Model, World } from "../types.ts";
import { caught } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";

/** What the operator is shown: the ask's words, the names that may be chosen, and those that are proposed. */
export interface Proposal {
  readonly text: string;
  readonly names: readonly string[];
  readonly proposed: readonly string[];
}
/** What the operator does with it; `personas` counts for `change` alone. */
export interface Decision {
  readonly kind: "accept" | "change" | "reject";
  readonly personas?: readonly string[];
  readonly why?: string;
}

/**
 * A person as a member that costs nothing: seated as `operator`, it is asked through the desk like any other, so what it
 * decides is in the ledger and a resumed run does not ask again. Contract: never rejects; a `decide` that throws is a failure.
 */
export function operator(decide: (proposal: Proposal) => Promise<Decision>, world: World = "live"): Model {
  return {
    id: "human/operator",
    family: "human",
    world,
    price: {
      id: "human/operator",
      source: "free",
      date: "2026-01-01",
      input: 0,
      output: 0,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
    },
    quote: () => 0,
    async call(ask) {
      const decided = await caught("refused", () => decide(proposalOf(ask)));
      if (!decided.ok) return { ...decided, usage: noUsage, cost: 0, ms: 0 };
      const { kind, personas = [], why = "" } = decided.value;
      const object: Json = { kind, personas: [...personas], why };
      return { ok: true, text: JSON.stringify(object), object, stop: "end", usage: noUsage, cost: 0, ms: 0 };
    },
  };
}

function proposalOf(ask: Ask): Proposal {
  const properties = (ask.shape?.properties ?? {}) as { readonly [name: string]: JsonSchema };
  const personas = properties.personas ?? {};
  const items = (personas.items ?? {}) as JsonSchema;
  return {
    text: ask.messages.map((message) => message.text).join("\n"),
    names: (items.enum ?? []) as readonly string[],
    proposed: (personas.default ?? []) as readonly string[],
  };
}
