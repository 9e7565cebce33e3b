import type { Answer, Ask, Model, Reply, Result, Seat, Topology, CallContext } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { fence } from "../util/fence.ts";
import { sha256 } from "../util/hash.ts";
import { shapeWords } from "../util/shape-words.ts";

/**
 * A topology with members, as one model: a hub may have markets for workers, a cascade may end in a council.
 * `quote` is the sum of its members' quotes, an estimate for bids: each inner call holds its own money.
 * Contract: as for every model; a firm above itself or nested too deep is refused.
 */
export function firm(topology: Topology, seats: readonly Seat[], name = topology.name): Model {
  const id = `firm/${name}(${seats.map((seat) => seat.model.id).join(",")})`;
  const worlds = new Set(seats.map((seat) => seat.model.world));
  return {
    id,
    family: `firm/${name}`,
    world: worlds.has("live") ? "live" : worlds.has("recorded") ? "recorded" : "simulated",
    composite: true,
    quote: (ask) => seats.reduce((sum, seat) => sum + seat.model.quote({ ...ask, ...seat.model.thinking?.(ask.purpose) }), 0),
    call: (ask, watch) => work({ topology, seats, name }, ask, watch),
  };
}

interface Firm {
  readonly topology: Topology;
  readonly seats: readonly Seat[];
  readonly name: string;
}

async function work({ topology, seats, name }: Firm, ask: Ask, watch: CallContext): Promise<Reply> {
  const nothing = { usage: noUsage, cost: 0, ms: 0 };
  if (watch.runNested === undefined)
    return { ...fail("unsupported", `The firm ${name} works only at a desk. Ask it through one.`), ...nothing };
  const part = { name, seats, ...nestedBrief(ask, watch) };
  const hired = await watch.runNested<Result<Answer>>(part, (desk, brief) => topology.solve(brief, desk));
  if (!hired.ok) return { ...hired, ...nothing };
  const { value, cost, usage, ms } = hired;
  if (!value.ok) return { ...value, usage, cost, ms };
  return { ok: true, text: value.text, stop: "end", usage, cost, ms };
}

/** What a firm is asked is its task; a shaped ask tells the schema in words, and the desk parses the answer. */
function nestedBrief(ask: Ask, watch: CallContext): { id: string; prompt: string } {
  // Who said what is lost in one text, so what the firm itself answered before is quoted.
  const said = ask.messages
    .map(({ role, text }) => (role === "assistant" ? fence("history", text.toWellFormed()).text : text))
    .join("\n\n");
  const form = shapeWords(ask);
  const prompt = form === undefined ? said : `${said}\n\n${form}`;
  return { id: `${watch.draw.task}#${sha256(prompt).slice(0, 8)}`, prompt };
}
