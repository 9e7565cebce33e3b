import { forecast } from "./forecasts.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { chosenMember, plan } from "./plans.ts";

/** A workflow as three equal lists. Subtasks restate the task, since whoever does one may see nothing else; `best` says whose the step is. */
export interface Workflow {
  readonly subtasks: string[];
  readonly best: boolean[];
  readonly access: number[][];
}

/**
 * What a member that plans would have others do: what comes apart is split and joined; of what it is sure of, one step; else two who work apart and one
 * who sees both.
 */
export function workflow(moment: SimulatedCall, most: number): Workflow {
  const { truth } = moment.scene;
  const whole = (how: string) => stated(`The whole task${how}.`, truth.prompt);
  if (truth.parts.length > 1 && truth.coupling < 0.5 && most > 2) {
    const parts = plan(moment, 1, most - 1).map(({ brief }) => stated(typeof brief === "string" ? brief : "", truth.prompt));
    return {
      subtasks: [...parts, whole(", joined from the results of its parts")],
      best: [...parts.map((_, place) => place % 2 === 0), true],
      access: [...parts.map(() => []), parts.map((_, place) => place + 1)],
    };
  }
  if (most < 3 || forecast(moment).p >= 0.8) return { subtasks: [whole("")], best: [true], access: [[]] };
  return { subtasks: [whole(""), whole(""), whole(", checked against both results")], best: [true, false, true], access: [[], [], [1, 2]] };
}

/** The members of its steps: the best that the text tells of, by record, then by price, and the next best. */
export function workflowMembers(moment: SimulatedCall, { best }: Workflow, names: readonly string[]): string[] {
  const first = chosenMember(moment, names);
  const others = names.filter((name) => name !== first);
  const second = others.length === 0 ? first : chosenMember(moment, others);
  return best.map((own) => (own ? first : second));
}

function stated(what: string, prompt: string): string {
  return `${what}\nThe task reads:\n${prompt}`;
}
