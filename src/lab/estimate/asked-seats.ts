import { judgeKinds } from "../../judges/index.ts";
import type { JudgeSpec, Json, Seat } from "../../types.ts";
import type { Plan } from "../plan/plan.ts";
import { closerIn } from "../plan/closers.ts";
import { graderSpec } from "../plan/plan-judges.ts";
import { rehearsedSeats } from "./rehearse.ts";

/** Topologies in which who is asked follows from the options alone, so that one rehearsal tells. */
const foreseeable: ReadonlySet<string> = new Set(["solo", "best-of"]);

/** The seats that trials of a plan may ask: members that no topology asks and judges that nothing consults are left out. */
export async function askedSeats(plan: Plan): Promise<Seat[]> {
  const verifiers = new Set<JudgeSpec>();
  const members = await Promise.all(
    plan.topologies.map((topology) => askedMembers(plan, topology, () => void verifiers.add(topology.verifier))),
  );
  return [...members.flat(), ...judgesAsked(plan, [...verifiers, ...plan.suite.tasks.map((task) => graderSpec(plan, task))])];
}

/** The members that a topology may ask; `onVerdict` hears that it may ask its verifier. */
export async function askedMembers(plan: Plan, topology: Plan["topologies"][number], onVerdict: () => void): Promise<readonly Seat[]> {
  // Shadow runs ask everybody.
  if (plan.shadow.length > 0 || !foreseeable.has(topology.topology.name)) {
    onVerdict();
    const named = plan.shadow.length > 0 ? undefined : namedBy(topology);
    return named === undefined ? topology.seats : topology.seats.filter(({ name }) => named.includes(name));
  }
  const asked = (await rehearsedSeats(plan, topology, undefined, onVerdict)).flatMap(({ seat, hold }) => (hold < Infinity ? [seat] : []));
  // The author may be asked to judge its own work; who cannot be foreseen is asked.
  if (asked.length > 0) return asked;
  onVerdict();
  return topology.seats;
}

/** Whom its options and its closer let it ask, whoever closes where chance says; undefined where that may be anybody. */
function namedBy(planned: Plan["topologies"][number]): readonly string[] | undefined {
  const { topology } = planned;
  if (topology.asks === undefined) return undefined;
  const names = planned.seats.map(({ name }) => name);
  const closer = closerIn(planned);
  return (closer === undefined ? names : [closer]).flatMap((one) => topology.asks?.(names, one) ?? names);
}

/** The judges that these graders and verifiers may ask. */
export function judgesAsked({ judgeSeats }: Pick<Plan, "judgeSeats">, specs: readonly JudgeSpec[]): readonly Seat[] {
  const distinct = [...new Map(specs.map((spec) => [JSON.stringify(spec), spec])).values()];
  const named = new Set(distinct.flatMap((spec) => namesIn(spec) ?? judgeSeats.map(({ name }) => name)));
  return judgeSeats.filter(({ name }) => named.has(name));
}

/** The judges that a spec asks, the judge inside it included; undefined where it may ask any. */
function namesIn(spec: JudgeSpec): readonly string[] | undefined {
  const needs = judgeKinds.find(({ name }) => name === spec.kind)?.needs ?? [];
  const named = [spec["member"] ?? [], spec["members"] ?? []].flat().filter((name) => typeof name === "string");
  const asks = needs.some((need) => need === "member" || need === "members");
  if (asks && named.length === 0) return undefined;
  const inner = isSpec(spec["judge"]) ? namesIn(spec["judge"]) : [];
  return inner === undefined ? undefined : [...named, ...inner];
}

function isSpec(value: Json | undefined): value is JudgeSpec {
  return typeof value === "object" && value !== null && "kind" in value && typeof value["kind"] === "string";
}
