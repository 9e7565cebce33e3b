import type { ArmResult } from "../../valuation/index.ts";
import { yamlText } from "../../util/yaml-text.ts";
import type { topologyEntries } from "./topology-entries.ts";

interface Decided {
  readonly members: readonly object[];
  readonly arms: readonly ArmResult[];
  readonly entries: ReturnType<typeof topologyEntries>;
  /** What a right answer is worth, in dollars. */
  readonly value: number;
  /** The model that checks answers; without one, policies with a checker have none. */
  readonly judge: string | undefined;
  readonly categories: readonly string[];
}

/**
 * The policies of a decision as a file that puts them to work: what was chosen first, for `catallaxy solve --with serve.yaml`. A request has no known answer, so a
 * checker is a model that reads answers; policies that want one stand there only where it is known. Undefined where none is left.
 */
export function servedDecision({
  members,
  arms,
  entries,
  value,
  judge,
  categories,
}: Decided): [file: string, text: string, remarks: readonly string[]] | undefined {
  const all = entries.topologies as readonly Readonly<{ name: string; verifier?: object }>[];
  const [kept, left] = [all.filter(({ verifier }) => verifier === undefined || judge !== undefined), all.filter(needsJudge(judge))];
  const chosen = chosenIn(arms, entries, new Set(kept.map(({ name }) => name)));
  const [first, ...others] = kept.toSorted((one, other) => Number(other.name === chosen) - Number(one.name === chosen));
  if (first === undefined) return undefined;
  const remarks = [
    chosen === undefined
      ? "What was chosen is none of these; the first is the best single model."
      : `${chosen} was chosen; the others are there to be compared with.`,
    ...(left.length === 0
      ? []
      : [
          `Left out for want of a checker: ${left.map(({ name }) => name).join(", ")}. A request has no known answer; --judge <provider/model> names a model that checks.`,
        ]),
    ...(judge === undefined
      ? []
      : [
          `Answers are checked here by ${judge}; how often it errs is not known, and policies go by the rates that were decided with. \`catallaxy judges\` measures it.`,
        ]),
  ];
  if (categories.length > 1) remarks.push(`Say of what kind a request is with --category: ${categories.join(", ")}.`);
  const served = {
    members,
    ...(judge === undefined ? {} : { judges: [{ name: "judge", model: judge }] }),
    topologies: [first, ...others].map(({ verifier, ...entry }) => (verifier === undefined ? { ...entry, verifier: "none" } : entry)),
    verifier: judge === undefined ? "none" : { kind: "rubric", member: "judge" },
    value,
  };
  const made = `Made by catallaxy decide: \`catallaxy solve --with serve.yaml --topology ${first.name} "..."\` puts a request to it.`;
  return ["serve.yaml", yamlText(served, [made, ...remarks]), remarks];
}

function needsJudge(judge: string | undefined): (entry: { readonly verifier?: object }) => boolean {
  return ({ verifier }) => verifier !== undefined && judge === undefined;
}

/** The topology that is what was chosen on this half with the last checker of which one is there. */
function chosenIn(
  arms: readonly ArmResult[],
  { kept }: ReturnType<typeof topologyEntries>,
  there: ReadonlySet<string>,
): string | undefined {
  const sameAs = (wanted: ArmResult) => (found: ArmResult) =>
    JSON.stringify([found.setup, found.setup?.kind === "single" ? undefined : found.checker]) ===
    JSON.stringify([wanted.setup, wanted.setup?.kind === "single" ? undefined : wanted.checker]);
  const names = arms
    .filter(({ arm }) => arm.startsWith("chosen, "))
    .map((arm) => [...kept].find(([name, found]) => there.has(name) && sameAs(arm)(found))?.[0]);
  return names.findLast((name) => name !== undefined);
}
