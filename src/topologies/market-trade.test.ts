// One task of a market's session at a real desk. A test file, since source here may not import the desk; it holds no test of its own.
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import type { Event, Nano } from "../types.ts";
import { market } from "./market.ts";

/** "right" passes; `all` is the session with this trial, for the next task's `earlier`. */
export async function tradeAt(
  options: Parameters<typeof market>[0],
  members: FakeDeskSettings["members"],
  settings: {
    readonly attempts: number;
    readonly seed: string;
    readonly earlier: readonly Event[];
    readonly worth: Nano;
    readonly budget?: Nano;
  },
) {
  const { attempts, seed, earlier, worth, budget } = settings;
  const brief = { id: `t${earlier.length}`, category: "coding", prompt: "Do it.", value: worth };
  const trial = `market/${brief.id}/0`;
  const around = (fact: Event["fact"]): Event => ({ seq: 0, trial, span: "", at: 0, hash: "", fact });
  const room = fakeDesk({
    members,
    seed,
    earlier: [...earlier, around({ type: "trial-start", topology: "market", task: brief.id, category: "coding", repetition: 0 })],
    terms: { attempts },
    task: { ...brief, grader: { kind: "none" } },
    trial,
    verifier: ({ text }) => ({ ok: true, passed: text === "right", score: Number(text === "right"), why: "compared" }),
    ...(budget === undefined ? {} : { budget }),
  });
  const result = await market(options).solve(brief, room.desk);
  const events = room.events().slice(earlier.length + 1);
  return { result, events, all: [...room.events(), around({ type: "trial-end" } as Event["fact"])] };
}
