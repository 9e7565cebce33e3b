import type { CallRow, Event, Fact, Json, Ledger, Reply, Where } from "../types.ts";
import { callState } from "../util/call-state.ts";
import { addressOf, canonical, sha256Parts } from "../util/hash.ts";

/** A ledger that forgets when the process ends. */
export function memoryLedger(): Ledger {
  const events: Event[] = [];
  const heads = new Map<string, string>();
  const rows = new Map<string, CallRow>();
  const bodies = new Map<string, Json>();
  return {
    append(where: Where, fact: Fact): Event {
      const hash = sha256Parts(heads.get(where.trial) ?? "", where.span, String(where.at), canonical(fact));
      heads.set(where.trial, hash);
      const event: Event = { seq: events.length + 1, ...where, fact, hash };
      events.push(event);
      return event;
    },
    async *read(filter = {}) {
      for (const event of events) if (event.seq > (filter.after ?? 0) && (filter.trial ?? event.trial) === event.trial) yield event;
    },
    call: (key) => rows.get(key),
    open: (row) => void rows.set(row.key, { ...row, state: "open" }),
    close(key: string, reply: Reply) {
      const row = rows.get(key);
      if (row !== undefined) rows.set(key, { ...row, state: callState(reply), reply });
    },
    put(body) {
      const address = addressOf(body);
      bodies.set(address, body);
      return address;
    },
    body: (address) => bodies.get(address),
    durable: async () => {},
  };
}
