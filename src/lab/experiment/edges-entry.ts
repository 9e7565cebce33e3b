import { z } from "zod";

/** A study of what a topology can do without, as it is run: its topologies are one topology with some members or messages left out. */
export const edgesEntry = z.strictObject({
  /** The topology that is studied, by its name in the experiment. */
  of: z.string(),
  /** `design`: runs of a factorial design that tell single effects; `held-out`: what is left out together, and each alone, on other tasks. */
  stage: z.enum(["design", "held-out"]),
  /** What may be left out: a member by name, or a kind of message as `tag > purpose`. */
  edges: z.array(z.string()).min(1),
  /** For each of the experiment's topologies, the places in `edges` of what it leaves out; the first leaves out nothing. */
  out: z.array(z.array(z.int().nonnegative())).min(2),
});
export type EdgesEntry = z.output<typeof edgesEntry>;
