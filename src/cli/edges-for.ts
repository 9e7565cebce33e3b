import {
  edgeStudy,
  type EdgesFigures,
  type EdgeStudy,
  intactAnalysis,
  loadExperiment,
  type NamedExperiment,
  type Outcome,
  pluginNotes,
  startRun,
  variableNotes,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { count } from "../util/count.ts";
import { agreement } from "./agreement.ts";
import { chosenExperiment } from "./chosen-experiment.ts";
import { edgesCost, edgesOut } from "./edges-cost.ts";
import { exitCodeOf } from "./exit-code.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import type { EdgesOptions, RunOptions } from "./options.ts";
import { override } from "./override.ts";
import { progressLine } from "./progress.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { say } from "./say.ts";
import { sayDestinations } from "./say-destinations.ts";
import { showEdges } from "./show-edges.ts";
import { sayStopped } from "./show-outcome.ts";
import { surrounding } from "./surrounding.ts";
import { whereabouts } from "./whereabouts.ts";

/** Studies what a topology can do without, on both halves of the tasks, and shows what was found; returns the exit code. */
export async function edgesFor(wanted: string | undefined, options: EdgesOptions): Promise<number> {
  const file = chosenExperiment(wanted, options);
  const run = asRun(options);
  const loaded = override(await loadExperiment(file, agreement(run)), run);
  const where = whereabouts(loaded, file, options.ledger);
  const variables = surrounding(loaded);
  const { topology, edge } = options;
  const study = await edgeStudy(loaded, variables.environment, {
    ...(topology === undefined ? {} : { topology }),
    ...(edge.length === 0 ? {} : { edges: edge }),
  });
  const loud = options.quiet !== true;
  const keys = [...pluginNotes(loaded), ...variableNotes(variables, loaded)];
  if (loud) for (const line of [...studyWords(study, loaded), ...(options.dryRun === true ? [] : keys.map((key) => `  ${key}`))]) say(line);
  const cost = await edgesCost(study, variables.environment, { options, run, keys });
  if (cost === undefined) return 0;
  let begun = "last";
  const stop = interruptible(options.grace, () => goOn("resume", begun, where));
  return withStore(options.ledger, "write", async (store) => {
    const stage = async (experiment: NamedExperiment): Promise<Outcome> => {
      const line = progressLine(experiment.name, !loud);
      const surroundings = {
        ...runSurroundings(run, { store, environment: variables.environment, stop, line, where }),
        onBegun: (id: string) => {
          begun = id;
        },
        ...(loud && options.yes === true ? { onDestinations: sayDestinations } : {}),
      };
      const outcome = await startRun(experiment, surroundings);
      line.end();
      if (loud) showEdges(outcome, where);
      sayStopped(outcome, where);
      return outcome;
    };
    const stored = async (id: string): Promise<Outcome> => {
      const { record, plan, analysis } = await intactAnalysis(store, id, "used");
      return { ...analysis, run: record.id, state: record.state, plan, notes: [], stopped: [] };
    };
    const design = options.from === undefined ? await stage(cost.design) : designOf(await stored(options.from), study);
    const chosen = design.table as EdgesFigures;
    const out = study.together(edgesOut(chosen));
    const whole = design.state === "done" && !stop.signal.aborted;
    const held = whole && out.length > 0 ? await stage(cost.confirming(out, chosen.spent)) : undefined;
    if (loud && whole && out.length === 0) say(nothingOut(chosen));
    if (options.json === true) process.stdout.write(`${JSON.stringify(foundIn(study, design, held))}\n`);
    return exitCodeOf(held?.state ?? design.state);
  });
}

/** What a program reads: both stages, and what is left out in the end. */
function foundIn({ topology }: EdgeStudy, design: Outcome, held: Outcome | undefined) {
  const [chosen, confirmed] = [design.table as EdgesFigures, (held?.table ?? null) as EdgesFigures | null];
  const [first] = confirmed?.smaller ?? [];
  return {
    kind: "edges",
    topology,
    chosen: { ...chosen, state: design.state },
    heldOut: confirmed === null ? null : { ...confirmed, state: held?.state },
    leftOut: first?.confirmed === true && first.saved.difference > 0 ? first.out : [],
  };
}

function designOf(design: Outcome, study: EdgeStudy): Outcome {
  const { edges } = design.plan;
  const refuse = (words: string): UserError => new UserError(`Run ${design.run} ${words}`);
  if (edges?.stage !== "design")
    throw refuse("is no study of edges on the tasks to choose on. `catallaxy runs` lists them: edges/<experiment>.");
  if (design.state !== "done") throw refuse(`is ${design.state}. Go on with it first: \`catallaxy resume ${design.run}\`.`);
  const same = edges.of === study.topology && edges.edges.join("\n") === study.edges.map(({ name }) => name).join("\n");
  if (!same) throw refuse(`is of ${edges.of} and its edges ${edges.edges.join(", ")}. Name the same topology, experiment and edges.`);
  if (design.plan.suite.tasks.some(({ id }) => !study.tasks.choose.includes(id)))
    throw refuse("has tasks that are not those to choose on of this experiment. Give the same tasks and seed.");
  return design;
}

function studyWords({ topology, edges, design, tasks, unplayed }: EdgeStudy, { name }: NamedExperiment): string[] {
  const combined =
    design.made === "full"
      ? "every combination"
      : `a fraction of ${2 ** edges.length} combinations, resolution ${roman(design.resolution)}`;
  return [
    `catallaxy edges ${name}: ${topology} has ${count(edges.length, "edge")}, ${edges.map((edge) => edge.name).join(", ")}`,
    `  ${count(design.arms, "arm")} (${combined}${design.arms === design.runs ? "" : `, less ${design.runs - design.arms} in which nobody is left to ask`}); ${count(tasks.choose.length, "task")} to choose on, ${tasks.confirm.length} to confirm`,
    ...(unplayed.length === 0 ? [] : [`  Messages cannot be left out on a recorded set, and are not tried: ${unplayed.join(", ")}.`]),
  ];
}

function roman(resolution: number): string {
  return ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"][resolution] ?? String(resolution);
}

function nothingOut({ edges }: EdgesFigures): string {
  const open = edges.filter(({ finding }) => finding === "open").length;
  const more = open === 0 ? "" : ` Of ${count(open, "edge")} the tasks cannot tell: more tasks, a larger --margin or fewer edges would.`;
  return `Nothing is left out, so nothing was run on the other half.${more}`;
}

/** The options that it shares with `run`; its topology and budget are others. */
function asRun({ topology: _topology, edge: _edge, budget: _budget, from: _from, ...rest }: EdgesOptions): RunOptions {
  return { topology: [], ...rest };
}
