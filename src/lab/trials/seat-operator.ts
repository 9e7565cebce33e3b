import { type Decision, operator, operatorSeat, type Proposal } from "../../topologies/index.ts";
import type { Plan } from "../plan/plan.ts";

/** A person at hand: shown what a member proposes, accepts, changes or rejects it. A rejected promise leaves the proposal standing. */
export type Decide = (proposal: Proposal) => Promise<Decision>;

/** Seats the person as `operator` in those topologies that ask one, unless a member has that name; without a person nothing changes. */
export function seatOperator(plan: Plan, decide: Decide | undefined): Plan {
  if (decide === undefined) return plan;
  const seat = {
    name: operatorSeat,
    model: operator(decide, plan.world === "recorded" || plan.world === "simulated" ? "simulated" : "live"),
  };
  const topologies = plan.topologies.map((topology) =>
    topology.operated !== true || topology.seats.some(({ name }) => name === operatorSeat)
      ? topology
      : { ...topology, seats: [...topology.seats, seat] },
  );
  return { ...plan, topologies };
}
