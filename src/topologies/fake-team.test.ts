// Seats scripted members at a real desk. A test file, since source here may not import the desk; it holds no test of its own.
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, DomainFact, Event } from "../types.ts";
import { wantedOf } from "../util/wanted-of.ts";

type Says = (ask: Ask, name: string) => ScriptedAnswer;

/** A desk with members m0, m1, ..., whom prompts call by their names, so that a test can tell whose work stands where; `asked` is every ask in the order in which it left, `facts` what was noted. */
export function teamOf(members: number, says: Says, settings: Omit<FakeDeskSettings, "members"> & { operator?: Says } = {}) {
  const asked: { name: string; ask: Ask; text: string }[] = [];
  const hear = (name: string, answer: Says) =>
    fake(
      (ask) => {
        asked.push({ name, ask, text: ask.messages.map((message) => message.text).join("\n") });
        return answer(ask, name);
      },
      { id: `fake/${name}` },
    );
  const names = Array.from({ length: members }, (_, i) => `m${i}`);
  const { operator, terms, ...rest } = settings;
  const seats = Object.fromEntries(names.map((name) => [name, hear(name, says)]));
  const room = fakeDesk({
    members: operator === undefined ? seats : { ...seats, operator: hear("operator", operator) },
    ...rest,
    terms: { showNames: true, ...terms },
  });
  const facts = <T extends DomainFact["type"]>(type: T) => factsOf(room.events(), type);
  return { ...room, asked, facts, calls: () => asked.length, spent: () => room.spent(), events: () => room.events() };
}

export function factsOf<T extends DomainFact["type"]>(events: readonly Event[], type: T) {
  return events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
}

/** True when the ask wants an object with this property. */
export function wants(ask: Ask, property: string): boolean {
  return property in ((wantedOf(ask)?.properties ?? {}) as object);
}
