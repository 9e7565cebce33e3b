import type { Nano } from "../types.ts";
import type { Arrival, Decision, DecisionPlan } from "./decision.ts";
import { deviationOf, type Lead, lengthened, meanOf, noLead, reachOf } from "./lead.ts";
import { expectedRegret, type Gap, regretSaved } from "./regret.ts";

/** Before so many tasks nobody is dropped and nothing is given up. */
const fewest = 10;
/** A difference is hoped for up to so many standard errors above the one seen. */
const hopeful = 1.64;
/** What a tail of costs that has not shown yet may hold, in largest costs so far: twice the excess of a Pareto tail of exponent 1.5. */
const unseen = 4;

interface Record {
  readonly tasks: number;
  readonly merit: number;
  readonly cost: Nano;
  readonly charged: Nano;
  readonly largest: Nano;
  readonly cut: number;
}
const nothing: Record = { tasks: 0, merit: 0, cost: 0, charged: 0, largest: 0, cut: 0 };

/** What the tasks so far tell of each topology's net value and of each pair's difference. Mutable: one per decider. */
export class Evidence {
  readonly out: { topology: string; by: string; tasks: number }[] = [];
  readonly #plan: DecisionPlan;
  readonly #names: readonly string[];
  readonly #leads = new Map<string, Lead>();
  readonly #records = new Map<string, Record>();
  /** What the difference of a pass is worth; money for "best", 1 for "better". */
  readonly #scale: number;
  /** The chance that is left to each comparison. */
  readonly #share: number;

  constructor(plan: DecisionPlan) {
    const question = plan.question;
    this.#plan = plan;
    this.#names = question.kind === "better" ? [question.a, question.b] : plan.topologies;
    this.#scale = question.kind === "better" ? 1 : question.value;
    this.#share = (plan.alpha ?? 0.05) / Math.max(1, this.#names.length - 1);
    for (const a of this.#names) for (const b of this.#names) if (a !== b) this.#leads.set(key(a, b), noLead(a, b));
  }

  live(): string[] {
    return this.#names.filter((name) => !this.out.some(({ topology }) => topology === name));
  }

  /** All live topologies' results on the next task of the plan. A task that one of them has no result on yet teaches nothing of any. */
  take(arrivals: readonly Arrival[], tasks: number): void {
    const live = new Set(this.live());
    const merits = new Map<string, number>();
    const known = arrivals.filter(({ topology }) => live.has(topology));
    if (known.some(({ passed }) => passed === undefined)) return;
    for (const arrival of known) {
      const merit = this.#merit(arrival);
      merits.set(arrival.topology, merit);
      this.#keep(arrival, merit);
    }
    for (const [name, lead] of this.#leads) {
      const mine = merits.get(lead.a);
      const theirs = merits.get(lead.b);
      if (mine !== undefined && theirs !== undefined) this.#leads.set(name, lengthened(lead, mine - theirs, this.#scale));
    }
    this.#drop(tasks);
  }

  #keep({ topology, cost }: Arrival, merit: number): void {
    const own = this.#records.get(topology) ?? nothing;
    const charged = this.#charged(cost);
    this.#records.set(topology, {
      tasks: own.tasks + 1,
      merit: own.merit + merit,
      cost: own.cost + cost,
      charged: own.charged + charged,
      largest: Math.max(own.largest, charged),
      cut: own.cut + (this.#costsCount() && charged < cost ? 1 : 0),
    });
  }

  #costsCount(): boolean {
    const question = this.#plan.question;
    return question.kind === "best" && question.ceiling !== 0;
  }

  #charged(cost: Nano): Nano {
    const question = this.#plan.question;
    return question.kind === "better" ? 0 : Math.min(cost, question.ceiling ?? Infinity);
  }

  #merit({ passed = 0, cost }: Arrival): number {
    const question = this.#plan.question;
    return question.kind === "better" ? passed : passed * question.value - this.#charged(cost);
  }

  #drop(tasks: number): void {
    for (const lead of this.#leads.values()) {
      const live = this.live();
      if (live.includes(lead.a) && live.includes(lead.b) && this.#isAhead(lead)) this.out.push({ topology: lead.b, by: lead.a, tasks });
    }
  }

  /** That one passes more than the other is a claim of its own: it takes the evidence of the report's comparison too. */
  #isAhead(lead: Lead): boolean {
    const proved = this.#plan.question.kind === "best" || lead.wealth >= 2 / (this.#plan.alpha ?? 0.05);
    return proved && this.#low(lead) > 0;
  }

  /** What a leads b by at least, at any time of looking. */
  #low(lead: Lead): number {
    if (lead.tasks < fewest) return Number.NEGATIVE_INFINITY;
    return meanOf(lead) - reachOf(lead.tasks, this.#share) * deviationOf(lead, this.#scale) - this.#tail(lead.a);
  }

  /** What costs that are rarer than the tasks so far may add to the mean. */
  #tail(name: string): number {
    const { tasks, charged, largest } = this.#records.get(name) ?? nothing;
    return tasks === 0 ? 0 : (unseen * (largest - charged / tasks)) / (tasks + 1);
  }

  #lead(a: string, b: string): Lead {
    return this.#leads.get(key(a, b)) ?? noLead(a, b);
  }

  /** Whether the question is answered, or cannot be any more with so many tasks left. */
  state(left: number): "running" | "decided" | "close" | "futile" {
    const live = this.live();
    if (live.length === 1) return "decided";
    if (this.noGain()) return "futile";
    const leader = this.leader();
    if (leader === undefined) return "running";
    const question = this.#plan.question;
    const rivals = live.filter((name) => name !== leader);
    const open = question.kind === "best" ? rivals.filter((name) => !this.#isWithin(name, leader)) : rivals;
    if (open.length === 0) return "close";
    if (left <= 0 || open.some((name) => this.#canSettle(this.#lead(leader, name), left))) return "running";
    return this.isClose() ? "close" : "futile";
  }

  /** Whether the leader is the best but for what does not matter, by the loss that is to be expected. */
  isClose(): boolean {
    return this.#plan.question.kind === "best" && this.#plan.delta > 0 && this.#tasks() >= fewest && this.regret() <= this.#plan.delta / 2;
  }

  /** Asked whether a is better than b: the evidence says not by delta. */
  noGain(): boolean {
    const question = this.#plan.question;
    return question.kind === "better" && this.#isWithin(question.a, question.b);
  }

  /** Whether a is shown not to be better than b by delta. */
  #isWithin(a: string, b: string): boolean {
    return this.#plan.delta > 0 && this.#low(this.#lead(b, a)) > -this.#plan.delta;
  }

  /** Whether the tasks left can, by all that is likely, still show who of the two is ahead, or that it does not matter. */
  #canSettle(lead: Lead, left: number): boolean {
    if (lead.tasks < fewest) return true;
    const deviation = deviationOf(lead, this.#scale);
    const hope = (hopeful * deviation) / Math.sqrt(lead.tasks);
    const reach = reachOf(lead.tasks + left, this.#share) * deviation;
    return left > 0 && Math.abs(meanOf(lead)) + hope - reach > -this.#plan.delta;
  }

  /** The live topology with the highest merit so far. */
  leader(): string | undefined {
    return this.live().sort((x, y) => this.#mean(y) - this.#mean(x))[0];
  }

  #mean(name: string): number {
    const { tasks, merit } = this.#records.get(name) ?? nothing;
    return tasks === 0 ? Number.NEGATIVE_INFINITY : merit / tasks;
  }

  #tasks(): number {
    return this.#records.get(this.leader() ?? "")?.tasks ?? 0;
  }

  #gaps(): Gap[] {
    const leader = this.leader();
    if (leader === undefined) return [];
    const tail = this.#tail(leader);
    return this.#names.flatMap((name) => {
      const lead = this.#lead(leader, name);
      if (name === leader || lead.tasks === 0) return [];
      return [{ behind: meanOf(lead) - tail, error: deviationOf(lead, this.#scale) / Math.sqrt(lead.tasks) }];
    });
  }

  /** Whoever the leader is least ahead of, and by how much, on the tasks that both had. */
  next(): Decision["next"] {
    const leader = this.leader();
    const leads = leader === undefined ? [] : this.#names.map((name) => this.#lead(leader, name)).filter(({ tasks }) => tasks > 0);
    const [closest] = leads.sort((x, y) => meanOf(x) - meanOf(y));
    return closest && { topology: closest.b, lead: meanOf(closest), tasks: closest.tasks };
  }

  /** What naming the leader is expected to lose per task, beside naming whoever is best. */
  regret(): number {
    return expectedRegret(this.#gaps());
  }

  /** What so many further tasks of those that are live would cost, and by how much they would lower the regret. */
  further(more: number): NonNullable<Decision["further"]> {
    const each = this.live().reduce((sum, name) => sum + this.meanCost(name), 0);
    return { tasks: more, cost: each * more, saved: regretSaved(this.#gaps(), this.#tasks(), more) };
  }

  meanCost(name: string): number {
    const { tasks, cost } = this.#records.get(name) ?? nothing;
    return tasks === 0 ? 0 : cost / tasks;
  }

  meanCosts(): number[] {
    return this.#names.map((name) => this.meanCost(name));
  }

  /** Each topology's net value per task so far, and how many of its trials cost more than is counted. */
  values(): Decision["values"] {
    return this.#names.flatMap((topology) => {
      const { tasks, merit, cut } = this.#records.get(topology) ?? nothing;
      return tasks === 0 ? [] : [{ topology, tasks, value: merit / tasks, cut }];
    });
  }

  pairs(): Decision["pairs"] {
    return [...this.#leads.values()].map((lead) => ({
      a: lead.a,
      b: lead.b,
      difference: meanOf(lead),
      low: lead.tasks < fewest ? null : this.#low(lead),
      tasks: lead.tasks,
    }));
  }
}

function key(a: string, b: string): string {
  return JSON.stringify([a, b]);
}
