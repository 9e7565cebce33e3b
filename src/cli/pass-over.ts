import { basename, extname } from "node:path";
import { check, type Experiment, type NamedExperiment, soloPass } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { defined } from "../util/defined.ts";
import { memberWords } from "./member-words.ts";
import type { CalibrateSuiteOptions, RunOptions } from "./options.ts";
import { override } from "./override.ts";
import { saidMember } from "./said-member.ts";

/** The pass of members alone over a suite, or over the tasks of an experiment, as the command line says it. Throws a `UserError`. */
export function passOver(wanted: string, loaded: NamedExperiment | undefined, options: CalibrateSuiteOptions): NamedExperiment {
  const { member, repeats, budget } = options;
  if (member.length === 0 && options.from === undefined)
    throw new UserError(
      `Wanted --member, who is tried on the tasks: name=provider/model${loaded === undefined ? "" : `, or one of ${loaded.members.map(({ name }) => name).join(", ")}`}.`,
    );
  const said = member.map((text) =>
    loaded !== undefined && !/[/=]/.test(text) ? { name: text } : saidMember(text, loaded?.members ?? []),
  );
  const base = loaded ?? bare(wanted, options.from === undefined ? said : [{ name: "nobody", model: "simulated/small" }]);
  const changed = said.filter((one) => "model" in one);
  const members = [...base.members.filter(({ name }) => !changed.some((one) => one["name"] === name)), ...changed];
  const simulated = loaded === undefined && members.every(({ model }) => String(model).startsWith("simulated/"));
  const judge = options.judge ?? (simulated ? "simulated/judge" : undefined);
  const judges = judge === undefined ? base.judges : [{ ...memberWords(judge), name: "grader" }];
  const whole = override({ ...base, members, judges } as NamedExperiment, runOf(options));
  return soloPass(whole, { members: said.map(({ name }) => String(name)), repeats, ...defined({ cap: budget }) });
}

function bare(suite: string, members: readonly unknown[]): NamedExperiment {
  const name = basename(suite, extname(suite));
  const experiment: Experiment = check({ suite, members, topologies: ["solo"], verifier: "none" }, name);
  return { ...experiment, name };
}

/** The options that it shares with `run`; its budget is the whole run's. */
function runOf({
  repeats: _repeats,
  keep: _keep,
  match: _match,
  write: _write,
  force: _force,
  from: _from,
  judge: _judge,
  budget: _budget,
  ...rest
}: CalibrateSuiteOptions): RunOptions {
  return { ...rest, topology: [], member: [] };
}
