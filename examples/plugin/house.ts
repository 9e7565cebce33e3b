import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Ask, definePlugin, type Model, openStore, type Price, type Reply } from "catallaxy";

const none = { uncached: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

/** A model without weights: it says the last answer that it was asked with, else the last line. A dollar per million characters it reads, held before and charged after. */
function parrot(id: string, price?: Price): Model {
  const text = ({ messages }: Ask): string => messages.map((message) => message.text).join("\n");
  const cost = (ask: Ask): number => text(ask).length * 1000;
  return {
    id,
    family: "parrot",
    world: "live",
    ...(price === undefined ? {} : { price }),
    quote: cost,
    async call(ask, { signal }): Promise<Reply> {
      const usage = { ...none, uncached: text(ask).length };
      if (signal?.aborted === true)
        return { ok: false, failure: { code: "aborted", message: "It was called off." }, usage: none, cost: 0, ms: 0 };
      const lines = text(ask).trim().split("\n");
      const said = lines.findLast((line) => line.startsWith("Answer: ")) ?? lines.at(-1) ?? "";
      const reply = { usage: { ...usage, output: said.length }, cost: cost(ask), ms: 1 };
      if (said === "") return { ok: false, failure: { code: "malformed", message: "There was nothing to say." }, ...reply };
      return { ok: true, text: said, stop: "end", ...reply };
    },
  };
}

/** A provider of models, and a ledger in a folder that an address names. */
export default definePlugin({
  name: "house",
  providers: [
    {
      name: "parrot",
      homes: [],
      keys: [],
      forcesShape: false,
      takes: [],
      price: () => ({ input: 1, output: 0 }),
      load: async () => ({ open: ({ live }) => parrot(live.id, live.price) }),
      example: async (behavior) => (behavior === "plain" ? { model: parrot("parrot/grey") } : undefined),
    },
  ],
  ledgers: [
    {
      name: "folder",
      open: async (address, mode) => openStore(join(fileURLToPath(address.replace(/^folder:/, "file:")), "runs.sqlite"), mode),
      example: async () => pathToFileURL(mkdtempSync(join(tmpdir(), "catallaxy-folder-"))).href.replace(/^file:/, "folder:"),
    },
  ],
});
