import type { RaceEntry } from "../experiment/search-entry.ts";
import type { RacePlan } from "../plan/race-plan.ts";
import { mutation } from "./mutation.ts";
import { racing } from "./racing.ts";
import type { Strategy } from "./strategy.ts";
import { thompson } from "./thompson.ts";

/** The ways of searching by name. */
export const strategies: Readonly<Record<RaceEntry["strategies"][number], (plan: RacePlan) => Strategy>> = { racing, thompson, mutation };
