import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { caught, fail } from "../util/failure.ts";
import { absentWords, keptFunction } from "../util/functions.ts";

/** A topology as a function: it asks members through the desk and gives back a text, which is its own, or a text with the member who wrote it. */
export type TopologyFunction = (task: Brief, desk: Desk) => Promise<string | Answer | Result<Answer>>;

/** A topology that is a function of a configuration. One that throws, or gives back something else, has failed at the task. */
export function functionTopology(address: string, name: string): Topology {
  return {
    name,
    async solve(task, desk) {
      const work = keptFunction(address) as TopologyFunction | undefined;
      if (work === undefined) return fail("unsupported", absentWords(address));
      const solved = await caught("provider", () => work(task, desk));
      if (!solved.ok) return solved;
      const { value } = solved;
      if (typeof value === "string") return { ok: true, text: value, by: name };
      if (typeof value === "object" && "ok" in value && !value.ok) return value;
      if (typeof value === "object" && "text" in value && typeof value.text === "string")
        return { ok: true, text: value.text, by: typeof value.by === "string" ? value.by : name };
      return fail("malformed", `The topology "${name}" must give back a text, or { text, by }.`);
    },
  };
}
