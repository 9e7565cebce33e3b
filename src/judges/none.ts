import { z } from "zod";
import { fail } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

/** No judge at all: every verdict is a failure, so that topologies go on as with a judge that cannot tell. */
export const none = judgeKind({
  name: "none",
  description: "no judge: topologies work without a verifier",
  options: z.strictObject({ kind: z.literal("none") }),
  needs: [],
  cost: "no call",
  open: () => ({
    name: "none",
    judge: async () => fail("unsupported", "This experiment has no verifier. Set one to let topologies check their work."),
  }),
});
